using Bench.Analysis.Octaves;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Tests.Octaves;

/// <summary>
/// How bands summed from the lines of a Hann spectrum stand to class 1 of IEC 61260-1:2014: the transform of the window
/// says which power a tone leaves in which line, so no signal is needed and every frequency can be tried.
/// </summary>
internal sealed class LineBandClass1(int bandsPerOctave)
{
    private static readonly Window s_window = Window.Create(WindowKind.Hann, 8192);

    /// <summary>Least distance to the limits for bands of so many lines and more, in dB.</summary>
    public double WorstMargin(double leastLines)
    {
        double worst = double.PositiveInfinity;
        for (int i = 0; i < 12; i++)
        {
            // Up to 12 times as wide, and with ever other places of the edges between the lines.
            worst = Math.Min(worst, Margin(leastLines * Math.Pow(12, i / 11.0)));
        }

        return worst;
    }

    private double Margin(double lines)
    {
        OctaveBand band = FractionalOctave.Band(bandsPerOctave, 0);
        double binHz = (band.UpperHz - band.LowerHz) / lines;
        FractionalOctave one = FractionalOctave.Create(bandsPerOctave, band.CentreHz, band.CentreHz);
        Class1Mask mask = new(bandsPerOctave);
        double farthest = 1.05 * Class1Mask.Breakpoint(bandsPerOctave, 4);
        double worst = double.PositiveInfinity;
        for (int i = -60; i <= 60; i++)
        {
            double ratio = Math.Pow(farthest, Math.Sign(i) * Math.Pow(Math.Abs(i) / 60.0, 1.5));
            double attenuation = -10 * Math.Log10(Power(one, binHz, ratio * band.CentreHz));
            worst = Math.Min(worst, mask.Margin(ratio, attenuation));
        }

        return worst;
    }

    // Share of a tone's mean square that the band shows.
    private static double Power(FractionalOctave one, double binHz, double toneHz)
    {
        double[] density = new double[(int)(one.Bands[0].UpperHz / binHz) + 3];
        for (int k = (int)(one.Bands[0].LowerHz / binHz); k < density.Length; k++)
        {
            density[k] = Math.Pow(s_window.Response((toneHz / binHz) - k), 2) / (s_window.EnbwBins * binHz);
        }

        double[] power = new double[1];
        one.SumDensity(density, binHz, power);
        return Math.Max(power[0], 1e-30);
    }
}
