using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Spectra;

public sealed class SpectralLineTests
{
    private const int Length = 4096;
    private const double RateHz = 8192;

    [Theory]
    [InlineData(WindowKind.Rectangular, 1e-3, 1e-3)]
    [InlineData(WindowKind.Hamming, 1e-3, 1e-3)]
    [InlineData(WindowKind.Hann, 1e-4, 1e-4)]
    [InlineData(WindowKind.FlatTop, 1e-4, 1e-4)]
    [InlineData(WindowKind.BlackmanHarris, 1e-4, 1e-4)]
    [InlineData(WindowKind.Kaiser, 1e-4, 1e-4)]
    public void A_tone_between_bins_is_read_exactly(WindowKind kind, double bins, double share)
    {
        foreach (double offset in (double[])[-0.5, -0.31, -0.1, 0, 0.02, 0.25, 0.49])
        {
            double position = 500 + offset;
            WelchSpectrum spectrum = new(Length, kind, 0.5, RateHz);
            spectrum.Add(Tone(position, 3, 2 * Length));
            double binHz = RateHz / Length;
            SpectralLine line = SpectralLine.Strongest(spectrum.Power("m/s²"), spectrum.Window, 900, 1100);
            Assert.Equal(position * binHz, line.FrequencyHz, bins * binHz);
            Assert.Equal(3, line.Amplitude, 3 * share);
        }
    }

    [Theory]
    [InlineData(WindowKind.Hann, 1e-4)]
    [InlineData(WindowKind.Kaiser, 1e-4)]
    [InlineData(WindowKind.FlatTop, 1e-3)]
    public void Eight_bins_from_either_end_the_stated_accuracy_still_holds(WindowKind kind, double bins)
    {
        foreach (double position in (double[])[8.3, (Length / 2) - 8.3])
        {
            WelchSpectrum spectrum = new(Length, kind, 0, RateHz);
            spectrum.Add(Tone(position, 1, Length));
            SpectralLine line = SpectralLine.Strongest(spectrum.Power(), spectrum.Window, 0, RateHz / 2);
            Assert.Equal(position, line.FrequencyHz * Length / RateHz, bins);
            Assert.Equal(1, line.Amplitude, 1.15e-4);
        }
    }

    [Fact]
    public void Noise_moves_the_reading_little()
    {
        float[] samples = Tone(700.37, 1, 16 * Length);
        float[] noise = Noise.Uniform(samples.Length, 9);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += noise[i];
        }

        // The tone's power is 0.5, the noise's in a bin 1/12·1.5/2048: 39 dB below.
        WelchSpectrum spectrum = new(Length, WindowKind.Hann, 0.5, RateHz);
        spectrum.Add(samples);
        SpectralLine line = SpectralLine.Strongest(spectrum.Power(), spectrum.Window, 1000, 2000);
        Assert.Equal(700.37, line.FrequencyHz * Length / RateHz, 0.02);
        Assert.Equal(1, line.Amplitude, 0.01);
    }

    [Fact]
    public void Where_there_is_no_line_there_is_no_number()
    {
        WelchSpectrum spectrum = new(Length, WindowKind.Hann, 0.5, RateHz);
        Curve empty = spectrum.Power();
        Assert.True(double.IsNaN(SpectralLine.Strongest(empty, spectrum.Window, 100, 200).FrequencyHz));
        spectrum.Add(new float[Length]);
        Assert.True(double.IsNaN(SpectralLine.Strongest(spectrum.Power(), spectrum.Window, 100, 200).Rms));
        Assert.True(double.IsNaN(SpectralLine.Strongest(spectrum.Power(), spectrum.Window, 200, 100).Rms));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectralLine.At(empty, spectrum.Window, 0));
    }

    private static float[] Tone(double bin, double amplitude, int length) =>
        [.. Enumerable.Range(0, length).Select(i =>
            (float)(amplitude * Math.Cos((2 * Math.PI * bin * i / Length) + 0.4)))];
}
