using Bench.Analysis.Weightings;

namespace Bench.Analysis.Tests.Weightings;

public class VibrationSeverityTests
{
    // 10 m/s² at 79.6 Hz (ω = 500) is 20 mm/s amplitude; a mean value must not show.
    [Fact]
    public void A_tone_has_the_rms_of_its_velocity_and_a_mean_value_does_not_show()
    {
        VibrationSeverity meter = new(51200);
        float[] signal =
            [.. Enumerable.Range(0, 4 * 51200).Select(i => (float)(9.81 + (10 * Math.Sin(500.0 * i / 51200))))];
        meter.Process(signal.AsSpan(0, 3 * 51200));
        meter.StartInterval();
        meter.Process(signal.AsSpan(3 * 51200, (int)(79 * 2 * Math.PI / 500 * 51200)));
        Assert.Equal(20 / Math.Sqrt(2), meter.VelocityRmsMillimetresPerSecond, 0.01);
        Assert.Equal(20, meter.VelocityPeakMillimetresPerSecond, 0.02);
    }

    // Relative sensitivity of ISO 2954: 0.8 to 1.1 at the ends of the range, 0.9 to 1.1 from 20 to 500 Hz.
    [Theory]
    [InlineData(10, 0.8, 1.1)]
    [InlineData(20, 0.9, 1.1)]
    [InlineData(40, 0.9, 1.1)]
    [InlineData(79.4, 0.99, 1.01)]
    [InlineData(160, 0.9, 1.1)]
    [InlineData(500, 0.9, 1.1)]
    [InlineData(1000, 0.8, 1.1)]
    public void The_sensitivity_is_within_the_limits_of_ISO_2954(double frequency, double least, double most)
    {
        foreach (double rate in (double[])[25600, 48000, 51200, 102400])
        {
            double exact = 1000 / (2 * Math.PI * frequency);
            Assert.InRange(new VibrationSeverity(rate).Gain(frequency) / exact, least, most);
        }
    }

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
