using System.Collections.Immutable;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Spectra;

/// <summary>
/// The floor that lines of a spectrum stand on: in each bin the median of the bins around it, which lines that are few
/// against the range do not lift.
/// </summary>
/// <remarks>
/// Of averaged noise the median lies at its mean, of a single frame at ln 2 = −1.6 dB of it. At the ends of the
/// spectrum the range is cut short.
/// </remarks>
public static class NoiseFloor
{
    /// <summary>Computes the floor.</summary>
    /// <param name="power">Power per bin; NaN makes the floor NaN around it.</param>
    /// <param name="reach">Bins on either side, at least 1: several times the width of a line, less than a resonance.
    /// </param>
    public static Curve Of(Curve power, int reach)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reach, 1);
        ReadOnlySpan<double> values = power.Values.AsSpan();
        double[] floor = new double[values.Length];
        double[] around = new double[(2 * reach) + 1];
        for (int k = 0; k < floor.Length; k++)
        {
            int from = Math.Max(0, k - reach);
            int to = Math.Min(values.Length, k + reach + 1);
            Span<double> range = around.AsSpan(0, to - from);
            values[from..to].CopyTo(range);
            range.Sort();

            // Sorting puts NaN first.
            double median = (range[(range.Length - 1) / 2] + range[range.Length / 2]) / 2;
            floor[k] = double.IsNaN(range[0]) ? double.NaN : median;
        }

        return power with
        {
            Name = $"floor of {power.Name}",
            Values = ImmutableArray.Create(floor),
            Method = $"median of {reach} bins on either side; {power.Method}",
        };
    }
}
