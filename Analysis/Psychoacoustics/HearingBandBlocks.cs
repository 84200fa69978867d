namespace Bench.Analysis.Psychoacoustics;

/// <summary>Blocks and lags of a band in the tonality of ECMA-418-2:2025 (tables 4 to 8, clause 6.2.4).</summary>
internal readonly record struct HearingBandBlocks(
    int Block, int Neighbours, int FirstLag, int LastLag, double NoiseFactor, double NoiseExponent)
{
    public const int LongestBlock = 8192;
    public const int ShortestHop = 256;

    /// <summary>Bands below average over three blocks as well.</summary>
    public const int FirstBandOfSingleBlocks = 16;

    private const double LeastStartSeconds = 0.002;
    private const double LeastLengthSeconds = 0.001;

    public int Hop => Block / 4;

    /// <summary>First sample of the first block in a signal with the longest block of silence before it.</summary>
    public int Start => LongestBlock - Block;

    public static HearingBandBlocks Of(int band)
    {
        (int block, double factor, double exponent) = band switch
        {
            < 3 => (LongestBlock, 18.21, 0.36),
            < FirstBandOfSingleBlocks => (4096, 12.14, 0.36),
            < 25 => (2048, 417.54, 0.71),
            _ => (1024, 962.68, 0.69),
        };
        int neighbours = band switch
        {
            < 2 => 1,
            < FirstBandOfSingleBlocks => 2,
            < 25 => 1,
            _ => 0,
        };
        double width = HearingBands.WidthHz(band);
        double start = Math.Max(0.5 / width, LeastStartSeconds);
        double end = Math.Max(4 / width, start + LeastLengthSeconds);
        int firstLag = (int)Math.Ceiling(start * RateConverter.OutputRateHz) - 1;
        int lastLag = (int)Math.Floor(end * RateConverter.OutputRateHz) - 1;
        return new HearingBandBlocks(block, neighbours, firstLag, lastLag, factor, exponent);
    }

    public int BlockCount(int samples) => ((samples - Start - (3 * Hop)) / Hop);
}
