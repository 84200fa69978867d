using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Calibration;
using Bench.Models.Features;

namespace Bench.Models.Training;

/// <summary>
/// Good motors as learning sees them: one vector each on the judging scale, and what they have in common.
/// </summary>
/// <param name="Definition">What the values are.</param>
/// <param name="Rows">One vector per motor, not centred.</param>
/// <param name="SerialNumbers">Their serial numbers.</param>
/// <param name="Origins">Their variants and benches.</param>
/// <param name="Folds">Which are left out together.</param>
internal sealed record LearningSet(
    MeasurementDefinition Definition,
    IReadOnlyList<double[]> Rows,
    ImmutableArray<string> SerialNumbers,
    ImmutableArray<MotorOrigin> Origins,
    GroupFolds Folds)
{
    /// <summary>Centring learned from all motors; medians withstand the bad ones among them.</summary>
    public Centring Centring { get; } = Centring.Learn(Rows, Origins);

    /// <summary>Centring learned without the motors of one fold.</summary>
    public Centring CentringWithout(ImmutableArray<int> fold)
    {
        int[] others = [.. Enumerable.Range(0, Rows.Count).Except(fold)];
        return Centring.Learn([.. others.Select(motor => Rows[motor])], [.. others.Select(motor => Origins[motor])]);
    }

    /// <summary>Rows of some of the motors, centred.</summary>
    public double[][] Centred(IEnumerable<int> motors, Centring centring) =>
        [.. motors.Select(motor => centring.Apply(Rows[motor], Origins[motor]))];
}
