namespace Bench.Analysis.Psychoacoustics;

/// <summary>The bands of ISO 532-1:2017 and their levels.</summary>
internal static class ZwickerLevels
{
    /// <summary>Third octaves from 25 Hz to 12.5 kHz.</summary>
    public const int Bands = 28;

    /// <summary>Samples of 48 kHz per level of the time-varying method: one level each 0.5 ms.</summary>
    public const int SamplesPerLevel = 24;

    // The rate below which the third octave of 12.5 kHz, whose upper edge is 14.1 kHz, is no longer whole.
    public const double MinimumRateHz = 32000;

    // Reference intensity (20 µPa)², and what the standard's program adds so that silence has a level (−26 dB).
    private const double Reference = 4e-10;
    private const double Least = 1e-12;

    /// <summary>Exact centre of a band, a power of 10^0.1.</summary>
    public static double CentreHz(int band) => 1000 * Math.Pow(10, (band - 16) / 10.0);

    public static double LevelDb(double meanSquare) => 10 * Math.Log10((meanSquare + Least) / Reference);

    public static ZwickerBand[] CreateBands() =>
        [.. Enumerable.Range(0, Bands).Select(i => new ZwickerBand(ZwickerFilter.All[i], CentreHz(i)))];
}
