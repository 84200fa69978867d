using System.Collections.Immutable;
using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Metrics;

/// <summary>
/// The analysis of one test, computed while its samples arrive; <see cref="Complete"/> only reads the results.
/// </summary>
/// <remarks>
/// <para>The result is the same to the last bit however the samples are cut into blocks and channels take turns.</para>
/// <para>Memory does not grow with the length of the test but for the speed trace (8 bytes every 5 ms); what a loudness
/// or a percentile keeps is set aside at the start. Samples wait
/// for their shaft angle for as long as the tacho's smoothing looks ahead, at 30 rpm at most 2 s for each of two
/// smoothing windows and three edges, and for the channel that lags most behind; nothing is allocated per block once
/// these buffers have grown to their size. Not thread safe.</para>
/// </remarks>
public sealed class AnalysisSession : IDisposable
{
    private readonly RecipePlan _plan;
    private readonly OrderReaders _readers = new();
    private readonly StepSinks _sinks;
    private readonly AngleSource _angle;
    private SpeedTrace? _speed;
    private ImmutableArray<TachoEvent> _events = [];
    private bool _isClosed;

    internal AnalysisSession(RecipePlan plan, AnalysisOptions options)
    {
        if (options.FixedSpeedRpm is not null && options.PulseTimesSeconds is not null)
        {
            throw new ArgumentException(
                "FixedSpeedRpm and PulseTimesSeconds are both given: one is enough.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Parts);
        _plan = plan;
        _angle = new AngleSource(plan, options);
        bool hasSpeed = _angle.NeedsTacho || options.FixedSpeedRpm is not null || options.PulseTimesSeconds is not null;
        if (plan.NeedsAngle && !hasSpeed)
        {
            throw new InvalidOperationException(
                $"tacho.channel = {plan.PartType.Tacho?.Channel ?? "null"}: there is no such channel, " +
                "and neither a fixed speed nor pulses are given.");
        }

        _sinks = new StepSinks(plan);
        Parts = Divide(options);
    }

    /// <summary>
    /// The analyses in parts that have nothing in common that changes: as many as <see cref="AnalysisOptions.Parts"/>
    /// asks for, fewer where the recipe has not so much that is independent.
    /// </summary>
    /// <remarks>
    /// A caller that feeds the parts itself, each on a thread of its own if it likes, gives all of them all samples and
    /// then calls <see cref="AnalysisPart.Complete"/> of each and, when all that is done, <see cref="Complete"/>. The
    /// result is the same to the last bit.
    /// </remarks>
    public ImmutableArray<AnalysisPart> Parts { get; }

    /// <summary>Speed over the whole recording; valid after <see cref="Complete"/>.</summary>
    /// <exception cref="InvalidOperationException">The session is not complete.</exception>
    public SpeedTrace Speed => _speed ?? throw new InvalidOperationException("The speed is known after Complete.");

    /// <summary>Faults of the tacho in order of time; all of them after <see cref="Complete"/>.</summary>
    public ImmutableArray<TachoEvent> TachoEvents => _events;

    /// <summary>Takes the next samples of one channel.</summary>
    /// <param name="channel">Index in the part type's channels.</param>
    /// <param name="samples">Any number of samples in SI units, following those of the call before; the first sample of
    /// every channel is at time 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    /// <exception cref="ObjectDisposedException">The session is complete.</exception>
    public void Process(int channel, ReadOnlySpan<float> samples)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        foreach (AnalysisPart part in Parts)
        {
            part.Process(channel, samples);
        }
    }

    /// <summary>Ends the session and reads the results.</summary>
    /// <returns>All curves; NaN where the recording did not reach a position or a step.</returns>
    /// <exception cref="InvalidOperationException">The parts were not all given the same samples.</exception>
    /// <exception cref="ObjectDisposedException">The session was complete already.</exception>
    public Measurement Complete()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        _isClosed = true;
        foreach (AnalysisPart part in Parts)
        {
            part.Complete();
            if (!part.Received.SequenceEqual(Parts[0].Received))
            {
                throw new InvalidOperationException("The parts of a session must all be given all samples.");
            }
        }

        ReadOnlySpan<long> received = Parts[0].Received;
        double endSeconds = 0;
        for (int c = 0; c < received.Length; c++)
        {
            endSeconds = Math.Max(endSeconds, received[c] / _plan.RateHz(c));
        }

        _speed = _angle.Speed(endSeconds);
        _events = _angle.Events();
        return new MeasurementReader(_plan, _readers, _sinks, received, _speed).Read();
    }

    /// <summary>Map of order levels over speed for display.</summary>
    /// <returns>Null unless the step's speed changes and orders of this vibration or sound channel were asked
    /// for.</returns>
    public OrderMap? Map(string step, string channel)
    {
        foreach ((int channelIndex, int stepIndex, OrderMapBuilder map) in _readers.Maps)
        {
            if (_plan.Steps[stepIndex].Name == step && _plan.PartType.Channels[channelIndex].Id == channel)
            {
                return map.Build(step, _plan.PartType.Channels[channelIndex]);
            }
        }

        return null;
    }

    /// <summary>Ends the session without reading results.</summary>
    public void Dispose() => _isClosed = true;

    // The first part also keeps the speed; another one needs the angle only where it tracks orders.
    private ImmutableArray<AnalysisPart> Divide(AnalysisOptions options)
    {
        List<AnalysisLoad> loads = [.. BuildGroups().Select(AnalysisLoad.Of), .. _sinks.Loads()];
        ImmutableArray<AnalysisPart>.Builder parts = ImmutableArray.CreateBuilder<AnalysisPart>();
        foreach (List<AnalysisLoad> share in AnalysisLoad.Divide(loads, options.Parts))
        {
            OrderGroup[] groups = [.. share.Select(load => load.Group).OfType<OrderGroup>()];
            AngleSource? angle = parts.Count == 0 ? _angle
                : groups.Length > 0 ? new AngleSource(_plan, options)
                : null;
            parts.Add(new AnalysisPart(_plan, angle, groups, _sinks.Of(share.SelectMany(load => load.Channels))));
        }

        return parts.ToImmutable();
    }

    private OrderGroup[] BuildGroups()
    {
        List<OrderGroupBuilder> builders = [];
        foreach (PlannedOrderAnalysis analysis in _plan.Analyses.OfType<PlannedOrderAnalysis>())
        {
            double rate = _plan.RateHz(analysis.Channel);
            (double, double)? band = analysis is PlannedEnvelope envelope
                ? (envelope.Request.FromHz, envelope.Request.ToHz)
                : null;
            OrderGroupBuilder? builder = builders.Find(candidate => candidate.Accepts(rate, band, analysis.Channel));
            if (builder is null)
            {
                builder = new OrderGroupBuilder(_plan, rate, band);
                builders.Add(builder);
            }

            builder.Add(analysis);
        }

        return [.. builders.Select(builder => builder.Build(_readers))];
    }
}
