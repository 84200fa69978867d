using System.Collections.Immutable;
using Bench.Models.Labels;

namespace Bench.ModelWork;

/// <summary>Two people and how far they agree on the motors that both have called good or faulty.</summary>
/// <param name="First">One of them.</param>
/// <param name="Second">The other.</param>
/// <param name="Agreement">Cohen's κ and what it comes from.</param>
/// <param name="Disputed">Serial numbers on which they differ.</param>
internal sealed record OpinionPair(string First, string Second, Agreement Agreement, ImmutableArray<string> Disputed)
{
    /// <summary>All pairs of people who have motors in common; the last word of each counts.</summary>
    public static IEnumerable<OpinionPair> Of(ImmutableArray<MotorLabel> labels)
    {
        string[] authors = [.. labels.Select(label => label.Author).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<(string Author, string Serial), bool> isFaulty = labels
            .Where(label => label.Kind is LabelKind.ConfirmedGood or LabelKind.ConfirmedFault)
            .GroupBy(label => (label.Author, label.SerialNumber))
            .ToDictionary(group => group.Key, group => group.Last().Kind == LabelKind.ConfirmedFault);
        string[] serials = [.. isFaulty.Keys.Select(key => key.Serial).Distinct().Order(StringComparer.Ordinal)];
        for (int i = 0; i < authors.Length; i++)
        {
            for (int k = i + 1; k < authors.Length; k++)
            {
                string first = authors[i];
                string second = authors[k];
                string[] both =
                [
                    .. serials.Where(serial =>
                        isFaulty.ContainsKey((first, serial)) && isFaulty.ContainsKey((second, serial))),
                ];
                if (both.Length > 0)
                {
                    yield return new OpinionPair(
                        first,
                        second,
                        Agreement.Of(
                            [.. both.Select(serial => isFaulty[(first, serial)])],
                            [.. both.Select(serial => isFaulty[(second, serial)])]),
                        [.. both.Where(serial => isFaulty[(first, serial)] != isFaulty[(second, serial)])]);
                }
            }
        }
    }
}
