using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Specific loudness over the critical-band rate from core loudness: each band's loudness masks upwards along a slope
/// that falls less steeply the quieter it is (ISO 532-1:2017, clause 5.7 and tables A.8 and A.9).
/// </summary>
internal static class LoudnessPattern
{
    /// <summary>Points of N'(z), at z = 0.1, 0.2 … 24 Bark.</summary>
    public const int Points = 240;

    private const int SlopeBands = 8;

    // Table A.8: upper ends of the critical bands in Bark. The published programs shift them by 10⁻⁴, so that the
    // tenths of a Bark at a band's end belong to it.
    private static readonly ImmutableArray<double> s_upperBark =
    [
        .. ((double[])[0.9, 1.8, 2.8, 3.5, 4.4, 5.4, 6.6, 7.9, 9.2, 10.6, 12.3, 13.8, 15.2, 16.7, 18.1, 19.3, 20.6,
            21.8, 22.7, 23.6, 24]).Select(z => z + 0.0001),
    ];

    // Table A.9: lower ends of ranges of specific loudness, and the slope in each of them, in sone/Bark per Bark, for
    // the second to the ninth critical band; all bands above have the slope of the ninth.
    private static readonly ImmutableArray<double> s_range =
        [21.5, 18, 15.1, 11.5, 9, 6.1, 4.4, 3.1, 2.13, 1.36, 0.82, 0.42, 0.30, 0.22, 0.15, 0.10, 0.035, 0];

    private static readonly ImmutableArray<double> s_slope =
    [
        13, 8.2, 6.3, 5.5, 5.5, 5.5, 5.5, 5.5,
        9, 7.5, 6, 5.1, 4.5, 4.5, 4.5, 4.5,
        7.8, 6.7, 5.6, 4.9, 4.4, 3.9, 3.9, 3.9,
        6.2, 5.4, 4.6, 4.0, 3.5, 3.2, 3.2, 3.2,
        4.5, 3.8, 3.6, 3.2, 2.9, 2.7, 2.7, 2.7,
        3.7, 3.0, 2.8, 2.35, 2.2, 2.2, 2.2, 2.2,
        2.9, 2.3, 2.1, 1.9, 1.8, 1.7, 1.7, 1.7,
        2.4, 1.7, 1.5, 1.35, 1.3, 1.3, 1.3, 1.3,
        1.95, 1.45, 1.3, 1.15, 1.1, 1.1, 1.1, 1.1,
        1.5, 1.2, 0.94, 0.86, 0.82, 0.82, 0.82, 0.82,
        0.72, 0.67, 0.64, 0.63, 0.62, 0.62, 0.62, 0.62,
        0.59, 0.53, 0.51, 0.50, 0.42, 0.42, 0.42, 0.42,
        0.40, 0.33, 0.26, 0.24, 0.24, 0.22, 0.22, 0.22,
        0.27, 0.21, 0.20, 0.18, 0.17, 0.17, 0.17, 0.17,
        0.16, 0.15, 0.14, 0.12, 0.11, 0.11, 0.11, 0.11,
        0.12, 0.11, 0.10, 0.08, 0.08, 0.08, 0.08, 0.08,
        0.09, 0.08, 0.07, 0.06, 0.06, 0.06, 0.06, 0.05,
        0.06, 0.05, 0.03, 0.02, 0.02, 0.02, 0.02, 0.02,
    ];

    /// <summary>Computes the loudness in sone, the integral of the pattern.</summary>
    /// <param name="core">Core loudness of <see cref="CoreLoudness.Bands"/> bands.</param>
    /// <param name="specific"><see cref="Points"/> values of N'(z) in sone/Bark, or none if not wanted.</param>
    public static double Integrate(ReadOnlySpan<double> core, Span<double> specific)
    {
        double loudness = 0;
        double z = 0;
        double value = 0;
        int range = s_range.Length - 1;
        int point = 0;
        for (int band = 0; band < CoreLoudness.Bands; band++)
        {
            while (z < s_upperBark[band])
            {
                double slope = value <= core[band] ? 0 : s_slope[(range * SlopeBands) + Math.Clamp(band - 1, 0, 7)];
                double end = s_upperBark[band];
                double endValue = core[band];
                if (slope == 0)
                {
                    range = value < core[band] ? RangeOf(core[band]) : range;
                    value = core[band];
                }
                else
                {
                    endValue = Math.Max(s_range[range], core[band]);
                    end = z + ((value - endValue) / slope);
                    if (end > s_upperBark[band])
                    {
                        end = s_upperBark[band];
                        endValue = value - ((end - z) * slope);
                    }
                }

                loudness += (end - z) * (value + endValue) / 2;
                for (; point < specific.Length && 0.1 * (point + 1) <= end; point++)
                {
                    specific[point] = value - (((0.1 * (point + 1)) - z) * slope);
                }

                while (range < s_range.Length - 1 && endValue <= s_range[range])
                {
                    range++;
                }

                (z, value) = (end, endValue);
            }
        }

        return loudness;
    }

    private static int RangeOf(double value)
    {
        int range = 0;
        while (range < s_range.Length - 1 && s_range[range] > value)
        {
            range++;
        }

        return range;
    }
}
