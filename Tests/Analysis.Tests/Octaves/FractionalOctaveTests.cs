using Bench.Analysis.Octaves;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Tests.Octaves;

public class FractionalOctaveTests
{
    [Fact]
    public void Third_octaves_have_the_frequencies_of_the_standard()
    {
        FractionalOctave thirds = FractionalOctave.Create(3, 20, 20000);
        Assert.Equal(31, thirds.Bands.Length);
        double[] nominal = [20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000,
            1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000, 20000];
        for (int i = 0; i < nominal.Length; i++)
        {
            Assert.Equal(nominal[i], thirds.Bands[i].NominalHz, 1e-9 * nominal[i]);
        }

        // IEC 61260-1:2014, table E.1: exact base-ten centres of the bands named 31.5, 1250 and 20 000 Hz.
        Assert.Equal(31.623, thirds.Bands[2].CentreHz, 0.0005);
        Assert.Equal(1258.9, thirds.Bands[18].CentreHz, 0.05);
        Assert.Equal(19953, thirds.Bands[30].CentreHz, 0.5);
        Assert.Equal(891.25, thirds.Bands[17].LowerHz, 0.005);
        Assert.Equal(1122.02, thirds.Bands[17].UpperHz, 0.005);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(12)]
    public void Bands_adjoin_and_even_fractions_have_an_edge_on_one_kilohertz(int bandsPerOctave)
    {
        FractionalOctave octaves = FractionalOctave.Create(bandsPerOctave, 50, 10000);
        for (int i = 1; i < octaves.Bands.Length; i++)
        {
            Assert.Equal(1, octaves.Bands[i].LowerHz / octaves.Bands[i - 1].UpperHz, 1e-12);
        }

        OctaveBand reference = FractionalOctave.Band(bandsPerOctave, 0);
        Assert.Equal(1000, bandsPerOctave % 2 == 0 ? reference.LowerHz : reference.CentreHz, 1e-9);
        Assert.Equal(Math.Pow(10, 0.3 / bandsPerOctave), reference.UpperHz / reference.LowerHz, 1e-12);
        Assert.True(octaves.Bands[0].LowerHz <= 50 && octaves.Bands[0].UpperHz >= 50);
        Assert.True(octaves.Bands[^1].LowerHz <= 10000 && octaves.Bands[^1].UpperHz >= 10000);
    }

    [Fact]
    public void A_constant_density_gives_each_band_its_width_down_to_bands_narrower_than_a_line()
    {
        FractionalOctave bands = FractionalOctave.Create(12, 20, 2000);
        double[] density = new double[501];
        Array.Fill(density, 2);
        double[] power = new double[bands.Bands.Length];
        bands.SumDensity(density, 12.5, power);
        for (int i = 0; i < power.Length; i++)
        {
            Assert.Equal(1, power[i] / (2 * (bands.Bands[i].UpperHz - bands.Bands[i].LowerHz)), 1e-12);
        }
    }

    [Fact]
    public void A_tone_lands_in_its_own_band_with_its_mean_square()
    {
        const double Rate = 51200;
        float[] tone = new float[81920];
        for (int i = 0; i < tone.Length; i++)
        {
            tone[i] = (float)(2 * Math.Sin(2 * Math.PI * 1003.3 * i / Rate));
        }

        var spectrum = new WelchSpectrum(8192, WindowKind.Hann, 0.5, Rate);
        spectrum.Add(tone);
        double[] density = new double[spectrum.Bins];
        spectrum.CopyDensity(density);
        FractionalOctave thirds = FractionalOctave.Create(3, 100, 10000);
        double[] power = new double[thirds.Bands.Length];
        thirds.SumDensity(density, spectrum.BinWidthHz, power);
        Assert.Equal(2, power[10], 1e-4);
        Assert.Equal(1000, thirds.Bands[10].NominalHz);
        Assert.True(power[9] < 1e-6 && power[11] < 1e-6);
    }

    [Fact]
    public void A_band_beyond_the_spectrum_is_not_a_number()
    {
        FractionalOctave thirds = FractionalOctave.Create(3, 800, 1000);
        double[] power = new double[2];
        thirds.SumDensity(new double[101], 10, power);
        Assert.Equal(0, power[0]);
        Assert.True(double.IsNaN(power[1]));
    }

    [Fact]
    public void Impossible_rows_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => FractionalOctave.Create(2, 20, 2000));
        Assert.Throws<ArgumentOutOfRangeException>(static () => FractionalOctave.Create(3, 0, 2000));
        Assert.Throws<ArgumentOutOfRangeException>(static () => FractionalOctave.Create(3, 200, 100));
    }
}
