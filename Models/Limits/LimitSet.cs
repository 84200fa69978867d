using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Features;
using Bench.Models.Training;

namespace Bench.Models.Limits;

/// <summary>
/// The learned limits of all curves of a measurement, in the order of its definition, with the stretches that people
/// set by hand. Frozen: nothing changes it, every change makes another one with the next version.
/// </summary>
public sealed class LimitSet
{
    private readonly ImmutableArray<LimitCurve> _learned;

    internal LimitSet(
        MeasurementDefinition definition,
        ImmutableArray<LimitCurve> learned,
        LimitCalibration calibration,
        Centring? centring = null,
        ImmutableArray<LimitEdit>? edits = null,
        LimitRevision? revision = null)
    {
        _learned = learned;
        Definition = definition;
        Calibration = calibration;
        Centring = centring ?? Centring.None;
        Edits = edits ?? [];
        Revision = revision ?? new LimitRevision();
        Curves = Edited(learned, Edits);
    }

    /// <summary>What the limits apply to.</summary>
    public MeasurementDefinition Definition { get; }

    /// <summary>One limit curve per curve of the definition, in its order, as judged: learned, then edited.</summary>
    public ImmutableArray<LimitCurve> Curves { get; }

    /// <summary>What was learned, without the edits.</summary>
    public ImmutableArray<LimitCurve> Learned => _learned;

    /// <summary>How the factors were chosen and what they promise.</summary>
    public LimitCalibration Calibration { get; }

    /// <summary>Stretches set by hand, oldest first; where two overlap, the later one holds.</summary>
    public ImmutableArray<LimitEdit> Edits { get; }

    /// <summary>Version, author, time, reason and parent.</summary>
    public LimitRevision Revision { get; }

    /// <summary>Variants and benches that have limits of their own, in stable order.</summary>
    public ImmutableArray<MotorOrigin> Origins => [.. Centring.Offsets.Select(pair => pair.Key)];

    internal Centring Centring { get; }

    /// <summary>The limits with further stretches set by hand; the revision is the caller's to sign.</summary>
    /// <exception cref="ArgumentException">An edit that does not fit: the message says why.</exception>
    public LimitSet With(LimitRevision revision, params ImmutableArray<LimitEdit> edits) =>
        new(Definition, _learned, Calibration, Centring, [.. Edits, .. edits], revision);

    /// <summary>The limits without a stretch that was set by hand: what was learned holds there again.</summary>
    public LimitSet Without(LimitRevision revision, LimitEdit edit) =>
        new(Definition, _learned, Calibration, Centring, Edits.Remove(edit), revision);

    /// <summary>
    /// The limits of a variant and bench: the same distances around their own level. The set itself where they have
    /// none of their own.
    /// </summary>
    public LimitSet For(MotorOrigin origin)
    {
        if (Centring.OffsetOf(origin) is not { } offset)
        {
            return this;
        }

        ImmutableArray<LimitCurve>.Builder moved = ImmutableArray.CreateBuilder<LimitCurve>(Curves.Length);
        int at = 0;
        foreach (LimitCurve curve in Curves)
        {
            moved.Add(Moved(curve, offset.AsSpan(at, curve.Median.Length)));
            at += curve.Median.Length;
        }

        return new LimitSet(Definition, moved.ToImmutable(), Calibration, revision: Revision);
    }

    private static ImmutableArray<LimitCurve> Edited(
        ImmutableArray<LimitCurve> learned, ImmutableArray<LimitEdit> edits)
    {
        LimitCurve[] curves = [.. learned];
        foreach (LimitEdit edit in edits)
        {
            int curve = Array.FindIndex(curves, limit => limit.Curve.Key == edit.Curve);
            if (curve < 0)
            {
                throw new ArgumentException(
                    $"The edit of {edit.Curve} by {edit.Author} fits no curve of this recipe: take it back first.");
            }

            curves[curve] = edit.ApplyTo(curves[curve]);
        }

        return [.. curves];
    }

    private static LimitCurve Moved(LimitCurve limit, ReadOnlySpan<double> offset)
    {
        double[] shift = offset.ToArray();
        ImmutableArray<double> Shift(ImmutableArray<double> values) =>
        [
            .. values.Select((value, i) => JudgingScale.From(
                limit.Curve, JudgingScale.To(limit.Curve, value) + shift[i])),
        ];

        ImmutableArray<double> median = Shift(limit.Median);
        ImmutableArray<double> oneSpread = Shift([.. limit.Median.Zip(limit.Spread, (m, s) => m + s)]);
        return limit with
        {
            Median = median,
            Spread = [.. oneSpread.Zip(median, (high, middle) => high - middle)],
            Upper = Shift(limit.Upper),
            Lower = Shift(limit.Lower),
        };
    }
}
