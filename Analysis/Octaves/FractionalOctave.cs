using System.Collections.Immutable;

namespace Bench.Analysis.Octaves;

/// <summary>
/// A row of adjoining octave, third-, sixth- or twelfth-octave bands with the exact base-ten frequencies of
/// IEC 61260-1:2014, and band powers summed from a spectrum.
/// </summary>
/// <remarks>
/// Bands summed from FFT lines have ideal edges and are stationary averages; they are not the filters whose class the
/// standard states. Reference frequency 1 kHz, octave ratio G = 10^(3/10).
/// </remarks>
public sealed class FractionalOctave
{
    private const double ReferenceHz = 1000;

    // R10 of ISO 3, the preferred numbers that name octave and third-octave bands.
    private static readonly double[] s_preferred = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];

    private FractionalOctave(int bandsPerOctave, ImmutableArray<OctaveBand> bands)
    {
        BandsPerOctave = bandsPerOctave;
        Bands = bands;
    }

    /// <summary>The octave frequency ratio G = 10^(3/10) = 1.9953 (formula 1).</summary>
    public static double OctaveRatio { get; } = Math.Pow(10, 0.3);

    /// <summary>Bands per octave b: 1, 3, 6 or 12.</summary>
    public int BandsPerOctave { get; }

    /// <summary>The bands from low to high.</summary>
    public ImmutableArray<OctaveBand> Bands { get; }

    /// <summary>The bands from the one that holds a frequency to the one that holds another.</summary>
    /// <param name="bandsPerOctave">1, 3, 6 or 12.</param>
    /// <param name="fromHz">A frequency in the lowest band, above 0.</param>
    /// <param name="toHz">A frequency in the highest band, not below <paramref name="fromHz"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static FractionalOctave Create(int bandsPerOctave, double fromHz, double toHz)
    {
        if (bandsPerOctave is not (1 or 3 or 6 or 12))
        {
            throw new ArgumentOutOfRangeException(
                nameof(bandsPerOctave), bandsPerOctave, "bands per octave are 1, 3, 6 or 12");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(toHz, fromHz);
        int first = IndexOf(bandsPerOctave, fromHz);
        int last = IndexOf(bandsPerOctave, toHz);
        IEnumerable<OctaveBand> bands = Enumerable.Range(first, last - first + 1).Select(x => Band(bandsPerOctave, x));
        return new FractionalOctave(bandsPerOctave, [.. bands]);
    }

    /// <summary>One band by its index (formulae 2 to 5).</summary>
    /// <param name="bandsPerOctave">b: odd numbers have a band centred on 1 kHz, even ones an edge there.</param>
    /// <param name="index">x, any integer.</param>
    public static OctaveBand Band(int bandsPerOctave, int index)
    {
        double exponent = bandsPerOctave % 2 == 0
            ? ((2.0 * index) + 1) / (2.0 * bandsPerOctave)
            : (double)index / bandsPerOctave;
        double half = 1 / (2.0 * bandsPerOctave);
        double centre = ReferenceHz * Math.Pow(OctaveRatio, exponent);
        return new OctaveBand(
            index,
            centre,
            ReferenceHz * Math.Pow(OctaveRatio, exponent - half),
            ReferenceHz * Math.Pow(OctaveRatio, exponent + half),
            Nominal(bandsPerOctave, centre));
    }

    /// <summary>
    /// Sums a spectral density into the mean square of each band. A line stands for the band of one spacing around it;
    /// the lines that a band edge cuts count with the part that lies inside.
    /// </summary>
    /// <param name="density">Spectral density at 0, 1, 2 … spacings, such as
    /// <see cref="Spectra.WelchSpectrum.CopyDensity"/> gives it.</param>
    /// <param name="binWidthHz">Spacing of the lines, above 0.</param>
    /// <param name="bandPower">One value per band, the unit of the signal squared; NaN for a band that reaches beyond
    /// the last line.</param>
    /// <exception cref="ArgumentException">Fewer values than bands.</exception>
    public void SumDensity(ReadOnlySpan<double> density, double binWidthHz, Span<double> bandPower)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(binWidthHz);
        if (bandPower.Length < Bands.Length)
        {
            throw new ArgumentException($"{Bands.Length} bands do not fit into {bandPower.Length} values.");
        }

        for (int i = 0; i < Bands.Length; i++)
        {
            bandPower[i] = binWidthHz * SumLines(density, Bands[i].LowerHz / binWidthHz, Bands[i].UpperHz / binWidthHz);
        }
    }

    // Edges in spacings. Line k covers k − ½ … k + ½; the last line, at half the sampling rate, only its lower half.
    private static double SumLines(ReadOnlySpan<double> lines, double lower, double upper)
    {
        if (upper > lines.Length - 1)
        {
            return double.NaN;
        }

        int first = (int)Math.Floor(lower + 0.5);
        int last = (int)Math.Floor(upper + 0.5);
        double sum = 0;
        for (int k = first; k <= last; k++)
        {
            double inside = Math.Min(upper, k + 0.5) - Math.Max(lower, k - 0.5);
            sum += inside * lines[k];
        }

        return sum;
    }

    private static int IndexOf(int bandsPerOctave, double frequencyHz)
    {
        double steps = bandsPerOctave * Math.Log(frequencyHz / ReferenceHz) / Math.Log(OctaveRatio);
        return (int)(bandsPerOctave % 2 == 0 ? Math.Floor(steps) : Math.Round(steps));
    }

    // Annex E: preferred numbers for octaves and thirds; otherwise three digits below a leading 5, two from there.
    private static double Nominal(int bandsPerOctave, double centreHz)
    {
        double decade = Math.Pow(10, Math.Floor(Math.Log10(centreHz) + 1e-9));
        double mantissa = centreHz / decade;
        if (bandsPerOctave is 1 or 3)
        {
            return s_preferred[(int)Math.Round(10 * Math.Log10(mantissa)) % 10] * decade;
        }

        double digits = mantissa < 5 ? 100 : 10;
        return Math.Round(mantissa * digits) / digits * decade;
    }
}
