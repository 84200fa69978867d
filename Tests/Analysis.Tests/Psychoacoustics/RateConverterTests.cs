using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class RateConverterTests
{
    // A tone stays that tone, without delay, up to the end of the pass band.
    [Theory]
    [InlineData(32000, 14000)]
    [InlineData(44100, 1000)]
    [InlineData(44100, 19000)]
    [InlineData(51200, 20000)]
    [InlineData(65536, 15000)]
    [InlineData(102400, 19500)]
    public void Tones_keep_amplitude_and_phase(double rate, double frequency)
    {
        double[] output = Convert(Tone(frequency, rate, (int)(0.05 * rate)), rate);
        double worst = 0;
        for (int i = 200; i < output.Length - 200; i++)
        {
            double expected = Math.Sin(2 * Math.PI * frequency * i / 48000);
            worst = Math.Max(worst, Math.Abs(output[i] - expected));
        }

        Assert.InRange(worst, 0, 3e-5);
        Assert.Equal(2400, output.Length, 1.0);
    }

    [Fact]
    public void A_rate_without_a_small_ratio_counts_as_its_neighbour()
    {
        // 48000/50001.7 is 0.99997 of 24/25: 1.5 µs in the 50 ms of the signal.
        double[] output = Convert(Tone(5000, 50001.7, 2500), 50001.7);
        Assert.All(Enumerable.Range(200, 2000), i =>
            Assert.Equal(Math.Sin(2 * Math.PI * 5000 * i * 25 / 24 / 50001.7), output[i], 3e-5));
    }

    [Fact]
    public void What_would_alias_below_20_kHz_is_taken_out()
    {
        // 29 kHz folds to 19 kHz at 48 kHz.
        double[] output = Convert(Tone(29000, 102400, 5120), 102400);
        Assert.All(output[200..^200], value => Assert.Equal(0, value, 3e-5));
    }

    [Fact]
    public void The_standard_rate_passes_untouched()
    {
        float[] signal = Tone(123, 48000, 1000);
        Assert.Equal(signal.Select(value => (double)value), Convert(signal, 48000));
    }

    private static double[] Convert(float[] signal, double rate)
    {
        RateConverter converter = new(rate, 32000);
        double[] output = new double[converter.MaxOutputs(signal.Length) + converter.MaxOutputs(0)];
        int count = converter.Process(signal, output);
        count += converter.Finish(output.AsSpan(count));
        return output[..count];
    }

    private static float[] Tone(double frequencyHz, double rate, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin(2 * Math.PI * frequencyHz * i / rate))];
}
