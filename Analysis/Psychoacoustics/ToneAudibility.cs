using System.Collections.Immutable;
using Bench.Analysis.Signals;
using Bench.Analysis.Weightings;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Audibility of tones in noise, the engineering method of ISO/PAS 20065:2016 (DIN 45681), from a narrow-band spectrum.
/// </summary>
/// <remarks>
/// Levels are A-weighted and those of a Hann window, scaled so that a tone on a line has its level there. The standard
/// asks for lines 1.9 to 4 Hz apart, for averages over 3 s, and for the whole spectrum: near its ends the noise is
/// unknown. Where its print and DIN 45681 disagree about a tone's steepness (5.3.4), f_T/√2 of DIN is taken for both
/// sides.
/// </remarks>
public static class ToneAudibility
{
    /// <summary>What a spectrum without an audible tone counts in the mean (formula 21).</summary>
    public const double NoToneDb = -10;

    private const double LevelUncertaintyDb = 3;
    private const double Coverage = 1.645;
    private const double SeparateBelowHz = 1000;
    private const double FinestHz = 1.9;
    private const double CoarsestHz = 4;

    /// <summary>The audible tones of a spectrum, and the groups of them that share a critical band (5.3.8).</summary>
    /// <param name="levelsDb">Level of each line.</param>
    /// <param name="frequenciesHz">Frequency of each line, rising, above 0.</param>
    /// <param name="spacingHz">Distance between lines, above 0.</param>
    /// <returns>Single tones by frequency, then groups; empty where nothing is audible.</returns>
    /// <exception cref="ArgumentException">Levels and frequencies do not match, or a level is NaN.</exception>
    public static ImmutableArray<AudibleTone> Find(
        ReadOnlySpan<double> levelsDb, ReadOnlySpan<double> frequenciesHz, double spacingHz)
    {
        ToneLines lines = new(levelsDb.ToArray(), frequenciesHz.ToArray(), spacingHz);
        List<(ToneRun Run, AudibleTone Tone)> found = [];
        foreach (ToneRun run in lines.Runs())
        {
            AudibleTone tone = Rate(lines, run, lines.LevelDb(run.Indices), [.. run.Indices.Select(lines.Power)], 1);
            if (tone.AudibilityDb > 0)
            {
                found.Add((run, tone));
            }
        }

        IEnumerable<AudibleTone> groups = Groups(found).Select(group => Together(lines, group));
        return [.. found.Select(entry => entry.Tone), .. groups];
    }

    /// <summary>The audible tones of a spectrum of sound pressure, which is A-weighted first.</summary>
    /// <param name="spectrum">Unweighted spectrum, lines 1.9 to 4 Hz apart.</param>
    /// <returns>Single tones by frequency, then groups; empty where nothing is audible.</returns>
    /// <exception cref="ArgumentException">The lines are nearer or farther, or one is NaN.</exception>
    public static ImmutableArray<AudibleTone> Find(ToneSpectrum spectrum)
    {
        if (spectrum.LineSpacingHz is < FinestHz or > CoarsestHz)
        {
            throw new ArgumentException(
                $"ISO/PAS 20065 needs lines {FinestHz} to {CoarsestHz} Hz apart, not {spectrum.LineSpacingHz:g3} Hz: " +
                "make the spectrum with another spacing.");
        }

        double[] frequencies = new double[spectrum.MeanSquares.Length - 1];
        double[] levels = new double[frequencies.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            frequencies[i] = (i + 1) * spectrum.LineSpacingHz;
            double gain = FrequencyWeighting.Gain(FrequencyWeightingKind.A, frequencies[i]);
            double meanSquare = ToneLines.WindowLines * spectrum.MeanSquares[i + 1] * gain * gain;
            levels[i] = Decibel.FromMeanSquare(meanSquare, Decibel.SoundPressureReference);
        }

        return Find(levels, frequencies, spectrum.LineSpacingHz);
    }

    /// <summary>The decisive audibility of a spectrum: the largest, or <see cref="NoToneDb"/> without a tone.</summary>
    /// <param name="tones">The tones and groups of one spectrum.</param>
    public static double DecisiveDb(ImmutableArray<AudibleTone> tones) =>
        tones.Select(tone => tone.AudibilityDb).DefaultIfEmpty(NoToneDb).Max();

    /// <summary>Mean audibility of several spectra, of their powers (formula 20).</summary>
    /// <param name="decisiveDb">Decisive audibility of each spectrum; NaN without any.</param>
    public static double MeanDb(ReadOnlySpan<double> decisiveDb)
    {
        double sum = 0;
        foreach (double audibility in decisiveDb)
        {
            sum += Math.Pow(10, audibility / 10);
        }

        return 10 * Math.Log10(sum / decisiveDb.Length);
    }

    // Formulae (12) to (14) and clause 6.
    private static AudibleTone Rate(ToneLines lines, ToneRun run, double levelDb, double[] tonePowers, int tones)
    {
        double frequency = lines.FrequencyHz(run.Peak);
        double width = CriticalBand.GeometricallyAround(frequency).WidthHz;
        double bandLevel = run.NoiseLevelDb + (10 * Math.Log10(width / lines.SpacingHz));
        double masking = -2 - Math.Log10(1 + Math.Pow(frequency / 502, 2.5));
        double[] noisePowers = [.. run.NoiseLines.Select(lines.Power)];
        double concentration = Concentration(tonePowers) + Concentration(noisePowers);
        double variance = LevelUncertaintyDb * LevelUncertaintyDb * concentration;
        double ofWidth = 4.34 * lines.SpacingHz / width;
        double uncertainty = Coverage * Math.Sqrt(variance + (ofWidth * ofWidth));
        return new AudibleTone(
            frequency, levelDb, run.NoiseLevelDb, bandLevel, levelDb - bandLevel - masking, uncertainty, tones);
    }

    private static double Concentration(double[] powers) =>
        powers.Sum(power => power * power) / Math.Pow(powers.Sum(), 2);

    // Formula (17): all lines of the group, each once, rated where it is most audible.
    private static AudibleTone Together(ToneLines lines, List<(ToneRun Run, AudibleTone Tone)> group)
    {
        ToneRun foremost = group.MaxBy(entry => entry.Tone.AudibilityDb).Run;
        double level = lines.LevelDb([.. group.SelectMany(entry => entry.Run.Indices).Distinct()]);
        double[] powers = [.. group.Select(entry => Math.Pow(10, entry.Tone.LevelDb / 10))];
        return Rate(lines, foremost, level, powers, group.Count);
    }

    // Tones that share a critical band, chains of such included (5.3.8, step 3).
    private static List<List<(ToneRun Run, AudibleTone Tone)>> Groups(List<(ToneRun Run, AudibleTone Tone)> found)
    {
        List<List<(ToneRun Run, AudibleTone Tone)>> groups = [];
        foreach ((ToneRun Run, AudibleTone Tone) entry in found)
        {
            bool joins = groups.Count > 0 && groups[^1].Exists(member => Share(member.Tone, entry.Tone));
            if (joins)
            {
                groups[^1].Add(entry);
            }
            else
            {
                groups.Add([entry]);
            }
        }

        return [.. groups.Where(group => group.Count > 2 || (group.Count == 2 && !AreSeparate(group)))];
    }

    private static bool Share(AudibleTone lower, AudibleTone upper) =>
        CriticalBand.GeometricallyAround(lower.FrequencyHz).UpperHz >= upper.FrequencyHz
        || CriticalBand.GeometricallyAround(upper.FrequencyHz).LowerHz <= lower.FrequencyHz;

    // Two tones below 1 kHz that the ear can tell apart (formulae 18 and 19).
    private static bool AreSeparate(List<(ToneRun Run, AudibleTone Tone)> two)
    {
        (double low, double high) = (two[0].Tone.FrequencyHz, two[1].Tone.FrequencyHz);
        double foremost = two.MaxBy(entry => entry.Tone.AudibilityDb).Tone.FrequencyHz;
        return high < SeparateBelowHz && high - low > ToneToNoiseRatio.ProximityHz(foremost);
    }
}
