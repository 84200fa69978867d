using Bench.Analysis.Envelope;

namespace Bench.Analysis.Tests.Envelope;

public sealed class EnvelopeDetectorTests
{
    private const double RateHz = 51200;

    [Fact]
    public void Envelope_of_an_amplitude_modulated_tone_is_its_modulation()
    {
        float[] samples = Signal(
            t => 2 * (1 + (0.5 * Math.Cos(2 * Math.PI * 360 * t))) * Math.Cos((2 * Math.PI * 8000 * t) + 0.7));
        EnvelopeDetector detector = new(RateHz, 4000, 12000);
        float[] envelope = Run(detector, samples, 512);

        Assert.Equal(4, detector.Decimation);
        Assert.Equal(RateHz / 4, detector.SampleRateHz);
        for (int m = 100; m < envelope.Length - 100; m++)
        {
            double expected = 2 * (1 + (0.5 * Math.Cos(2 * Math.PI * 360 * m / detector.SampleRateHz)));
            Assert.Equal(expected, envelope[m], 0.002);
        }
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(13000)]
    [InlineData(500)]
    public void A_tone_outside_the_band_is_gone(double frequencyHz)
    {
        float[] envelope = Run(
            new EnvelopeDetector(RateHz, 4000, 12000), Signal(t => Math.Cos(2 * Math.PI * frequencyHz * t)), 512);
        Assert.All(envelope[100..^100], value => Assert.InRange(value, 0, 1e-3));
    }

    [Fact]
    public void Block_size_changes_no_bit()
    {
        Random random = new(2);
        float[] samples = [.. Enumerable.Range(0, 20000).Select(_ => (float)random.NextDouble())];
        float[] whole = Run(new EnvelopeDetector(RateHz, 2000, 5000), samples, 4096);
        Assert.Equal(whole, Run(new EnvelopeDetector(RateHz, 2000, 5000), samples, 1));
        Assert.Equal(whole, Run(new EnvelopeDetector(RateHz, 2000, 5000), samples, 777));
    }

    [Fact]
    public void Outside_the_range_of_interest_the_envelope_is_zero_and_inside_it_is_the_same()
    {
        float[] samples = Signal(t => Math.Cos(2 * Math.PI * 3000 * t));
        float[] whole = Run(new EnvelopeDetector(RateHz, 2000, 5000), samples, 4096);
        EnvelopeDetector detector = new(RateHz, 2000, 5000);
        float[] part = new float[detector.MaxOutput(samples.Length)];
        int given = detector.Process(samples, 2001, 4000, part);
        Assert.Equal(whole.Length, given);
        for (int m = 0; m < given; m++)
        {
            bool isWanted = m * detector.Decimation is >= 2001 and < 4000;
            Assert.Equal(isWanted ? whole[m] : 0, part[m]);
        }
    }

    [Fact]
    public void A_band_that_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnvelopeDetector(RateHz, 0, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnvelopeDetector(RateHz, 5000, 5000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnvelopeDetector(RateHz, 5000, 25600));
    }

    private static float[] Signal(Func<double, double> value) =>
        [.. Enumerable.Range(0, 20000).Select(i => (float)value(i / RateHz))];

    private static float[] Run(EnvelopeDetector detector, float[] samples, int blockLength)
    {
        List<float> all = [];
        foreach (float[] block in samples.Chunk(blockLength))
        {
            float[] output = new float[detector.MaxOutput(block.Length) + 1];
            int count = detector.Process(block, output);
            all.AddRange(output[..count]);
        }

        return [.. all];
    }
}
