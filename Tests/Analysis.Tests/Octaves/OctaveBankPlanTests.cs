using Bench.Analysis.Octaves;

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

    // Class 1 and the effective bandwidth of the same banks are tried in the conformance report.
    [Theory]
    [MemberData(nameof(Banks))]
    public void Every_band_has_gain_one_at_its_centre_and_half_the_power_at_its_edges(int b, double rate, double toHz)
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(b, 10, toHz, rate);
        for (int band = 0; band < plan.Bands.Length; band++)
        {
            Assert.Equal(1, plan.Gain(band, plan.Bands[band].CentreHz), 1e-9);
            Assert.Equal(Math.Sqrt(0.5), plan.Gain(band, plan.Bands[band].LowerHz), 1e-6);
            Assert.Equal(Math.Sqrt(0.5), plan.Gain(band, plan.Bands[band].UpperHz), 1e-6);
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
}
