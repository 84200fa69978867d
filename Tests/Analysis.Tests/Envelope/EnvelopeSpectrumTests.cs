using Bench.Analysis.Envelope;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Envelope;

public sealed class EnvelopeSpectrumTests
{
    private const double RateHz = 51200;

    [Theory]
    [InlineData(EnvelopeForm.Magnitude)]
    [InlineData(EnvelopeForm.Squared)]
    public void Modulation_shows_its_depth_at_its_frequency(EnvelopeForm form)
    {
        // A·(1 + m·cos Ωt) with A = 2, m = 0.5; squared A²·(1 + m²/2 + 2m·cos Ωt + m²/2·cos 2Ωt).
        float[] samples = [.. Enumerable.Range(0, 200_000).Select(i => (float)(
            2 * (1 + (0.5 * Math.Cos(2 * Math.PI * 107.6 * i / RateHz))) * Math.Cos(2 * Math.PI * 6000 * i / RateHz)))];
        EnvelopeSpectrum envelope = new(new EnvelopeOptions(4000, 8000) { Form = form }, RateHz);
        envelope.Add(samples);
        Curve power = envelope.Power("m/s²");
        SpectralLine first = SpectralLine.Strongest(power, envelope.Spectrum.Window, 50, 150);
        SpectralLine second = SpectralLine.Strongest(power, envelope.Spectrum.Window, 205, 225);
        bool isSquared = form == EnvelopeForm.Squared;
        Assert.Equal(107.6, first.FrequencyHz, 0.001);
        Assert.Equal(isSquared ? 4 : 1, first.Amplitude, 0.005);
        Assert.Equal(isSquared ? 0.5 : 0, second.Amplitude, 0.003);
        Assert.Equal(isSquared ? "((m/s²)²)²" : "(m/s²)²", power.Unit);
        Assert.InRange(power.Axis.Step, 0.9, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3000)]
    public void Cutting_into_blocks_does_not_change_a_bit(int size)
    {
        float[] samples = Noise.Uniform(60_000, 2);
        EnvelopeOptions options = new(2000, 5000) { ResolutionHz = 5 };
        EnvelopeSpectrum whole = new(options, RateHz);
        EnvelopeSpectrum cut = new(options, RateHz);
        whole.Add(samples);
        foreach (float[] block in samples.Chunk(size))
        {
            cut.Add(block);
        }

        Assert.True(whole.Spectrum.Frames > 5);
        Assert.Equal(whole.Power().Values, cut.Power().Values);
    }

    [Fact]
    public void The_begin_is_not_taken_for_an_impact()
    {
        // A steady tone has no envelope but its mean; the rise from silence would be a broad spectrum.
        float[] samples =
            [.. Enumerable.Range(0, 30_000).Select(i => (float)Math.Cos(2 * Math.PI * 3500 * i / RateHz))];
        EnvelopeSpectrum envelope = new(new EnvelopeOptions(3000, 4000) { ResolutionHz = 4 }, RateHz);
        envelope.Add(samples);
        Assert.All(envelope.Power().Values[4..], power => Assert.InRange(power, 0, 1e-8));
    }

    [Fact]
    public void Frames_do_not_reach_over_a_gap_and_the_filter_settles_anew()
    {
        // Two pieces of a tone with a jump of its phase between: unmarked the jump is an impact.
        float[] samples = [.. Enumerable.Range(0, 40_000).Select(i =>
            (float)Math.Cos((2 * Math.PI * 3500 * i / RateHz) + (i < 20_000 ? 0 : 2)))];
        EnvelopeSpectrum marked = new(new EnvelopeOptions(3000, 4000) { ResolutionHz = 8 }, RateHz);
        marked.Add(samples.AsSpan(0, 20_000));
        marked.MarkGap();
        marked.Add(samples.AsSpan(20_000));
        Assert.Equal(8, marked.Spectrum.Frames);
        Assert.All(marked.Power().Values[4..], power => Assert.InRange(power, 0, 1e-8));
        EnvelopeSpectrum unmarked = new(new EnvelopeOptions(3000, 4000) { ResolutionHz = 8 }, RateHz);
        unmarked.Add(samples);
        Assert.Contains(unmarked.Power().Values[4..], power => power > 1e-6);
    }

    [Fact]
    public void Adding_allocates_nothing_and_gaps_show()
    {
        float[] samples = Noise.Uniform(20_000, 2);
        EnvelopeSpectrum envelope = new(new EnvelopeOptions(2000, 5000) { ResolutionHz = 20 }, RateHz);
        envelope.Add(samples);
        Assert.Equal(0, Allocations.PerCall(() => envelope.Add(samples)));
        samples[777] = float.NaN;
        envelope.Add(samples);
        Assert.True(double.IsNaN(envelope.Power().Values[9]));
        EnvelopeOptions beyond = new(2000, 30_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnvelopeSpectrum(beyond, RateHz));
    }
}
