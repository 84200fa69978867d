using System.Collections.Immutable;
using System.Numerics;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Envelope;

/// <summary>
/// The fast kurtogram: the kurtosis of the signal in bands of all widths and places, whose highest shows where impacts
/// stand out most, and so the band for an envelope spectrum (J. Antoni, Fast computation of the kurtogram for the
/// detection of transient faults, MSSP 21, 2007). Batch.
/// </summary>
/// <remarks>
/// <para>A tree of quasi-analytic filters halves every band, level by level, and cuts it in three for the levels
/// between (section 3.3: 1/3-binary tree). Low-passes: Hamming-windowed sinc of 17 taps, cut-off 0.2 (halves), and of
/// 25 taps, cut-off 2/15 (thirds), in shares of the rate, turned to the bands' centres. Only samples are kept for which
/// the filter lies wholly inside the signal.</para>
/// <para>K = ⟨|c|⁴⟩/⟨|c|²⟩² − 2 of a band's complex signal c (equation 6), and −3 for the real signal as a whole, after
/// taking off its mean: 0 for Gaussian noise. One strong single blow has the highest kurtosis of all: look at the time
/// signal before trusting a band. Cost: about 50 products per sample and level.</para>
/// </remarks>
public static class Kurtogram
{
    /// <summary>Highest number of levels.</summary>
    public const int MostLevels = 12;

    private const int LeastSamples = 64;

    private static readonly Complex[][] s_halves = [.. Enumerable.Range(0, 2).Select(
        i => QuasiAnalytic(16, 0.2, (1 + (2 * i)) / 8.0))];

    private static readonly Complex[][] s_thirds = [.. Enumerable.Range(0, 3).Select(
        i => QuasiAnalytic(24, 2 / 15.0, (1 + (2 * i)) / 12.0))];

    /// <summary>Computes the kurtogram of a piece of signal.</summary>
    /// <param name="samples">The samples: enough for 64 in each band, 64·2^levels and the filters' reach.</param>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <param name="levels">Levels of halving, 1 to 12: the narrowest bands are f_s/2 divided by 2^levels.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range, too few samples, one that is not a number,
    /// or a signal that does not move.</exception>
    public static KurtogramBands Compute(ReadOnlySpan<float> samples, double sampleRateHz, int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, MostLevels);
        SampleGuard.ThrowIfUnusable(samples, (LeastSamples + 32) << levels, $"A kurtogram of {levels} levels");
        double mean = 0;
        foreach (float sample in samples)
        {
            mean += sample;
        }

        mean /= samples.Length;
        Complex[] whole = new Complex[samples.Length];
        for (int i = 0; i < whole.Length; i++)
        {
            whole[i] = samples[i] - mean;
        }

        double kurtosis = Kurtosis(whole) - 3;
        if (double.IsNaN(kurtosis))
        {
            throw new ArgumentException("A kurtogram needs a signal that moves, but all samples are equal.");
        }

        List<KurtogramBand> bands = [new(0, 0, sampleRateHz / 2, kurtosis)];
        Divide(whole, 0, levels, 0, sampleRateHz / 2, bands);
        return new KurtogramBands(
            [.. bands.OrderBy(static band => band.Level).ThenBy(static band => band.FromHz)],
            $"fast kurtogram, 1/3-binary tree of {levels} levels, Antoni 2007");
    }

    private static void Divide(
        Complex[] parent, int level, int levels, double fromHz, double widthHz, List<KurtogramBand> bands)
    {
        if (level + Math.Log2(3) <= levels)
        {
            for (int i = 0; i < 3; i++)
            {
                double thirdHz = widthHz / 3;
                double lowerHz = fromHz + (i * thirdHz);
                bands.Add(new(
                    level + Math.Log2(3), lowerHz, lowerHz + thirdHz, Kurtosis(Filter(parent, s_thirds[i], 3)) - 2));
            }
        }

        for (int i = 0; i < 2 && level < levels; i++)
        {
            Complex[] half = Filter(parent, s_halves[i], 2);
            double halfHz = widthHz / 2;
            double lowerHz = fromHz + (i * halfHz);
            bands.Add(new(level + 1, lowerHz, lowerHz + halfHz, Kurtosis(half) - 2));
            if (i == 1)
            {
                // After decimation the upper half lies below 0: turned by half the rate it begins at 0 again.
                for (int n = 1; n < half.Length; n += 2)
                {
                    half[n] = -half[n];
                }
            }

            Divide(half, level + 1, levels, lowerHz, halfHz, bands);
        }
    }

    // Σ h[m]·c[n − m] at every step-th n for which all c are there.
    private static Complex[] Filter(Complex[] signal, Complex[] taps, int step)
    {
        int count = (signal.Length - taps.Length + step) / step;
        Complex[] filtered = new Complex[count];
        for (int n = 0; n < count; n++)
        {
            int last = (n * step) + taps.Length - 1;
            double real = 0;
            double imaginary = 0;
            for (int m = 0; m < taps.Length; m++)
            {
                Complex h = taps[m];
                Complex c = signal[last - m];
                real += (h.Real * c.Real) - (h.Imaginary * c.Imaginary);
                imaginary += (h.Real * c.Imaginary) + (h.Imaginary * c.Real);
            }

            filtered[n] = new Complex(real, imaginary);
        }

        return filtered;
    }

    private static double Kurtosis(Complex[] signal)
    {
        double second = 0;
        double fourth = 0;
        foreach (Complex c in signal)
        {
            double power = (c.Real * c.Real) + (c.Imaginary * c.Imaginary);
            second += power;
            fourth += power * power;
        }

        return signal.Length * fourth / (second * second);
    }

    private static Complex[] QuasiAnalytic(int order, double cutoff, double centre)
    {
        double[] lowPass = new double[order + 1];
        for (int n = 0; n <= order; n++)
        {
            double x = 2 * Math.PI * cutoff * (n - (order / 2.0));
            double hamming = 0.54 - (0.46 * Math.Cos(2 * Math.PI * n / order));
            lowPass[n] = hamming * (x == 0 ? 1 : Math.Sin(x) / x);
        }

        double sum = lowPass.Sum();
        return [.. lowPass.Select((h, n) => Complex.FromPolarCoordinates(1, 2 * Math.PI * centre * n) * (h / sum))];
    }
}

/// <summary>A band of the kurtogram.</summary>
/// <param name="Level">Its level: the width is f_s/2 divided by 2^level.</param>
/// <param name="FromHz">Lower edge.</param>
/// <param name="ToHz">Upper edge.</param>
/// <param name="Kurtosis">Kurtosis in it, 0 for Gaussian noise.</param>
public readonly record struct KurtogramBand(double Level, double FromHz, double ToHz, double Kurtosis);

/// <summary>The bands of a kurtogram.</summary>
/// <param name="Bands">All bands, by level and frequency.</param>
/// <param name="Method">How they were computed, with source.</param>
public sealed record KurtogramBands(ImmutableArray<KurtogramBand> Bands, string Method)
{
    /// <summary>The band of highest kurtosis that an envelope of some lines can use.</summary>
    /// <param name="leastWidthHz">Least width: three times the rhythm that is looked for, or more.</param>
    /// <param name="lowestHz">Lowest lower edge: above the shaft's own orders.</param>
    /// <exception cref="ArgumentException">No band is that wide and that high.</exception>
    public KurtogramBand Best(double leastWidthHz, double lowestHz)
    {
        ImmutableArray<KurtogramBand> candidates =
            [.. Bands.Where(band => band.ToHz - band.FromHz >= leastWidthHz && band.FromHz >= lowestHz)];
        return candidates.IsEmpty
            ? throw new ArgumentException(FormattableString.Invariant(
                $"No band of the kurtogram is {leastWidthHz} Hz wide and begins at {lowestHz} Hz or above."))
            : candidates.MaxBy(static band => band.Kurtosis);
    }

    /// <summary>The bands as a map for a plot: one row per level, columns as narrow as the narrowest band.</summary>
    public CurveMap ToMap()
    {
        double[] levels = [.. Bands.Select(static band => band.Level).Distinct()];
        double highestHz = Bands[0].ToHz;

        // A column is a common part of halves and thirds.
        int columns = (int)Math.Round(3 * highestHz / Bands.Min(static band => band.ToHz - band.FromHz));
        double stepHz = highestHz / columns;
        float[] values = new float[levels.Length * columns];
        foreach (KurtogramBand band in Bands)
        {
            int first = (int)Math.Round(band.FromHz / stepHz);
            int count = (int)Math.Round((band.ToHz - band.FromHz) / stepHz);
            values.AsSpan((Array.IndexOf(levels, band.Level) * columns) + first, count).Fill((float)band.Kurtosis);
        }

        return new CurveMap(
            "kurtogram",
            "",
            new Axis("level (0; 1; 1.6; 2; 2.6 …)", "", 0, 1, levels.Length),
            new Axis("frequency", "Hz", stepHz / 2, stepHz, columns),
            ImmutableArray.Create(values),
            Method);
    }
}
