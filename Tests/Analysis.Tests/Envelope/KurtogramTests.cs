using Bench.Analysis.Envelope;
using Bench.Analysis.Signals;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Envelope;

public sealed class KurtogramTests
{
    // The tree of Antoni 2007 written again with NumPy: scipy.signal.firwin(17, 0.4) and firwin(25, 0.4·2/3) turned to
    // the bands' centres, np.convolve(…, 'valid')[::2] or [::3], kurtosis with −2 (−3 for the whole).
    public static TheoryData<double, int, double> NumPy => new()
    {
        { 0, 0, 20.12536014653626 },
        { 1, 0, 15.829314925909731 },
        { 1, 1, 5.613150792398635 },
        { 1.585, 1, 14.920419918438402 },
        { 1.585, 2, 0.3971080801944167 },
        { 2, 1, 18.08765879983075 },
        { 2, 3, 0.2889971947077359 },
        { 2.585, 2, 15.532650253653866 },
        { 3, 2, 17.294520885304436 },
        { 3, 7, 0.09659449857939606 },
        { 3.585, 4, 13.78374983614976 },
        { 3.585, 11, 0.15281434411279005 },
        { 4, 5, 14.652279012948192 },
        { 4, 11, -0.10434936642568893 },
        { 4, 15, 0.10959279210974193 },
    };

    [Theory]
    [MemberData(nameof(NumPy))]
    public void Kurtosis_of_each_band_agrees_with_NumPy(double level, int index, double expected)
    {
        KurtogramBands bands = Kurtogram.Compute(Impacts(), 16384, 4);
        KurtogramBand[] row = [.. bands.Bands.Where(band => Math.Abs(band.Level - level) < 1e-3)];
        Assert.Equal(expected, row[index].Kurtosis, 1e-5);
    }

    [Fact]
    public void The_best_band_holds_the_resonance_that_rings()
    {
        // The resonance is at 0.17 of the rate: 2785 Hz.
        KurtogramBands bands = Kurtogram.Compute(Impacts(), 16384, 4);
        KurtogramBand best = bands.Best(500, 1000);
        Assert.InRange(2785, best.FromHz, best.ToHz);
        Assert.Equal(2048, best.FromHz);
        Assert.Equal(4096, best.ToHz);
        Assert.Throws<ArgumentException>(() => bands.Best(9000, 0));
    }

    [Fact]
    public void Gaussian_noise_has_no_best_band()
    {
        KurtogramBands bands = Kurtogram.Compute(Noise.Gaussian(65_536, 3), 51_200, 4);
        Assert.Equal(1 + 2 + 3 + 4 + 6 + 8 + 12 + 16, bands.Bands.Length);
        Assert.All(bands.Bands, band => Assert.Equal(0, band.Kurtosis, 0.25));
    }

    [Fact]
    public void The_map_repeats_a_band_over_its_columns()
    {
        KurtogramBands bands = Kurtogram.Compute(Impacts(), 16384, 3);
        CurveMap map = bands.ToMap();
        Assert.Equal(24, map.Columns.Count);
        Assert.Equal(6, map.Rows.Count);
        Assert.Equal((float)bands.Bands[0].Kurtosis, map.Row(0)[23]);
        Assert.Equal((float)bands.Bands[4].Kurtosis, map.Row(2)[15]);
        Assert.Equal((float)bands.Bands[^1].Kurtosis, map.Row(5)[23]);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Kurtogram.Compute(new float[100], 1000, 3));
        Assert.Throws<ArgumentException>(() => Kurtogram.Compute(new float[4000], 1000, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Kurtogram.Compute(Impacts(), 1000, 13));
        float[] broken = Impacts();
        broken[5] = float.NaN;
        Assert.Throws<ArgumentException>(() => Kurtogram.Compute(broken, 1000, 3));
    }

    private static float[] Impacts()
    {
        const int Length = 16384;
        float[] noise = Noise.Uniform(Length, 4);
        double[] samples = [.. noise.Select(static x => 0.2 * x)];
        for (int start = 100; start < Length; start += 700)
        {
            for (int i = start; i < Length; i++)
            {
                int since = i - start;
                samples[i] += Math.Exp(-since / 25.0) * Math.Sin(2 * Math.PI * 0.17 * since);
            }
        }

        return Array.ConvertAll(samples, static x => (float)x);
    }
}
