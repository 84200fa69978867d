using System.Globalization;
using System.Runtime.InteropServices;
using Bench.Analysis.Metrics;
using Bench.Models.Verdicts;
using Bench.Results;

namespace Bench.Testing;

/// <summary>Compares a stored result with one made again: verdict, every bit of every value, every reason.</summary>
internal static class ReplayComparison
{
    /// <summary>What differs, one sentence each.</summary>
    public static IEnumerable<string> Compare(StoredRun stored, Judgement judgement, Measurement? measurement)
    {
        if (stored.Verdict != judgement.Verdict)
        {
            yield return $"verdict: stored {stored.Verdict}, replayed {judgement.Verdict}";
        }

        foreach (string difference in CompareValues(stored, measurement)
            .Concat(CompareFindings(stored, judgement))
            .Concat(CompareFigure("anomaly score", stored.AnomalyScore, judgement.AnomalyScore))
            .Concat(CompareFigure("p-value", stored.PValue, judgement.PValue)))
        {
            yield return difference;
        }
    }

    private static IEnumerable<string> CompareValues(StoredRun stored, Measurement? measurement)
    {
        if (stored.Values is null != measurement is null)
        {
            yield return stored.Values is null
                ? "values: none are stored, the replay has some"
                : "values: the replay has none";
        }

        if (stored.Values is null || measurement is null)
        {
            yield break;
        }

        if (stored.DefinitionHash != measurement.Definition.Hash)
        {
            yield return "values: this version of the program measures something else with the recipe";
            yield break;
        }

        int count = 0;
        string first = "";
        for (int curve = 0, at = 0; curve < measurement.Definition.Curves.Length; curve++)
        {
            int length = measurement.Values(curve).Length;
            for (int i = 0; i < length; i++)
            {
                float was = MemoryMarshal.Cast<byte, float>(stored.Values)[at + i];
                float now = measurement.Values(curve)[i];
                if (BitConverter.SingleToUInt32Bits(was) != BitConverter.SingleToUInt32Bits(now) && count++ == 0)
                {
                    string key = measurement.Definition.Curves[curve].Key;
                    first = Invariant($"{key}, point {i}: stored {was:R}, replayed {now:R}");
                }
            }

            at += length;
        }

        if (count > 0)
        {
            yield return Invariant($"values: {count} of {measurement.Definition.Length} differ, the first at {first}");
        }
    }

    private static IEnumerable<string> CompareFindings(StoredRun stored, Judgement judgement)
    {
        if (stored.Findings.Length != judgement.Findings.Length)
        {
            yield return Invariant(
                $"findings: {stored.Findings.Length} are stored, the replay has {judgement.Findings.Length}");
        }

        for (int i = 0; i < Math.Min(stored.Findings.Length, judgement.Findings.Length); i++)
        {
            Finding now = ResultStore.AsStored(judgement.Findings[i]);
            if (stored.Findings[i] != now)
            {
                Finding was = stored.Findings[i];
                yield return Invariant($"finding {i + 1}: stored \"{was.Text}\" ({was.Code}), ")
                    + $"replayed \"{now.Text}\" ({now.Code})";
            }
        }
    }

    private static IEnumerable<string> CompareFigure(string name, double? stored, double replayed)
    {
        long was = BitConverter.DoubleToInt64Bits(stored ?? double.NaN);
        long now = BitConverter.DoubleToInt64Bits(double.IsNaN(replayed) ? double.NaN : replayed);
        if (was != now)
        {
            yield return Invariant($"{name}: stored {stored:R}, replayed {replayed:R}");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
