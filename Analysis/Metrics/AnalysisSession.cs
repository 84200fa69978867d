using System.Collections.Immutable;
using Bench.Analysis.Currents;
using Bench.Analysis.Orders;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Metrics;

/// <summary>
/// The analysis of one test, computed while its samples arrive; <see cref="Complete"/> only reads the results.
/// </summary>
/// <remarks>
/// <para>The result is the same to the last bit however the samples are cut into blocks and channels take turns.</para>
/// <para>Memory does not grow with the length of the test but for the speed trace (8 bytes every 5 ms). Samples wait
/// for their shaft angle for as long as the tacho's smoothing looks ahead, at 30 rpm at most 2 s for each of two
/// smoothing windows and three edges, and for the channel that lags most behind; nothing is allocated per block once
/// these buffers have grown to their size. Not thread safe.</para>
/// </remarks>
public sealed class AnalysisSession : IDisposable
{
    private const double SpectrumOverlap = 0.5;

    private readonly RecipePlan _plan;
    private readonly AngleSource _angle;
    private readonly OrderReaders _readers = new();
    private readonly OrderGroup[] _groups;
    private readonly StepSink?[][] _sinks;
    private readonly long[] _received;
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

        _plan = plan;
        _angle = new AngleSource(plan, options);
        bool hasSpeed = _angle.NeedsTacho || options.FixedSpeedRpm is not null || options.PulseTimesSeconds is not null;
        if (plan.NeedsAngle && !hasSpeed)
        {
            throw new InvalidOperationException(
                $"tacho.channel = {plan.PartType.Tacho?.Channel ?? "null"}: there is no such channel, " +
                "and neither a fixed speed nor pulses are given.");
        }

        _received = new long[plan.PartType.Channels.Length];
        _sinks = [.. _received.Select(_ => new StepSink?[plan.Steps.Length])];
        _groups = BuildGroups();
        BuildSinks();
    }

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
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, _received.Length);
        while (!samples.IsEmpty)
        {
            ReadOnlySpan<float> block = samples[..Math.Min(samples.Length, OrderGroup.MaxBlock)];
            ProcessBlock(channel, block);
            samples = samples[block.Length..];
        }
    }

    /// <summary>Ends the session and reads the results.</summary>
    /// <returns>All curves; NaN where the recording did not reach a position or a step.</returns>
    /// <exception cref="ObjectDisposedException">The session was complete already.</exception>
    public Measurement Complete()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        _isClosed = true;
        _angle.Complete();
        foreach (OrderGroup group in _groups)
        {
            group.Advance(_angle);
        }

        double endSeconds = Enumerable.Range(0, _received.Length).Max(c => _received[c] / _plan.RateHz(c));
        _speed = _angle.Speed(endSeconds);
        _events = _angle.Events();
        return new MeasurementReader(_plan, _readers, _sinks, _received, _speed).Read();
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

    private void ProcessBlock(int channel, ReadOnlySpan<float> samples)
    {
        if (channel == _plan.TachoChannel && _angle.NeedsTacho)
        {
            _angle.Process(samples);
            long needed = long.MaxValue;
            foreach (OrderGroup group in _groups)
            {
                group.Advance(_angle);
                needed = Math.Min(needed, group.Knot);
            }

            _angle.Forget(needed);
        }

        foreach (OrderGroup group in _groups)
        {
            group.Process(channel, samples, _angle);
        }

        foreach (StepSink? sink in _sinks[channel])
        {
            sink?.Process(_received[channel], samples);
        }

        _received[channel] += samples.Length;
    }

    private OrderGroup[] BuildGroups()
    {
        List<OrderGroupBuilder> builders = [];
        foreach (PlannedAnalysis analysis in _plan.Analyses)
        {
            if (analysis is not (PlannedCut or PlannedOrderSpectrum or PlannedEnvelope))
            {
                continue;
            }

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

    private void BuildSinks()
    {
        foreach (PlannedAnalysis analysis in _plan.Analyses)
        {
            double rate = _plan.RateHz(analysis.Channel);
            StepSink sink = Sink(analysis.Channel, analysis.Step);
            switch (analysis)
            {
                case PlannedLevel:
                    sink.Levels = new LevelStatistics();
                    break;
                case PlannedSpectrum spectrum:
                    AddSpectrum(sink, spectrum.FrameLength, rate);
                    break;
                case PlannedSwitchingLine line:
                    AddSpectrum(sink, line.FrameLength, rate);
                    break;
                case PlannedCurrents currents:
                    AlignedPhases phases = new(new PhaseCurrents(
                        rate,
                        _plan.PartType.Machine.SwitchingFrequencyHz,
                        _plan.Shared.Hann(PhaseCurrents.LengthAt(rate))));
                    sink.Currents = (phases, 0);
                    Sink(currents.SecondChannel, currents.Step).Currents = (phases, 1);
                    Sink(currents.ThirdChannel, currents.Step).Currents = (phases, 2);
                    break;
                default:
                    break;
            }
        }
    }

    // One spectrum serves all that ask for it: the longest frame resolves what the shorter ones do.
    private void AddSpectrum(StepSink sink, int frameLength, double rateHz)
    {
        if (sink.Spectrum is null || sink.Spectrum.Length < frameLength)
        {
            sink.Spectrum = new WelchSpectrum(
                _plan.Shared.Transform(frameLength),
                _plan.Shared.Hann(frameLength),
                SpectrumOverlap,
                rateHz,
                SpectrumAveraging.Linear);
        }
    }

    private StepSink Sink(int channel, int step)
    {
        double rate = _plan.RateHz(channel);
        return _sinks[channel][step] ??= new StepSink(
            _plan.Steps[step].FirstSample(rate), _plan.Steps[step].EndSample(rate));
    }
}
