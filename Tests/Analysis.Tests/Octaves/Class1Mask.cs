using Bench.Analysis.Octaves;

namespace Bench.Analysis.Tests.Octaves;

/// <summary>Limits of the relative attenuation, class 1, IEC 61260-1:2014 table 1 with formulae 8 and 9.</summary>
internal sealed class Class1Mask(int bandsPerOctave)
{
    private static readonly double[] s_inside = [0, 0.125, 0.25, 0.375, 0.5];
    private static readonly double[] s_most = [0.4, 0.5, 0.7, 1.4, 5.3];
    private static readonly double[] s_outside = [0.5, 1, 2, 3, 4];
    private static readonly double[] s_least = [1.2, 16.6, 40.5, 60, 70];

    private readonly double[] _inside = [.. s_inside.Select(x => Math.Log(Breakpoint(bandsPerOctave, x)))];
    private readonly double[] _outside = [.. s_outside.Select(x => Math.Log(Breakpoint(bandsPerOctave, x)))];

    /// <summary>The break point of exponent x as a frequency ratio above 1 (formula 9).</summary>
    public static double Breakpoint(int bandsPerOctave, double exponent)
    {
        double g = FractionalOctave.OctaveRatio;
        double stretch = (Math.Pow(g, 0.5 / bandsPerOctave) - 1) / (Math.Sqrt(g) - 1);
        return 1 + (stretch * (Math.Pow(g, exponent) - 1));
    }

    /// <summary>How far an attenuation stays inside the limits, in dB; negative outside.</summary>
    /// <param name="ratio">Frequency over the band's centre, or its inverse.</param>
    /// <param name="attenuationDb">Relative attenuation.</param>
    public double Margin(double ratio, double attenuationDb)
    {
        double margin = attenuationDb + 0.4;
        double log = Math.Abs(Math.Log(ratio));
        if (log <= _inside[^1])
        {
            margin = Math.Min(margin, Interpolate(log, _inside, s_most) - attenuationDb);
        }

        return log < _outside[0] ? margin : Math.Min(margin, attenuationDb - Interpolate(log, _outside, s_least));
    }

    // Formula 8: between break points the limits are straight over the logarithm of frequency.
    private static double Interpolate(double at, double[] x, double[] y)
    {
        int i = 1;
        while (i < x.Length - 1 && x[i] < at)
        {
            i++;
        }

        double part = Math.Min(1, (at - x[i - 1]) / (x[i] - x[i - 1]));
        return y[i - 1] + (part * (y[i] - y[i - 1]));
    }
}
