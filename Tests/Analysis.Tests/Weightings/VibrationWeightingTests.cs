using Bench.Analysis.Filters;
using Bench.Analysis.Weightings;

namespace Bench.Analysis.Tests.Weightings;

public class VibrationWeightingTests
{
    [Theory]
    [InlineData(25600)]
    [InlineData(102400)]
    public void Filters_follow_the_goal(double rate)
    {
        foreach (VibrationWeightingKind kind in Enum.GetValues<VibrationWeightingKind>())
        {
            BiquadCascade filter = new(VibrationWeighting.Design(kind, rate));
            for (double frequency = 0.05; frequency < rate / 20; frequency *= 1.1)
            {
                double ratio = filter.Response(frequency, rate).Magnitude / VibrationWeighting.Gain(kind, frequency);
                Assert.InRange(ratio, 0.96, 1.01);
                Assert.True(frequency > 0.02 * rate || ratio > 0.99);
            }
        }
    }

    [Fact]
    public void A_filtered_tone_has_its_weighted_amplitude_at_low_frequency_and_high_rate()
    {
        const double Rate = 51200;
        BiquadCascade filter = new(VibrationWeighting.Design(VibrationWeightingKind.Wk, Rate));
        float[] signal = [.. Enumerable.Range(0, 6 * 51200).Select(i => (float)Math.Sin(2 * Math.PI * i / Rate))];
        filter.Process(signal, signal);
        double rms = Math.Sqrt(signal.Skip(5 * 51200).Average(x => (double)x * x));
        Assert.Equal(VibrationWeighting.Gain(VibrationWeightingKind.Wk, 1), rms * Math.Sqrt(2), 0.002);
    }

    [Fact]
    public void A_rate_too_low_for_the_weighting_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VibrationWeighting.Design(VibrationWeightingKind.Wh, 8000));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => VibrationWeighting.Design(VibrationWeightingKind.Wk, double.NaN));
    }
}
