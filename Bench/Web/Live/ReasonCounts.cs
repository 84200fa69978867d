using System.Collections.Immutable;
using Bench.Models.Verdicts;
using Bench.Results;
using Bench.Web.Texts;

namespace Bench.Web.Live;

/// <summary>How often each reason rejected, the commonest first.</summary>
internal static class ReasonCounts
{
    /// <summary>Counts.</summary>
    public static ImmutableArray<ReasonCount> Of(IEnumerable<TestMark> marks) =>
    [
        .. marks.GroupBy(mark => mark.Code ?? "", StringComparer.Ordinal)
            .Select(group => new ReasonCount(
                group.Key, EnglishCodes.Of(group.Key), French(group.Key), group.Count()))
            .OrderByDescending(reason => reason.Count)
            .ThenBy(reason => reason.Code, StringComparer.Ordinal),
    ];

    private static string French(string code)
    {
        Finding finding = new() { Source = FindingSource.Check, Code = code, Text = EnglishCodes.Of(code) };
        return FrenchWords.Of(finding, channelName: "").Text.Replace(" ()", "", StringComparison.Ordinal).TrimEnd('.');
    }
}
