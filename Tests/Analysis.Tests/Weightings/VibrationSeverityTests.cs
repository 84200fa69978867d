using Bench.Analysis.Weightings;

namespace Bench.Analysis.Tests.Weightings;

public class VibrationSeverityTests
{
    // Third-order slopes: 18 dB per octave from the corners at 7.94 and 1259 Hz.
    [Theory]
    [InlineData(1.0, 0.00201)]
    [InlineData(2.5, 0.0313)]
    [InlineData(4000, 0.0312)]
    public void Outside_the_band_the_sensitivity_falls_with_third_order(double frequency, double most)
    {
        double exact = 1000 / (2 * Math.PI * frequency);
        Assert.InRange(new VibrationSeverity(102400).Gain(frequency) / exact, 0, most);
    }

    [Fact]
    public void Any_cutting_into_blocks_gives_the_same_figures()
    {
        Random random = new(2);
        float[] signal = [.. Enumerable.Range(0, 3000).Select(_ => (float)(random.NextDouble() - 0.5))];
        VibrationSeverity whole = new(25600);
        whole.Process(signal);
        VibrationSeverity cut = new(25600);
        foreach (float sample in signal)
        {
            cut.Process([sample]);
        }

        Assert.Equal(whole.VelocityRmsMillimetresPerSecond, cut.VelocityRmsMillimetresPerSecond);
        Assert.Equal(whole.VelocityPeakMillimetresPerSecond, cut.VelocityPeakMillimetresPerSecond);
        whole.Reset();
        Assert.True(double.IsNaN(whole.VelocityRmsMillimetresPerSecond));
        Assert.True(double.IsNaN(whole.VelocityPeakMillimetresPerSecond));
    }

    [Fact]
    public void A_band_beyond_the_sampling_rate_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VibrationSeverity(2000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VibrationSeverity(25600, 0, 1000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VibrationSeverity(25600, 1000, 10));
    }
}
