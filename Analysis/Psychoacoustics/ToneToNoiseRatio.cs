namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Tone-to-noise ratio, ECMA-418-1:2024 (3rd edition), clause 11: a tone's mean square over that of the noise in the
/// critical band around it.
/// </summary>
public static class ToneToNoiseRatio
{
    private const double ConstantFromHz = 1000;

    // A second tone in the band has to stand out from its surroundings; what does not is noise.
    private const double SecondToneFactor = 4;
    private const int SecondToneNeighbour = 3;

    /// <summary>The ratio from which a tone is prominent (formulae 12 and 13).</summary>
    /// <param name="frequencyHz">Frequency of the tone.</param>
    public static double CriterionDb(double frequencyHz) =>
        8 + (8.33 * Math.Max(0, Math.Log10(ConstantFromHz / frequencyHz)));

    /// <summary>Distance within which a second tone counts together with the first (formula 14); from 1 kHz on every
    /// tone in the critical band does.</summary>
    /// <param name="frequencyHz">Frequency of the stronger tone.</param>
    public static double ProximityHz(double frequencyHz) =>
        21 * Math.Pow(10, 1.2 * Math.Pow(Math.Abs(Math.Log10(frequencyHz / 212)), 1.8));

    /// <summary>Mean squares of the tone, with a second one close to it, and of the noise in the critical
    /// band.</summary>
    internal static (double Tone, double Noise) Split(ToneSpectrum spectrum, ToneBand tone)
    {
        CriticalBand band = CriticalBand.Around(tone.FrequencyHz);
        (double total, double widthHz) = spectrum.Sum(band);
        double toneSquare = tone.MeanSquare;
        double other = 0;
        if (SecondTone(spectrum, band, tone) is { } second)
        {
            double distance = Math.Abs(second.FrequencyHz - tone.FrequencyHz);
            bool together = tone.FrequencyHz >= ConstantFromHz || distance < ProximityHz(tone.FrequencyHz);
            toneSquare += together ? second.MeanSquare : 0;
            other = together ? 0 : second.MeanSquare;
        }

        double noise = Math.Max(0, total - toneSquare - other) * band.WidthHz / widthHz;
        return (toneSquare, noise);
    }

    private static ToneBand? SecondTone(ToneSpectrum spectrum, CriticalBand band, ToneBand tone)
    {
        ReadOnlySpan<double> lines = spectrum.MeanSquares.AsSpan();
        int first = Math.Max(SecondToneNeighbour, (int)(band.LowerHz / spectrum.LineSpacingHz) + 1);
        int last = Math.Min(
            lines.Length - 1 - SecondToneNeighbour, (int)(band.UpperHz / spectrum.LineSpacingHz));
        int peak = -1;
        for (int line = first; line <= last; line++)
        {
            bool outside = line < tone.First || line > tone.Last;
            peak = outside && (peak < 0 || lines[line] > lines[peak]) ? line : peak;
        }

        if (peak < 0)
        {
            return null;
        }

        double around = (lines[peak - SecondToneNeighbour] + lines[peak + SecondToneNeighbour]) / 2;
        return lines[peak] > SecondToneFactor * around ? ToneBand.Around(spectrum, peak) : null;
    }
}
