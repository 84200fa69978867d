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

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => Window.Create(WindowKind.Hann, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Window.Create(WindowKind.Kaiser, 8, beta: -1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Window.Create((WindowKind)99, 8));
    }
}
