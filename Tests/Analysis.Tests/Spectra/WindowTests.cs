using System.Numerics;
using System.Text.Json;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Spectra;

public class WindowTests
{
    [Theory]
    [InlineData("window_hann", WindowKind.Hann)]
    [InlineData("window_flattop", WindowKind.FlatTop)]
    [InlineData("window_hamming", WindowKind.Hamming)]
    [InlineData("window_blackmanharris", WindowKind.BlackmanHarris)]
    [InlineData("window_kaiser8.6", WindowKind.Kaiser)]
    public void Values_and_gains_agree_with_SciPy(string name, WindowKind kind)
    {
        JsonElement expected = GoldenSignal.Expected(name);
        Window window = Window.Create(kind, expected.GetProperty("n").GetInt32(), beta: 8.6);
        foreach ((double index, double value) in expected.Numbers("at").Zip(expected.Numbers("values")))
        {
            Assert.Equal(value, window.Values[(int)index], 6e-8);
        }

        Assert.Equal(expected.GetProperty("coherent_gain").GetDouble(), window.CoherentGain, 1e-12);
        Assert.Equal(expected.GetProperty("enbw_bins").GetDouble(), window.EnbwBins, 1e-12);
    }

    [Fact]
    public void No_window_has_gain_and_noise_bandwidth_one()
    {
        Window window = Window.Create(WindowKind.Rectangular, 17);
        Assert.Equal(1, window.CoherentGain);
        Assert.Equal(1, window.EnbwBins);
        Assert.Equal(1, Window.Create(WindowKind.Hann, 1).Values[0]);
    }

    [Fact]
    public void Kaiser_with_beta_zero_is_rectangular()
    {
        Assert.All(Window.Create(WindowKind.Kaiser, 9, beta: 0).Values.ToArray(), static w => Assert.Equal(1, w));
    }

    [Theory]
    [InlineData(WindowKind.Rectangular, 2e-3)]
    [InlineData(WindowKind.Hamming, 2e-3)]
    [InlineData(WindowKind.Hann, 3e-5)]
    [InlineData(WindowKind.FlatTop, 3e-5)]
    [InlineData(WindowKind.BlackmanHarris, 3e-5)]
    [InlineData(WindowKind.Kaiser, 3e-5)]
    public void Response_is_the_transform_of_the_values(WindowKind kind, double tolerance)
    {
        const int Length = 64;
        Window window = Window.Create(kind, Length);
        foreach (double bins in (double[])[0, 0.25, 0.5, -0.5, 1, 1.3, 2.5, 3.9])
        {
            Complex sum = 0;
            for (int i = 0; i < Length; i++)
            {
                sum += Complex.FromPolarCoordinates(window.Values[i], 2 * Math.PI * bins * i / Length);
            }

            Assert.Equal(sum.Magnitude / (Length * window.CoherentGain), window.Response(bins), tolerance);
        }
    }

    [Fact]
    public void Independent_frames_agree_with_NumPy()
    {
        // 100/(1 + 2·Σ (1 − j/100)·ρ_j²) over scipy's windows: see the formula in the documentation.
        Assert.Equal(70.33771492466823, Window.Create(WindowKind.BlackmanHarris, 256).IndependentFrames(100, 64), 1e-4);
        Assert.Equal(10, Window.Create(WindowKind.Hann, 256).IndependentFrames(10, 256));
    }

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => Window.Create(WindowKind.Hann, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Window.Create(WindowKind.Kaiser, 8, beta: -1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Window.Create((WindowKind)99, 8));
    }
}
