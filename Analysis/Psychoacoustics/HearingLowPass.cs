namespace Bench.Analysis.Psychoacoustics;

/// <summary>Low-pass of ECMA-418-2:2025, clause 6.2.7: a pole of order 3 with τ = 6/(7·32) s, at 187.5 Hz.</summary>
internal static class HearingLowPass
{
    public const double RateHz = 187.5;
    private const double Tau = 6.0 / 7 / 32;

    private static readonly double s_decay = Math.Exp(-1 / (RateHz * Tau));

    /// <summary>Filters a whole series from rest, in place.</summary>
    public static void Run(Span<double> values)
    {
        double d = s_decay;
        double gain = Math.Pow(1 - d, 3) / (1 + d);
        (double before, double twoBefore, double first, double second, double third) = (0, 0, 0, 0, 0);
        foreach (ref double value in values)
        {
            double input = gain * (before + (d * twoBefore));
            (twoBefore, before) = (before, value);
            first = input + (d * first);
            second = first + (d * second);
            third = second + (d * third);
            value = third;
        }
    }
}
