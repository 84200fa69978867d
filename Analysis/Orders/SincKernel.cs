using Bench.Analysis.Filters;

namespace Bench.Analysis.Orders;

/// <summary>
/// The interpolation kernel of the angular resampler: a sinc at the sample rate under a Kaiser window of 32 samples,
/// also stretched by powers of two to be the anti-alias filter at low shaft speed.
/// </summary>
/// <remarks>
/// The transition from 0.38 to 0.62 of the sample rate takes β = 11.7 over 32 taps (J. F. Kaiser, 1974): pass band
/// within 2·10⁻⁶, images below −114 dB. Stretched by s, the same figures hold at the s-th part of the rate. Tables hold
/// 512 / s phases with linear interpolation between, whose error is below −105 dB for any frequency in the pass band.
/// </remarks>
public static class SincKernel
{
    /// <summary>Taps of the kernel that is not stretched.</summary>
    public const int Taps = 32;

    /// <summary>Upper end of the flat pass band as a share of sample rate / stretch.</summary>
    public const double PassShare = 0.38;

    /// <summary>Begin of the stop band as a share of sample rate / stretch.</summary>
    public const double StopShare = 0.62;

    /// <summary>Largest stretch is 2 to this power.</summary>
    public const int MaxLevel = 7;

    private const double Beta = 11.7;
    private const int PhasesAtLevelZero = 512;
    private static readonly Lazy<float[]>[] s_tables =
        [.. Enumerable.Range(0, MaxLevel + 1).Select(level => new Lazy<float[]>(() => MakeTable(level)))];
    private static readonly KaiserShape s_window = new(Beta);

    /// <summary>The kernel's value at a distance from its centre, in samples divided by the stretch.</summary>
    public static double Value(double distance)
    {
        const double Half = Taps / 2.0;
        double share = distance / Half;
        if (Math.Abs(share) >= 1)
        {
            return 0;
        }

        double window = s_window.At(share);
        double x = Math.PI * distance;
        return Math.Abs(x) < 1e-9 ? window : window * Math.Sin(x) / x;
    }

    /// <summary>Number of taps at a level: 32 · 2^level.</summary>
    internal static int TapsAt(int level) => Taps << level;

    /// <summary>Number of phases at a level.</summary>
    internal static int PhasesAt(int level) => PhasesAtLevelZero >> level;

    /// <summary>Rows of <see cref="TapsAt"/> weights for <see cref="PhasesAt"/> + 1 phases, each with sum 1.</summary>
    internal static ReadOnlySpan<float> Table(int level) => s_tables[level].Value;

    private static float[] MakeTable(int level)
    {
        int taps = TapsAt(level);
        int phases = PhasesAt(level);
        float[] table = new float[(phases + 1) * taps];
        double[] row = new double[taps];
        for (int phase = 0; phase <= phases; phase++)
        {
            double sum = 0;
            for (int tap = 0; tap < taps; tap++)
            {
                double distance = tap - (taps / 2) + 1 - ((double)phase / phases);
                row[tap] = Value(distance / (1 << level));
                sum += row[tap];
            }

            for (int tap = 0; tap < taps; tap++)
            {
                table[(phase * taps) + tap] = (float)(row[tap] / sum);
            }
        }

        return table;
    }
}
