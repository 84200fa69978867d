using System.Globalization;
using System.Text;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>All comparisons with standards and publications, and the document that lists them.</summary>
internal static class ConformanceReport
{
    private const string Introduction = """
        # Conformance

        Every comparison of `Analysis/` with a standard, a publication or results of others, written by the tests: see
        CONTRIBUTING.md. The files named are reference vectors, which are not part of the project; their notes of
        origin stand beside them. A row for many values (their number in brackets) shows the one that uses most of its
        tolerance. "Share" is the deviation over the tolerance: up to 100 % holds. It is rounded to 10 %, since
        processors round differently in the last digits. "Ours" marks a tolerance that is stricter than the source's
        or that the source leaves open.
        """;

    private const string Header = """
        | quantity | source | expected | tolerance | deviation | share | holds |
        |---|---|---|---|---|---|---|

        """;

    /// <summary>The sections in the order of the document.</summary>
    public static IReadOnlyList<ConformanceSection> Sections { get; } =
    [
        new("ISO 532-1:2017, Zwicker loudness",
            "Signals of annex B, resampled in double precision for other rates. The N5 that the standard's workbooks "
            + "print differ from their own traces (13 of 20 by more than 0.5 %): ours is compared with the trace.",
            LoudnessRows.Compute),
        new("DIN 45692:2009, sharpness",
            "The recordings that are at hand, and all 41 noises made here: tones 2 Hz apart over Zwicker's critical "
            + "band, or from its centre to 10 kHz, at 4 sone. The bands are those seen in the four recordings; the "
            + "loudness is an assumption that hardly matters.",
            SharpnessRows.Compute),
        new("ECMA-418-1:2024, tone-to-noise and prominence ratio",
            "The standard has worked examples and no recordings: a line in white noise has both ratios in closed form.",
            ToneRows.Prominence),
        new("ISO/PAS 20065:2016, audibility of tones", "Annex E, one critical band of 38 lines.", ToneRows.Audibility),
        new("ECMA-418-2:2025, hearing model",
            "Anchors by definition; an analyser's table of 100 % modulated tones; values by listeners.",
            HearingModelRows.Compute),
        new("IEC 61260-1:2014, limits that are used here", "", OctaveRows.BreakPoints),
        new("IEC 61260-1:2014, octave filters and bands from lines",
            "Every band from 10 Hz up, decimators and aliases included; the row shows by how much the worst tone in "
            + "the worst band exceeds its limit: below 0 is inside.",
            OctaveRows.Filters),
        new("IEC 61672-1:2013, weightings and tone bursts", "", WeightingRows.Compute),
        new("IEC 61672-1:2013, peaks and decay", "I is of the edition of 2002.", WeightingRows.Printed),
        new("ISO 8041-1:2017, human vibration", "", VibrationRows.HumanVibration),
        new("ISO 20816-1:2016 and ISO 2954:2012, vibration severity", "", VibrationRows.Severity),
        new("Order tracking", "Run-ups whose truth was published or computed by others.", OrderRows.Compute),
        new("Bearings, MFPT recordings",
            "Society for Machinery Failure Prevention Technology. The rhythms are those that others read in them.",
            EnvelopeRows.Compute),
        new("Numeric core, SciPy 1.10", "A signal of three tones, noise and an offset at 51.2 kS/s.",
            NumericRows.Compute),
    ];

    /// <summary>The whole document.</summary>
    public static string Write()
    {
        StringBuilder text = new(Introduction.ReplaceLineEndings("\n"));
        foreach (ConformanceSection section in Sections)
        {
            string rows = Header.ReplaceLineEndings("\n") + string.Join("\n", section.Rows.Select(Line));
            string files = string.Join(", ", section.Files.Select(file => $"`{file}`"));
            string[] parts = [$"## {section.Title}", section.Note, files.Length > 0 ? $"Files: {files}." : "", rows];
            text.Append("\n\n").AppendJoin("\n\n", parts.Where(part => part.Length > 0));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>A row of the document.</summary>
    public static string Line(ConformanceRow row)
    {
        string expected = row.Values > 1
            ? FormattableString.Invariant($"({row.Values})")
            : $"{Number(row.Expected, 6)} {row.Unit}".TrimEnd();
        string deviation = $"{Number(row.Deviation, 2)} {row.Unit}".TrimEnd();
        string share = FormattableString.Invariant($"{Percent(row)} %");
        return $"| {row.Quantity} | {row.Clause} | {expected} | {row.Tolerance} | {deviation} | {share} | "
            + $"{(row.Holds ? "yes" : "**no**")} |";
    }

    /// <summary>
    /// Whether a committed line states a row: all of it, but for a deviation of other rounding: 10 % of the tolerance.
    /// </summary>
    public static bool States(string line, ConformanceRow row)
    {
        string[] committed = Cells(line);
        string[] computed = Cells(Line(row));
        return committed.Length == computed.Length
            && committed.Take(4).SequenceEqual(computed.Take(4))
            && committed[^1] == computed[^1]
            && Math.Abs(int.Parse(committed[^2][..^2], CultureInfo.InvariantCulture) - Percent(row)) <= 10;
    }

    private static string[] Cells(string line) => [.. line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)];

    // Far outside is 1000 % whatever it is.
    private static int Percent(ConformanceRow row) => 10 * (int)Math.Round(10 * Math.Min(10, row.Share));

    private static string Number(double value, int digits) =>
        value.ToString(Math.Abs(value) is < 1e-3 and > 0 ? "0.#e0" : "G" + digits, CultureInfo.InvariantCulture)
            .Replace('-', '−');
}
