using Bench.Analysis.Octaves;

namespace Bench.Analysis.Tests.Octaves;

/// <summary>How a bank of filters, decimators and aliases included, stands to class 1 of IEC 61260-1:2014.</summary>
internal static class OctaveClass1
{
    /// <summary>Least distance to the limits over all bands and frequencies up to half the rate, in dB.</summary>
    public static double WorstMargin(OctaveBankPlan plan)
    {
        Class1Mask mask = new(plan.Octaves.BandsPerOctave);
        double farthest = 1.05 * Class1Mask.Breakpoint(plan.Octaves.BandsPerOctave, 4);
        double worst = double.PositiveInfinity;
        for (int band = 0; band < plan.Bands.Length; band++)
        {
            double centre = plan.Bands[band].CentreHz;
            double atCentre = plan.Gain(band, centre);
            foreach (double frequency in Frequencies(plan, band, farthest).Where(f => f < plan.SampleRateHz / 2))
            {
                double attenuation = -20 * Math.Log10(plan.Gain(band, frequency) / atCentre);
                worst = Math.Min(worst, mask.Margin(frequency / centre, attenuation));
            }
        }

        return worst;
    }

    /// <summary>Effective bandwidth of each band over the ideal one, in dB (5.12).</summary>
    public static IEnumerable<double> BandwidthErrorsDb(OctaveBankPlan plan)
    {
        double ideal = Math.Log(FractionalOctave.OctaveRatio) / plan.Octaves.BandsPerOctave;
        double step = ideal / 25;
        for (int band = 0; band < plan.Bands.Length; band++)
        {
            double sum = 0;
            for (int i = -100; i <= 100; i++)
            {
                double frequency = plan.Bands[band].CentreHz * Math.Exp(i * step);
                if (frequency < plan.SampleRateHz / 2)
                {
                    sum += Math.Pow(plan.Gain(band, frequency), 2) * step;
                }
            }

            yield return 10 * Math.Log10(sum / ideal);
        }
    }

    private static IEnumerable<double> Frequencies(OctaveBankPlan plan, int band, double farthest)
    {
        double centre = plan.Bands[band].CentreHz;
        for (int i = -60; i <= 60; i++)
        {
            // Denser towards the centre, where the limits are close.
            yield return centre * Math.Pow(farthest, Math.Sign(i) * Math.Pow(Math.Abs(i) / 60.0, 1.5));
        }

        for (int k = 1; k <= 100; k++)
        {
            yield return k * plan.SampleRateHz / 201;
        }

        // The frequencies that fold exactly onto the band's centre.
        double own = Math.ScaleB(plan.SampleRateHz, -plan.Filters[band].Stage);
        for (double image = own - centre; image < plan.SampleRateHz / 2; image += own)
        {
            yield return image;
        }
    }
}
