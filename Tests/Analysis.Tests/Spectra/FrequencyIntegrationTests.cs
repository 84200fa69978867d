using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Spectra;

public sealed class FrequencyIntegrationTests
{
    private const double RateHz = 2000;
    private const int Length = 4000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_tone_becomes_its_integral_without_offset_and_drift(int times)
    {
        const double Omega = 2 * Math.PI * 50;
        float[] samples = [.. Enumerable.Range(0, Length).Select(i => (float)(
            4 + Math.Cos(Omega * i / RateHz) + (2 * Math.Cos(2 * Math.PI * 3 * i / RateHz))))];
        double[] integrated = new double[Length];
        FrequencyIntegration.Integrate(samples, RateHz, times, 10, integrated);
        for (int i = 0; i < Length; i++)
        {
            double phase = Omega * i / RateHz;
            double expected = times == 1 ? Math.Sin(phase) / Omega : -Math.Cos(phase) / (Omega * Omega);
            Assert.Equal(expected, integrated[i], 1e-7 / Math.Pow(Omega, times - 1));
        }
    }

    [Fact]
    public void A_spectrum_is_divided_by_the_power_of_its_frequency()
    {
        WelchSpectrum spectrum = new(2000, WindowKind.Hann, 0.5, RateHz);
        spectrum.Add(Noise.Uniform(20_000, 4));
        Curve density = spectrum.Density("m/s²");
        Curve velocity = FrequencyIntegration.Integrate(density, 1, 10, "(m/s)²/Hz");
        Curve displacement = FrequencyIntegration.Integrate(density, 2, 10, "m²/Hz");
        Assert.Equal(0, velocity.Values[0]);
        Assert.Equal(0, velocity.Values[4]);
        double omega = 2 * Math.PI * 123;
        Assert.Equal(density.Values[123] / (omega * omega), velocity.Values[123], 1e-15);
        Assert.Equal(density.Values[123] / Math.Pow(omega, 4), displacement.Values[123], 1e-20);
        Assert.Equal("(m/s)²/Hz", velocity.Unit);

        // Half way of the fade, at 7.5 Hz between bins 7 and 8, amplitudes are halved; at 8 Hz 0.5·(1 − cos 0.6π).
        double gain = 0.5 * (1 - Math.Cos(0.6 * Math.PI));
        double low = 2 * Math.PI * 8;
        Assert.Equal(density.Values[8] * gain * gain / (low * low), velocity.Values[8], 1e-12);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        double[] room = new double[4];
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyIntegration.Integrate([1, 2], 100, 3, 10, room));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyIntegration.Integrate([1, 2], 100, 1, 50, room));
        Assert.Throws<ArgumentException>(() => FrequencyIntegration.Integrate([1, float.NaN], 100, 1, 10, room));
        Assert.Throws<ArgumentException>(() => FrequencyIntegration.Integrate(new float[9], 100, 1, 10, room));
    }
}
