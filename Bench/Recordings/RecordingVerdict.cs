using Bench.Models.Verdicts;

namespace Bench.Recordings;

/// <summary>The verdict as it stands in a recording, for other tools; the results' database decides.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Code">Code of the top finding; empty where there is none.</param>
/// <param name="Reason">Text of the top finding, shortened where it is long; empty where there is none.</param>
public sealed record RecordingVerdict(Verdict Verdict, string Code, string Reason)
{
    // With three bytes a character it fits the place that is reserved for the verdict.
    private const int LongestReason = 300;

    /// <summary>The verdict of a judgement.</summary>
    public static RecordingVerdict From(Judgement judgement) => judgement.Findings is [Finding top, ..]
        ? new RecordingVerdict(judgement.Verdict, top.Code, Shortened(top.Text))
        : new RecordingVerdict(judgement.Verdict, "", "");

    private static string Shortened(string text) =>
        text.Length <= LongestReason ? text : string.Concat(text.AsSpan(0, LongestReason - 1), "…");
}
