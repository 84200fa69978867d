namespace Bench.Models.Capability;

/// <summary>
/// The plan of a gauge R&amp;R study: every motor under every condition, equally often. A condition is whatever may
/// make the same motor measure differently: a bench, an operator, a new mounting.
/// </summary>
/// <param name="Motors">Number of motors, 2 or more.</param>
/// <param name="Conditions">Number of conditions; 1 where there is only one bench.</param>
/// <param name="Repeats">Tests of one motor under one condition, 2 or more.</param>
public sealed record GaugeTrials(int Motors, int Conditions, int Repeats)
{
    /// <summary>Number of tests in all.</summary>
    public int Count => Motors * Conditions * Repeats;

    /// <summary>
    /// Place of a test's value: motor by motor, in it condition by condition, in it repeat by repeat.
    /// </summary>
    public int Index(int motor, int condition, int repeat) => (((motor * Conditions) + condition) * Repeats) + repeat;

    /// <summary>Checks the plan and the number of values.</summary>
    /// <exception cref="ArgumentException">The plan is too small, or values are missing.</exception>
    internal void Require(int values)
    {
        if (Motors < 2 || Conditions < 1 || Repeats < 2)
        {
            throw new ArgumentException(
                $"A gauge R&R study of {Motors} motors, {Conditions} conditions and {Repeats} repeats is too small; "
                + "expected at least 2 motors, 1 condition and 2 repeats (usual: 10 × 3 × 3).");
        }

        if (values != Count)
        {
            throw new ArgumentException(
                $"A gauge R&R study of {Motors} × {Conditions} × {Repeats} tests got {values} values; expected "
                + $"{Count}: every motor under every condition, equally often.");
        }
    }
}
