using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Spectra;

public sealed class CepstrumTests
{
    [Fact]
    public void An_echo_is_a_series_of_rahmonics_of_known_height()
    {
        // x = δ[0] + a·δ[d]: ln |1 + a·e^−jωd| = Re Σ −(−a)^k/k·e^−jωdk, half of each term at +kd, half at −kd.
        const double Echo = 0.4;
        float[] samples = new float[4096];
        samples[0] = 1;
        samples[100] = (float)Echo;
        Curve cepstrum = Cepstrum.Real(samples, 1000);
        Assert.Equal(2049, cepstrum.Values.Length);
        Assert.Equal(0.1, cepstrum.Axis.At(100), 1e-12);
        for (int k = 1; k <= 6; k++)
        {
            Assert.Equal(-Math.Pow(-Echo, k) / k / 2, cepstrum.Values[100 * k], 1e-7);
        }

        Assert.Equal(0, cepstrum.Values[50], 1e-7);
    }

    [Fact]
    public void The_power_cepstrum_of_an_averaged_echo_in_noise_peaks_at_its_delay()
    {
        float[] noise = Noise.Uniform(200_000, 3);
        float[] samples = [.. Enumerable.Range(80, noise.Length - 80).Select(i => noise[i] + (0.5f * noise[i - 80]))];
        WelchSpectrum spectrum = new(2048, WindowKind.Hann, 0.5, 8000);
        spectrum.Add(samples);
        Curve cepstrum = Cepstrum.Power(spectrum.Density("Pa"));
        int best = Enumerable.Range(20, 1000).MaxBy(i => cepstrum.Values[i]);
        Assert.Equal(80, best);
        Assert.Equal(0.01, cepstrum.Axis.At(best), 1e-12);

        // Twice that of the amplitude cepstrum, a, less what a delay of 4 % of the frame loses in coherence.
        Assert.Equal(0.5, cepstrum.Values[best], 0.05);
    }

    [Fact]
    public void The_power_cepstrum_of_one_frame_is_twice_its_real_cepstrum()
    {
        float[] samples = Noise.Uniform(512, 8);
        WelchSpectrum spectrum = new(512, WindowKind.Rectangular, 0, 100);
        spectrum.Add(samples);
        Curve power = Cepstrum.Power(spectrum.Power());
        Curve real = Cepstrum.Real(samples, 100);
        for (int i = 1; i < 257; i++)
        {
            Assert.Equal(2 * real.Values[i], power.Values[i], 1e-5);
        }
    }

    [Fact]
    public void Signals_without_a_cepstrum_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Cepstrum.Real(new float[64], 1000));
        Assert.Throws<ArgumentException>(() => Cepstrum.Real([1], 1000));
        string message = Assert.Throws<ArgumentException>(() => Cepstrum.Real([1, float.NaN, 2, 3], 1000)).Message;
        Assert.Contains("sample 1 is NaN", message, StringComparison.Ordinal);
        WelchSpectrum empty = new(64, WindowKind.Hann, 0.5, 1000);
        Assert.Throws<ArgumentException>(() => Cepstrum.Power(empty.Power()));
    }
}
