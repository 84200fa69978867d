using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models;
using Bench.Models.Limits;
using Bench.ModelWork;
using Bench.Web.Results;

namespace Bench.Web.Limits;

/// <summary>A curve in the editor's list.</summary>
internal sealed record LimitCurveEntry(
    string Name, string Family, string Channel, string Step, string Axis, string Unit, int Points, int Edits)
{
    /// <summary>All curves of a baseline.</summary>
    public static ImmutableArray<LimitCurveEntry> Of(Baseline baseline)
    {
        ILookup<string, LimitEdit> edits = baseline.Limits.Edits.ToLookup(edit => edit.Curve);
        return [.. baseline.Limits.Curves.Select(limit => Of(limit.Curve, edits[limit.Curve.Key].Count()))];
    }

    /// <summary>One of them.</summary>
    public static LimitCurveEntry Of(CurveDefinition curve, int edits)
    {
        var info = CurveInfo.Of(curve, new float[curve.Positions.Length], null, []);
        return new LimitCurveEntry(
            info.Name, info.Family, info.Channel, info.Step, info.Axis, info.Unit, info.Points, edits);
    }
}

/// <summary>A limit curve to be edited: what holds, what was learned, good motors, recent motors.</summary>
internal sealed record LimitCurveView(
    LimitCurveEntry Info,
    bool IsDecibel,
    ImmutableArray<double> Positions,
    ImmutableArray<double> Upper,
    ImmutableArray<double> Lower,
    ImmutableArray<double> LearnedUpper,
    ImmutableArray<double> LearnedLower,
    GoodBandView Good,
    ImmutableArray<LimitEditView> Edits,
    ImmutableArray<ComparedCurve> Motors)
{
    /// <summary>Reads all of it.</summary>
    /// <param name="baseline">The limits.</param>
    /// <param name="name">Key of the curve.</param>
    /// <param name="recent">Motors to show.</param>
    /// <exception cref="KeyNotFoundException">There is no such curve.</exception>
    public static LimitCurveView Of(Baseline baseline, string name, IEnumerable<HistoryRun> recent)
    {
        int index = IndexOf(baseline, name);
        LimitCurve limit = baseline.Limits.Curves[index];
        LimitCurve learned = baseline.Limits.Learned[index];
        LimitEditView[] edits =
        [
            .. baseline.Limits.Edits
                .Select((edit, place) => LimitEditView.Of(edit, place))
                .Where(edit => edit.Curve == name),
        ];
        return new LimitCurveView(
            LimitCurveEntry.Of(limit.Curve, edits.Length),
            limit.Curve.IsDecibel,
            limit.Curve.Positions,
            limit.Upper,
            limit.Lower,
            learned.Upper,
            learned.Lower,
            new GoodBandView(limit.GoodLower, limit.Median, limit.GoodUpper),
            [.. edits],
            [.. recent.Select(run => Motor(run, index))]);
    }

    private static int IndexOf(Baseline baseline, string name)
    {
        for (int i = 0; i < baseline.Limits.Curves.Length; i++)
        {
            if (baseline.Limits.Curves[i].Curve.Key == name)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"{baseline.Id} has no limit for a curve of this name.");
    }

    private static ComparedCurve Motor(HistoryRun run, int index)
    {
        ImmutableArray<double?>.Builder values = ImmutableArray.CreateBuilder<double?>();
        foreach (float value in run.Measurement.Values(index))
        {
            values.Add(float.IsFinite(value) ? Math.Round(value, 3) : null);
        }

        return new ComparedCurve(run.Id, run.SerialNumber, VerdictNames.Of(run.Verdict), values.ToImmutable());
    }
}

/// <summary>A stretch set by hand.</summary>
internal sealed record LimitEditView(
    int Place,
    string Curve,
    LimitSide Side,
    double From,
    double To,
    double Value,
    double? EndValue,
    string Author,
    DateTimeOffset? At,
    string Reason)
{
    /// <summary>Makes it.</summary>
    public static LimitEditView Of(LimitEdit edit, int place) => new(
        place,
        edit.Curve,
        edit.Side,
        edit.From,
        edit.To,
        edit.Value,
        edit.EndValue,
        edit.Author,
        edit.At,
        edit.Reason);
}

/// <summary>A stretch of a limit that differs between two versions.</summary>
internal sealed record LimitChangeView(
    string Curve, LimitSide Side, double From, double To, double At, double? Before, double? After)
{
    /// <summary>What differs.</summary>
    public static ImmutableArray<LimitChangeView> Between(Baseline before, Baseline after) =>
    [
        .. LimitDiff.Between(before.Limits, after.Limits).Select(change => new LimitChangeView(
            change.Curve,
            change.Side,
            change.From,
            change.To,
            change.At,
            double.IsFinite(change.Before) ? change.Before : null,
            double.IsFinite(change.After) ? change.After : null)),
    ];
}
