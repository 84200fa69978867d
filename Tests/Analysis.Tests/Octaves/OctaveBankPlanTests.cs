using System.Globalization;
using Bench.Analysis.Octaves;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Octaves;

public class OctaveBankPlanTests
{
    // Bands of each rate: up to the 10 kHz third octave at 25.6 kS/s, up to 20 kHz elsewhere.
    public static TheoryData<int, double, double> Banks => new()
    {
        { 1, 25600, 8000 }, { 3, 25600, 10000 }, { 6, 25600, 10500 }, { 12, 25600, 11500 },
        { 1, 48000, 16000 }, { 3, 48000, 20000 }, { 6, 48000, 20000 }, { 12, 48000, 20000 },
        { 1, 51200, 16000 }, { 3, 51200, 20000 }, { 6, 51200, 20000 }, { 12, 51200, 20000 },
        { 1, 102400, 16000 }, { 3, 102400, 20000 }, { 6, 102400, 20000 }, { 12, 102400, 20000 },
    };

    [Fact]
    public void The_mask_of_these_tests_has_the_break_points_of_the_standard()
    {
        string? path = SharedData.Find("reference/vectors/iec61260/mask_2014_formula9.csv");
        Assert.SkipUnless(path is not null, "needs the shared reference vectors");
        foreach (string[] row in File.ReadLines(path).Skip(1).Select(line => line.Split(',')))
        {
            int b = int.Parse(row[0], CultureInfo.InvariantCulture);
            double exponent = Number(row[1]);
            Assert.Equal(Number(row[2]), Class1Mask.Breakpoint(b, exponent), 1e-6);
            if (row[5] != "inf")
            {
                Assert.Equal(0, new Class1Mask(b).Margin(Number(row[2]) - 1e-6, Number(row[5])), 1e-3);
            }

            if (row[6].Length > 0)
            {
                Assert.Equal(0, new Class1Mask(b).Margin(Number(row[2]) + 1e-6, Number(row[6])), 1e-3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Banks))]
    public void Every_band_from_10_hertz_up_is_class_1_with_decimators_and_aliases(int b, double rate, double toHz)
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(b, 10, toHz, rate);
        Class1Mask mask = new(b);
        double farthest = 1.05 * Class1Mask.Breakpoint(b, 4);
        for (int band = 0; band < plan.Bands.Length; band++)
        {
            double centre = plan.Bands[band].CentreHz;
            double atCentre = plan.Gain(band, centre);
            Assert.Equal(1, atCentre, 1e-9);
            Assert.Equal(Math.Sqrt(0.5), plan.Gain(band, plan.Bands[band].LowerHz), 1e-6);
            Assert.Equal(Math.Sqrt(0.5), plan.Gain(band, plan.Bands[band].UpperHz), 1e-6);
            for (int i = -60; i <= 60; i++)
            {
                // Denser towards the centre, where the limits are close.
                double ratio = Math.Pow(farthest, Math.Sign(i) * Math.Pow(Math.Abs(i) / 60.0, 1.5));
                CheckMargin(plan, mask, band, ratio * centre);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Banks))]
    public void No_tone_up_to_half_the_rate_comes_through_by_aliasing(int b, double rate, double toHz)
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(b, 10, toHz, rate);
        Class1Mask mask = new(b);
        for (int band = 0; band < plan.Bands.Length; band++)
        {
            for (int k = 1; k <= 100; k++)
            {
                CheckMargin(plan, mask, band, k * rate / 201);
            }

            // The frequencies that fold exactly onto the band's centre.
            double own = Math.ScaleB(rate, -plan.Filters[band].Stage);
            for (double image = own - plan.Bands[band].CentreHz; image < rate / 2; image += own)
            {
                CheckMargin(plan, mask, band, image);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Banks))]
    public void The_effective_bandwidth_of_every_band_is_that_of_an_ideal_band(int b, double rate, double toHz)
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(b, 10, toHz, rate);
        double ideal = Math.Log(FractionalOctave.OctaveRatio) / b;
        for (int band = 0; band < plan.Bands.Length; band++)
        {
            // Integral of the power gain over ln f: 0.20 dB for an analogue Butterworth filter of order 3 (π/6 / sin
            // π/6). Class 1 allows ±0.4 dB (5.12).
            double step = ideal / 25;
            double sum = 0;
            for (int i = -100; i <= 100; i++)
            {
                double frequency = plan.Bands[band].CentreHz * Math.Exp(i * step);
                if (frequency < rate / 2)
                {
                    double gain = plan.Gain(band, frequency);
                    sum += gain * gain * step;
                }
            }

            Assert.InRange(10 * Math.Log10(sum / ideal), 0.05, 0.21);
        }
    }

    [Theory]
    [InlineData(3, 25600, 10000)]
    [InlineData(3, 48000, 20000)]
    [InlineData(12, 51200, 20000)]
    public void Bands_together_pass_a_tone_wherever_it_lies(int b, double rate, double toHz)
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(b, 20, toHz, rate);
        for (double f = 25; f < plan.Bands[^1].CentreHz; f *= 1.003)
        {
            double sum = Enumerable.Range(0, plan.Bands.Length).Sum(band => Math.Pow(plan.Gain(band, f), 2));

            // Two analogue Butterworth bands of order 3 that meet give up to +0.32 dB.
            Assert.InRange(10 * Math.Log10(sum), -0.05, 0.35);
        }
    }

    [Fact]
    public void A_band_too_close_to_half_the_rate_is_refused()
    {
        ArgumentOutOfRangeException error =
            Assert.Throws<ArgumentOutOfRangeException>(() => OctaveBankPlan.Create(3, 20, 12500, 25600));
        Assert.Contains("ends at 14125 Hz", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => OctaveBankPlan.Create(3, 20, 20000, 44100));
        Assert.Throws<ArgumentOutOfRangeException>(() => OctaveBankPlan.Create(3, 20, 20000, double.NaN));
    }

    [Theory]
    [InlineData(0.225, 60)]
    [InlineData(0.225, 100)]
    [InlineData(0.24, 120)]
    public void A_half_band_filter_keeps_its_stop_band_and_passes_the_rest_whole(double edge, double stopBandDb)
    {
        HalfBand filter = HalfBand.Create(edge, stopBandDb);
        for (int i = 0; i <= 500; i++)
        {
            double stop = 0.5 - (edge * i / 500);
            Assert.InRange(filter.Response(stop).Magnitude, 0, Math.Pow(10, -stopBandDb / 20));
            Assert.Equal(1, filter.Response(edge * i / 500).Magnitude, Math.Pow(10, -stopBandDb / 10));
        }
    }

    private static void CheckMargin(OctaveBankPlan plan, Class1Mask mask, int band, double frequencyHz)
    {
        if (frequencyHz >= plan.SampleRateHz / 2)
        {
            return;
        }

        double centre = plan.Bands[band].CentreHz;
        double attenuation = -20 * Math.Log10(plan.Gain(band, frequencyHz) / plan.Gain(band, centre));
        double margin = mask.Margin(frequencyHz / centre, attenuation);
        Assert.True(
            margin >= 0.05,
            $"band {plan.Bands[band].NominalHz} Hz at {plan.SampleRateHz} S/s: {attenuation} dB at {frequencyHz} Hz");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
