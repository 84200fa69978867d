using Bench.Analysis.Orders;

namespace Bench.Analysis.Tests.Orders;

public sealed class AngularResamplerTests
{
    private const int Lanes = AngularResampler.Lanes;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Vector_kernel_agrees_with_the_double_reference(int level)
    {
        Random random = new(1);
        int count = 3 * AngularResampler.Reach(level);
        float[][] planar = [.. Enumerable.Range(0, Lanes).Select(_ => Noise(random, count))];
        double[] positions = [.. Enumerable.Range(0, 200).Select(_ =>
            AngularResampler.Reach(level) + (random.NextDouble() * (count - (2 * AngularResampler.Reach(level)) - 1)))];
        float[] output = new float[positions.Length * Lanes];
        new AngularResampler().Resample(Interleave(planar), 0, positions, level, output);

        for (int i = 0; i < positions.Length; i++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                // White noise has all its power up to half the rate, where the linear phase interpolation is worst.
                double expected = AngularResamplerReference.At(planar[lane], positions[i], level);
                Assert.Equal(expected, output[(i * Lanes) + lane], 3e-5);
            }
        }
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    [InlineData(0.25)]
    [InlineData(0.36)]
    public void A_tone_in_the_pass_band_is_exact_to_minus_100_dB(double share)
    {
        const int Count = 4096;
        float[] frames = new float[Count * Lanes];
        for (int i = 0; i < Count; i++)
        {
            frames[(i * Lanes) + 3] = (float)Math.Cos(2 * Math.PI * share * i);
        }

        double[] positions = [.. Enumerable.Range(0, 3000).Select(i => 100 + (i * 1.2345678))];
        float[] output = new float[positions.Length * Lanes];
        new AngularResampler().Resample(frames, 0, positions, 0, output);

        double error = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            double difference = output[(i * Lanes) + 3] - Math.Cos(2 * Math.PI * share * positions[i]);
            error += difference * difference;
            Assert.Equal(0, output[i * Lanes]);
        }

        Assert.InRange(10 * Math.Log10(error / positions.Length / 0.5), double.NegativeInfinity, -100);
    }

    [Fact]
    public void A_stretched_kernel_stops_what_would_fold()
    {
        const int Count = 8192;
        float[] frames = new float[Count * Lanes];
        for (int i = 0; i < Count; i++)
        {
            frames[i * Lanes] = (float)Math.Cos(2 * Math.PI * 0.63 / 8 * i);
            frames[(i * Lanes) + 1] = (float)Math.Cos(2 * Math.PI * 0.37 / 8 * i);
        }

        double[] positions = [.. Enumerable.Range(0, 500).Select(i => 1000 + (i * 7.77))];
        float[] output = new float[positions.Length * Lanes];
        new AngularResampler().Resample(frames, 0, positions, 3, output);

        for (int i = 0; i < positions.Length; i++)
        {
            Assert.InRange(Math.Abs(output[i * Lanes]), 0, 1e-5);
            Assert.Equal(Math.Cos(2 * Math.PI * 0.37 / 8 * positions[i]), output[(i * Lanes) + 1], 2e-5);
        }
    }

    [Fact]
    public void A_NaN_in_one_channel_does_not_touch_another()
    {
        float[] frames = new float[100 * Lanes];
        frames.AsSpan().Fill(1);
        frames[(50 * Lanes) + 2] = float.NaN;
        float[] output = new float[Lanes];
        new AngularResampler().Resample(frames, 0, [50.5], 0, output);

        Assert.True(float.IsNaN(output[2]));
        Assert.Equal(1, output[1], 1e-6);
        Assert.Equal(1, output[3], 1e-6);
    }

    [Fact]
    public void A_position_without_samples_around_it_is_refused()
    {
        float[] frames = new float[100 * Lanes];
        float[] output = new float[Lanes];
        AngularResampler resampler = new();

        Assert.Throws<ArgumentException>(() => resampler.Resample(frames, 0, [10.0], 0, output));
        Assert.Throws<ArgumentException>(() => resampler.Resample(frames, 0, [90.0], 0, output));
        Assert.Throws<ArgumentException>(() => resampler.Resample(frames, 0, [double.NaN], 0, output));
    }

    [Theory]
    [InlineData(60, 256)]
    [InlineData(80, 384)]
    [InlineData(200, 1024)]
    public void Samples_per_revolution_leave_room_between_pass_band_and_stop_band(double maxOrder, int expected)
    {
        int samples = AngularResampler.SamplesPerRevolution(maxOrder);
        Assert.Equal(expected, samples);
        for (double density = 0.011; density < 3; density *= 1.01)
        {
            double share = maxOrder / samples;
            double stretch = 1 << AngularResampler.LevelFor(density, share);
            bool interpolates = stretch == 1;
            Assert.True(interpolates || share * density * stretch <= SincKernel.PassShare + 1e-9);
            Assert.True((1 - share) * density * stretch >= SincKernel.StopShare - 1e-9);
        }
    }

    private static float[] Noise(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];

    private static float[] Interleave(float[][] planar)
    {
        float[] frames = new float[planar[0].Length * Lanes];
        for (int i = 0; i < planar[0].Length; i++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                frames[(i * Lanes) + lane] = planar[lane][i];
            }
        }

        return frames;
    }
}
