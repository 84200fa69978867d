using System.Collections.Immutable;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>Finds discrete tones in a spectrum and rates them by ECMA-418-1:2024 (3rd edition).</summary>
/// <remarks>
/// The standard also asks for listening (clauses 11.8, 12.8): what is reported is its numeric criterion with the lower
/// threshold of hearing. Tones of a complex are rated one by one (11.7).
/// </remarks>
public static class DiscreteTones
{
    /// <summary>Lowest frequency of a tone.</summary>
    public const double LowestHz = 89.1;

    /// <summary>Highest frequency of a tone.</summary>
    public const double HighestHz = 11200;

    /// <summary>The rate below which the critical band above the highest tone is not in the spectrum.</summary>
    public const double MinimumRateHz = 35000;

    // A peak is looked at when it holds four times the mean of the lines of its critical band.
    private const double CandidateFactor = 4;

    /// <summary>The tones of a spectrum that stand out from the noise around them.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <returns>Tones with TNR or PR above 0 dB, by frequency.</returns>
    public static ImmutableArray<DiscreteTone> Find(ToneSpectrum spectrum)
    {
        ImmutableArray<DiscreteTone>.Builder tones = ImmutableArray.CreateBuilder<DiscreteTone>();
        int last = Math.Min(spectrum.MeanSquares.Length - 2, (int)(HighestHz / spectrum.LineSpacingHz));
        for (int line = (int)Math.Ceiling(LowestHz / spectrum.LineSpacingHz); line <= last; line++)
        {
            if (IsCandidate(spectrum, line))
            {
                DiscreteTone tone = Rate(spectrum, line);
                if (tone.ToneToNoiseDb > 0 || tone.ProminenceDb > 0)
                {
                    tones.Add(tone);
                }
            }
        }

        return tones.DrainToImmutable();
    }

    /// <summary>Rates the tone near a frequency, whether it stands out or not.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="frequencyHz">Where the tone is expected; the highest line within 7.5 % of the critical band is
    /// taken.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not between 89.1 Hz and 11.2 kHz.</exception>
    public static DiscreteTone At(ToneSpectrum spectrum, double frequencyHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frequencyHz, LowestHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frequencyHz, HighestHz);
        return Rate(spectrum, spectrum.Peak(frequencyHz, ToneBand.HalfWidthHz(frequencyHz)));
    }

    // The highest line of its own tone band, and clearly above the critical band's mean.
    private static bool IsCandidate(ToneSpectrum spectrum, int line)
    {
        double value = spectrum.MeanSquares[line];
        if (value <= spectrum.MeanSquares[line - 1] || value < spectrum.MeanSquares[line + 1])
        {
            return false;
        }

        double frequency = line * spectrum.LineSpacingHz;
        if (spectrum.Peak(frequency, ToneBand.HalfWidthHz(frequency)) != line)
        {
            return false;
        }

        (double sum, double widthHz) = spectrum.Sum(CriticalBand.Around(frequency));
        return value > CandidateFactor * sum * spectrum.LineSpacingHz / widthHz;
    }

    private static DiscreteTone Rate(ToneSpectrum spectrum, int peak)
    {
        ToneBand band = ToneBand.Around(spectrum, peak);
        (double tone, double noise) = ToneToNoiseRatio.Split(spectrum, band);
        return new DiscreteTone(
            band.FrequencyHz,
            Decibel.FromMeanSquare(band.MeanSquare, Decibel.SoundPressureReference),
            10 * Math.Log10(tone / noise),
            ProminenceRatio.Compute(spectrum, band.FrequencyHz));
    }
}
