using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class SharpnessTests
{
    // All loudness at one critical-band rate: S = 0.11·g(z)·z, for Aures times N/ln(0.05·N + 1).
    [Theory]
    [InlineData(SharpnessWeighting.Din45692, 10, 1.1)]
    [InlineData(SharpnessWeighting.Din45692, 20, 0.11 * 20 * ((0.15 * 5.836) + 0.85))]
    [InlineData(SharpnessWeighting.VonBismarck, 20, 0.11 * 20 * ((0.2 * 4.6646) + 0.8))]
    [InlineData(SharpnessWeighting.Aures, 10, 0.11 * 0.078 * 5.5290 * 0.4 / 0.0198026)]
    public void A_single_line_has_the_sharpness_of_its_weight(SharpnessWeighting weighting, int bark, double expected)
    {
        double[] specific = new double[240];
        specific[(10 * bark) - 1] = 4;
        Assert.Equal(expected, Sharpness.Acum(specific, weighting), 2e-4 * expected);
    }

    [Fact]
    public void Sharpness_over_time_ends_at_the_stationary_one_and_silence_has_none()
    {
        float[] signal = [.. new float[2400], .. ToneSignal.Steady(4000, 60, 48000, 0.7)];
        LoudnessTrace trace = TimeVaryingLoudness.Of(signal, 48000);
        double expected = Sharpness.Of(StationaryLoudness.Of(signal, 48000)).SharpnessAcum;
        Assert.Equal(expected, Sharpness.Over(trace)[^1], 0.005 * expected);
        Assert.True(double.IsNaN(Sharpness.Over(trace)[0]));
        Assert.Throws<ArgumentException>(() => Sharpness.Acum(new double[24]));
    }
}
