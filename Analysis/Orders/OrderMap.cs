using System.Collections.Immutable;

namespace Bench.Analysis.Orders;

/// <summary>Levels over speed and order of one channel and step, for display.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Channel">Id of the channel.</param>
/// <param name="SpeedsRpm">Speed of each row, rising.</param>
/// <param name="OrderStep">Spacing of the columns in orders; the first column is order 0.</param>
/// <param name="LevelsDb">Row by row: SpeedsRpm.Length × columns.</param>
/// <param name="Unit">Unit of the levels, such as "dB re 1 µm/s²".</param>
public sealed record OrderMap(
    string Step,
    string Channel,
    ImmutableArray<double> SpeedsRpm,
    double OrderStep,
    ImmutableArray<float> LevelsDb,
    string Unit)
{
    /// <summary>Number of columns.</summary>
    public int Orders => SpeedsRpm.IsEmpty ? 0 : LevelsDb.Length / SpeedsRpm.Length;
}
