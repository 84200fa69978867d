using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Core loudness of the critical bands from one-third-octave levels: ISO 532-1:2017, clauses 5.4 to 5.6 and tables A.3
/// to A.7, the tables of E. Zwicker et al., J. Acoust. Soc. Jpn. (E) 12, 1991.
/// </summary>
internal static class CoreLoudness
{
    /// <summary>Critical bands: 20, and the rest up to 24 Bark that has no loudness of its own.</summary>
    public const int Bands = 21;

    /// <summary>Highest level for which table A.3 holds, in the bands below 315 Hz.</summary>
    public const double HighestLowLevelDb = 120;

    /// <summary>Number of those bands.</summary>
    public const int LowBands = 11;

    private const int Ranges = 8;

    // Table A.3: upper ends of level ranges, and what is added to a level within them, per band from 25 to 250 Hz.
    private static readonly ImmutableArray<double> s_rangeDb = [45, 55, 65, 71, 80, 90, 100, 120];

    private static readonly ImmutableArray<double> s_lowCorrectionDb =
    [
        -32, -24, -16, -10, -5, 0, -7, -3, 0, -2, 0,
        -29, -22, -15, -10, -4, 0, -7, -2, 0, -2, 0,
        -27, -19, -14, -9, -4, 0, -6, -2, 0, -2, 0,
        -25, -17, -12, -9, -3, 0, -5, -2, 0, -2, 0,
        -23, -16, -11, -7, -3, 0, -4, -1, 0, -1, 0,
        -20, -14, -10, -6, -3, 0, -4, -1, 0, -1, 0,
        -18, -12, -9, -6, -2, 0, -3, -1, 0, -1, 0,
        -15, -10, -8, -4, -2, 0, -3, -1, 0, -1, 0,
    ];

    // Table A.4: transmission of the outer and middle ear in the free field.
    private static readonly ImmutableArray<double> s_earDb =
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.5, -1.6, -3.2, -5.4, -5.6, -4, -1.5, 2, 5, 12];

    // Table A.5: diffuse against free field.
    private static readonly ImmutableArray<double> s_diffuseDb =
        [0, 0, 0.5, 0.9, 1.2, 1.6, 2.3, 2.8, 3, 2, 0, -1.4, -2, -1.9, -1, 0.5, 3, 4, 4.3, 4];

    // Table A.6: level of the threshold in quiet in each critical band.
    private static readonly ImmutableArray<double> s_thresholdDb =
        [30, 18, 12, 8, 7, 6, 5, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3];

    // Table A.7: from the third octave to the critical band.
    private static readonly ImmutableArray<double> s_widthDb =
    [
        -0.25, -0.6, -0.8, -0.8, -0.5, 0, 0.5, 1.1, 1.5, 1.7, 1.8, 1.8, 1.7, 1.6, 1.4, 1.2, 0.8, 0.5, 0, -0.5,
    ];

    // Ends of the groups of low bands that make up the first three critical bands.
    private static readonly ImmutableArray<int> s_groupEnds = [6, 9, LowBands];

    /// <summary>Whether levels are within the range of table A.3; NaN is not.</summary>
    public static bool IsInRange(ReadOnlySpan<double> levelsDb)
    {
        bool inRange = true;
        foreach (double level in levelsDb[..LowBands])
        {
            inRange &= level <= HighestLowLevelDb;
        }

        return inRange;
    }

    /// <summary>Core loudness in sone/Bark.</summary>
    /// <param name="levelsDb">28 levels without NaN.</param>
    /// <param name="field">The sound field.</param>
    /// <param name="core"><see cref="Bands"/> values.</param>
    public static void Compute(ReadOnlySpan<double> levelsDb, SoundField field, Span<double> core)
    {
        for (int band = 0; band < Bands - 1; band++)
        {
            double level = band < s_groupEnds.Length ? LowBandDb(levelsDb, band) : levelsDb[band + 8];
            level -= s_earDb[band];
            if (field == SoundField.Diffuse)
            {
                level += s_diffuseDb[band];
            }

            core[band] = level > s_thresholdDb[band] ? Excite(level - s_widthDb[band], s_thresholdDb[band]) : 0;
        }

        // The threshold varies strongly within the lowest critical band (5.6).
        core[0] *= Math.Min(1, 0.4 + (0.32 * Math.Pow(core[0], 0.2)));
        core[Bands - 1] = 0;
    }

    // Formula (2) with a threshold factor of 0.25.
    private static double Excite(double levelDb, double thresholdDb)
    {
        double factor = 0.0635 * PowerOfTen(0.025 * thresholdDb);
        double excitation = 0.75 + (0.25 * PowerOfTen(0.1 * (levelDb - thresholdDb)));
        return Math.Max(0, factor * (Math.Sqrt(Math.Sqrt(excitation)) - 1));
    }

    private static double LowBandDb(ReadOnlySpan<double> levelsDb, int group)
    {
        double sum = 0;
        for (int band = group == 0 ? 0 : s_groupEnds[group - 1]; band < s_groupEnds[group]; band++)
        {
            int range = 0;
            while (range < Ranges - 1 && levelsDb[band] > s_rangeDb[range] - Correction(range, band))
            {
                range++;
            }

            sum += PowerOfTen(0.1 * (levelsDb[band] + Correction(range, band)));
        }

        return sum > 0 ? 10 * Math.Log10(sum) : 0;
    }

    private static double Correction(int range, int band) => s_lowCorrectionDb[(range * LowBands) + band];

    private static double PowerOfTen(double exponent) => Math.Exp(exponent * 2.302585092994046);
}
