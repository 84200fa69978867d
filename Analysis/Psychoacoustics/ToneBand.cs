namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// The lines of a tone in a spectrum: from a peak to the smallest line on either side within 15 % of the critical
/// band's width, or to the first minimum beyond (ECMA-418-1:2024, clause 11.2).
/// </summary>
internal readonly record struct ToneBand(int First, int Last, double MeanSquare, double FrequencyHz)
{
    private const double WidthShare = 0.15;

    /// <summary>Half of the width within which a tone's edges are looked for.</summary>
    public static double HalfWidthHz(double frequencyHz) =>
        WidthShare / 2 * CriticalBand.Around(frequencyHz).WidthHz;

    /// <summary>Finds the band around a peak; its mean square is what is above the line between its edges.</summary>
    public static ToneBand Around(ToneSpectrum spectrum, int peak)
    {
        ReadOnlySpan<double> lines = spectrum.MeanSquares.AsSpan();
        int reach = Math.Max(2, (int)(HalfWidthHz(peak * spectrum.LineSpacingHz) / spectrum.LineSpacingHz));
        int first = Edge(lines, peak, -1, reach);
        int last = Edge(lines, peak, 1, reach);
        double sum = 0;
        double moment = 0;
        for (int line = first; line <= last; line++)
        {
            double share = (double)(line - first) / (last - first);
            double above = lines[line] - lines[first] - (share * (lines[last] - lines[first]));
            sum += above;
            moment += above * line;
        }

        double centre = sum > 0 ? moment / sum : peak;
        return new ToneBand(first, last, Math.Max(0, sum), centre * spectrum.LineSpacingHz);
    }

    private static int Edge(ReadOnlySpan<double> lines, int peak, int direction, int reach)
    {
        int edge = peak;
        int line = peak;
        for (int i = 0; i < reach && line + direction >= 0 && line + direction < lines.Length; i++)
        {
            line += direction;
            edge = lines[line] < lines[edge] ? line : edge;
        }

        while (edge == line && line + direction >= 0 && line + direction < lines.Length
            && lines[line + direction] < lines[line])
        {
            line += direction;
            edge = line;
        }

        return edge;
    }
}
