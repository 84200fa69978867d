namespace Bench.Analysis.Signals;

/// <summary>An axis with equal steps: value i lies at First + i·Step.</summary>
/// <param name="Name">What it counts, such as "frequency".</param>
/// <param name="Unit">Its unit, such as "Hz"; empty for a pure number.</param>
/// <param name="First">Position of the first value.</param>
/// <param name="Step">Distance of neighbours, above 0.</param>
/// <param name="Count">Number of values.</param>
public sealed record Axis(string Name, string Unit, double First, double Step, int Count)
{
    /// <summary>Position of a value.</summary>
    public double At(double index) => First + (index * Step);

    /// <summary>Index of the value nearest to a position, held inside the axis.</summary>
    public int Nearest(double position) =>
        (int)Math.Clamp(Math.Round((position - First) / Step), 0, Math.Max(0, Count - 1));

    /// <summary>A frequency axis from 0 Hz.</summary>
    public static Axis Frequency(double binWidthHz, int bins) => new("frequency", "Hz", 0, binWidthHz, bins);
}
