using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models;
using Bench.Models.Capability;
using Bench.Models.Limits;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;

namespace Bench.ModelWork;

/// <summary>
/// A stretch of production in figures: how many motors passed at their first test, why others did not, and how far the
/// values stay from their limits.
/// </summary>
/// <param name="Motors">Different motors tested.</param>
/// <param name="FirstPass">Motors that passed at their first valid test.</param>
/// <param name="FinalPass">Motors that passed at their last valid test.</param>
/// <param name="Invalid">Tests that were the bench's fault.</param>
/// <param name="Reasons">Top reasons of FAIL and INVALID tests, most frequent first.</param>
/// <param name="Capabilities">Capability of each curve at its least capable position, worst first.</param>
internal sealed record ProductionStatistics(
    int Motors,
    int FirstPass,
    int FinalPass,
    int Invalid,
    ImmutableArray<ReasonCount> Reasons,
    ImmutableArray<CurveCapability> Capabilities)
{
    /// <summary>First-pass yield; NaN without a motor.</summary>
    public double FirstPassYield => Motors == 0 ? double.NaN : (double)FirstPass / Motors;

    /// <summary>Counts the tests of a part type since a time.</summary>
    public static ProductionStatistics Of(
        ResultStore store, Recipe recipe, Baseline? baseline, DateTimeOffset? since)
    {
        RunSelection selection = new() { PartType = recipe.PartType.Name, Since = since };
        TestReason[] tests = [.. store.Reasons(selection)];
        TestReason[][] valid =
        [
            .. tests.Where(test => test.Verdict != Verdict.Invalid)
                .GroupBy(test => test.SerialNumber)
                .Select(motor => motor.ToArray()),
        ];
        Measurement[] measurements = baseline?.DefinitionHash == recipe.Analyzer.Definition.Hash
            ?
            [
                .. store.History(recipe.PartType.Name, recipe.Analyzer.Definition, since)
                    .Where(run => run.Verdict != Verdict.Invalid)
                    .Select(run => run.Measurement),
            ]
            : [];
        return new ProductionStatistics(
            valid.Length,
            valid.Count(motor => motor[0].Verdict == Verdict.Pass),
            valid.Count(motor => motor[^1].Verdict == Verdict.Pass),
            tests.Count(test => test.Verdict == Verdict.Invalid),
            [
                .. tests.Where(test => test.Verdict != Verdict.Pass)
                    .GroupBy(test => (test.Verdict, test.Code))
                    .Select(group => new ReasonCount(group.Key.Verdict, group.Key.Code, group.Count()))
                    .OrderByDescending(reason => reason.Count)
                    .ThenBy(reason => reason.Code, StringComparer.Ordinal),
            ],
            measurements.Length < 2 ? [] : [.. Capability(baseline!, measurements).OrderBy(one => one.Figures.Ppk)]);
    }

    private static IEnumerable<CurveCapability> Capability(Baseline baseline, Measurement[] measurements)
    {
        for (int curve = 0; curve < baseline.Limits.Curves.Length; curve++)
        {
            LimitCurve limit = baseline.Limits.Curves[curve];
            CurveCapability? worst = null;
            for (int position = 0; position < limit.Upper.Length; position++)
            {
                int index = curve;
                int at = position;
                ProcessCapability figures = ProcessCapability.Of(
                    measurements.Select(measurement => (double)measurement.Values(index)[at]),
                    limit.Lower.IsEmpty ? null : limit.Lower[position],
                    limit.Upper[position]);
                if (worst is null || figures.Ppk < worst.Figures.Ppk)
                {
                    worst = new CurveCapability(limit.Curve.Key, limit.Curve.Positions[position], figures);
                }
            }

            yield return worst!;
        }
    }
}

/// <summary>How often a reason stood at the top.</summary>
/// <param name="Verdict">FAIL or INVALID.</param>
/// <param name="Code">Code of the finding.</param>
/// <param name="Count">Number of tests.</param>
internal sealed record ReasonCount(Verdict Verdict, string Code, int Count);

/// <summary>Capability of one curve where it is least.</summary>
/// <param name="Curve">Key of the curve.</param>
/// <param name="Position">Order, speed or frequency.</param>
/// <param name="Figures">The figures there.</param>
internal sealed record CurveCapability(string Curve, double Position, ProcessCapability Figures);

/// <summary>Verdict and top reason of one test.</summary>
/// <param name="SerialNumber">The motor.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Code">Code of the top finding; empty where there is none.</param>
internal sealed record TestReason(string SerialNumber, Verdict Verdict, string Code);
