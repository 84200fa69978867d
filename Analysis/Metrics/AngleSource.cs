using System.Collections.Immutable;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Metrics;

/// <summary>The shaft angle of one test, from the tacho channel, given pulses or a fixed speed.</summary>
internal sealed class AngleSource
{
    private readonly TachoEdges? _edges;
    private readonly SpeedSampler _speed = new();

    public AngleSource(RecipePlan plan, AnalysisOptions options)
    {
        PartTypes.Tacho? tacho = plan.PartType.Tacho;
        double endSeconds = plan.PartType.DurationSeconds;
        if (options.FixedSpeedRpm is double speedRpm)
        {
            Angle = new ShaftAngle(1, 0);
            AddFixed(speedRpm, endSeconds);
        }
        else
        {
            Angle = new ShaftAngle(tacho?.PulsesPerRevolution ?? 1, tacho?.SmoothingRevolutions ?? 0);
            if (options.PulseTimesSeconds is IReadOnlyList<double> pulses)
            {
                AddPulses(pulses, endSeconds);
            }
            else if (plan.TachoChannel >= 0 && tacho is not null)
            {
                _edges = new TachoEdges(plan.RateHz(plan.TachoChannel), tacho.ThresholdVolts, tacho.HysteresisVolts);
            }
        }
    }

    /// <summary>The angle so far.</summary>
    public ShaftAngle Angle { get; }

    /// <summary>Whether the tacho channel's samples are wanted.</summary>
    public bool NeedsTacho => _edges is not null;

    /// <summary>Takes samples of the tacho channel.</summary>
    public void Process(ReadOnlySpan<float> samples)
    {
        while (_edges!.TryNext(ref samples, out double edgeSeconds))
        {
            Angle.AddEdge(edgeSeconds);
        }

        Angle.AdvanceTo(_edges.TimeSeconds);
        _speed.Advance(Angle);
    }

    /// <summary>Ends the angle; the rest of it is final.</summary>
    public void Complete()
    {
        if (_edges is not null)
        {
            Angle.Complete(_edges.TimeSeconds);
        }
    }

    /// <summary>Drops what neither the speed trace nor anybody else needs.</summary>
    public void Forget(long beforeKnot) => Angle.Forget(Math.Min(beforeKnot, _speed.Knot));

    /// <summary>The speed over the whole recording.</summary>
    public SpeedTrace Speed(double endSeconds)
    {
        _speed.Advance(Angle);
        return _speed.Complete(endSeconds);
    }

    /// <summary>Faults of the tacho in order of time.</summary>
    public ImmutableArray<TachoEvent> Events() => [.. Angle.Events.OrderBy(found => found.TimeSeconds)];

    // Two revolutions more than the recipe needs, so that its last block is not cut off.
    private void AddFixed(double speedRpm, double endSeconds)
    {
        if (!(speedRpm >= ShaftAngle.MinimumSpeedRpm) || !double.IsFinite(speedRpm))
        {
            throw new ArgumentException(
                $"FixedSpeedRpm = {speedRpm}: at least {ShaftAngle.MinimumSpeedRpm} rpm expected.");
        }

        double period = 60 / speedRpm;
        int last = (int)Math.Ceiling(endSeconds / period) + 2;
        for (int i = 0; i <= last; i++)
        {
            Angle.AddEdge(i * period);
        }

        Angle.Complete(last * period);
    }

    private void AddPulses(IReadOnlyList<double> pulses, double endSeconds)
    {
        double before = double.NegativeInfinity;
        for (int i = 0; i < pulses.Count; i++)
        {
            if (!(pulses[i] > before))
            {
                throw new ArgumentException(
                    $"PulseTimesSeconds[{i}] = {pulses[i]}: must be above the one before, {before}.");
            }

            before = pulses[i];
            Angle.AddEdge(before);
        }

        Angle.Complete(Math.Max(before, endSeconds));
    }
}
