using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Spectra;

public sealed class SpectrogramTests
{
    private const double RateHz = 1024;

    private static readonly SpectrumOptions s_options = new() { FrameLength = 64, Overlap = 0.5 };

    [Fact]
    public void A_tone_that_begins_late_shows_its_power_from_then_on()
    {
        float[] samples = new float[1024];
        for (int i = 512; i < samples.Length; i++)
        {
            samples[i] = (float)(2 * Math.Cos(2 * Math.PI * 8 * i / 64));
        }

        CurveMap map = Run(samples, 64, samples.Length);
        Assert.Equal(31, map.Rows.Count);
        Assert.Equal(33, map.Columns.Count);
        Assert.Equal(32 / RateHz, map.Rows.First);
        Assert.Equal(32 / RateHz, map.Rows.Step);
        Assert.Equal(16, map.Columns.Step);
        for (int r = 0; r < map.Rows.Count; r++)
        {
            // Frames that begin at 512 or later are full of the tone, those that end there are silent.
            double expected = 32 * r >= 512 ? 2 : (32 * r) + 64 <= 512 ? 0 : double.NaN;
            if (!double.IsNaN(expected))
            {
                Assert.Equal(expected, map.Row(r)[8], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void In_bounded_memory_rows_are_means_of_the_frames_in_them(int maxRows)
    {
        float[] samples = Noise.Uniform(64 + (32 * 99), 5);
        CurveMap fine = Run(samples, 128, samples.Length);
        CurveMap merged = Run(samples, maxRows, samples.Length);
        Assert.Equal(100, fine.Rows.Count);
        int frames = (int)Math.Round(merged.Rows.Step / fine.Rows.Step);
        Assert.InRange(merged.Rows.Count, maxRows / 2, maxRows);
        Assert.Equal(100 / frames, merged.Rows.Count);
        Assert.Equal(
            (fine.Rows.At(0) + fine.Rows.At(frames - 1)) / 2, merged.Rows.First, 1e-12);
        for (int r = 0; r < merged.Rows.Count; r++)
        {
            double mean = Enumerable.Range(r * frames, frames).Average(i => fine.Row(i)[7]);
            Assert.Equal(mean, merged.Row(r)[7], 1e-6 * mean);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    public void Cutting_into_blocks_does_not_change_a_bit(int size)
    {
        float[] samples = Noise.Uniform(5000, 6);
        Assert.Equal(Run(samples, 16, samples.Length).Values, Run(samples, 16, size).Values);
    }

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Spectrogram(s_options, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Spectrogram(s_options, RateHz, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Spectrogram(s_options with { Overlap = 1 }, RateHz));
        Assert.Equal(0, new Spectrogram(s_options, RateHz).ToMap().Rows.Count);
    }

    private static CurveMap Run(float[] samples, int maxRows, int size)
    {
        Spectrogram spectrogram = new(s_options, RateHz, maxRows);
        foreach (float[] block in samples.Chunk(size))
        {
            spectrogram.Add(block);
        }

        return spectrogram.ToMap("m/s²");
    }
}
