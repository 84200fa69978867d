using Bench.Models.Verdicts;

namespace Bench.Reports;

/// <summary>A verdict as shape, colour and word, so that each alone is enough.</summary>
internal static class VerdictMark
{
    /// <summary>The word.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "PASS",
        Verdict.Fail => "FAIL",
        _ => "INVALID",
    };

    /// <summary>Name of the style: colour and, in print, still the shape.</summary>
    public static string Style(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        _ => "invalid",
    };

    /// <summary>The shape: disc with a tick, octagon with a cross, triangle with an exclamation mark.</summary>
    public static string Shape(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Svg("<circle cx=\"12\" cy=\"12\" r=\"11\"/><path d=\"M6.5 12.5l3.8 3.8 7.2-8\"/>", "pass"),
        Verdict.Fail => Svg(
            "<path class=\"body\" d=\"M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z\"/>"
                + "<path d=\"M8 8l8 8M16 8l-8 8\"/>",
            "fail"),
        _ => Svg(
            "<path class=\"body\" d=\"M12 1.5L23.5 22.5H.5z\"/><path d=\"M12 9v6.2M12 18.4v.6\"/>", "invalid"),
    };

    /// <summary>Shape and word together.</summary>
    public static string Badge(Verdict verdict) =>
        $"<span class=\"badge {Style(verdict)}\">{Shape(verdict)}<b>{Word(verdict)}</b></span>";

    private static string Svg(string drawing, string style) =>
        $"<svg class=\"mark {style}\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{drawing}</svg>";
}
