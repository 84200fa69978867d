using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Tacho;
using Bench.Models.Verdicts;

namespace Bench.Judging;

/// <summary>
/// Watches one test run for faults of the bench while it streams. Any finding makes the run INVALID: what the bench did
/// is never held against the motor, and nothing doubtful is ever PASS.
/// </summary>
internal sealed class ValidityMonitor
{
    private readonly PartType _partType;
    private readonly SensorMonitor[] _sensors;
    private readonly ImpactMonitor _impacts;
    private readonly List<Finding> _faults = [];
    private readonly bool _speedIsMeasured;

    /// <summary>Prepares for one run.</summary>
    public ValidityMonitor(PartType partType, AnalysisOptions? options)
    {
        _partType = partType;
        _speedIsMeasured = options?.FixedSpeedRpm is null
            && (options?.PulseTimesSeconds is not null || partType.Tacho is not null);
        double turningFrom = TurningFromSeconds(partType);
        int clippedSamples = partType.Checks.ClippedSamples;
        _sensors = [.. partType.Channels.Select(c => new SensorMonitor(c, turningFrom, clippedSamples))];
        _impacts = new ImpactMonitor(partType);
    }

    /// <summary>Whether a fault has come after which nothing more can be judged.</summary>
    public bool Broken => _faults.Count > 0;

    /// <summary>Compares what the device offers with what the recipe expects.</summary>
    public void Inspect(ImmutableArray<SourceChannel> channels)
    {
        for (int i = 0; i < channels.Length; i++)
        {
            InspectRate(_partType.Channels[i], channels[i].Clock.SampleRateHz);
        }
    }

    /// <summary>Compares a rate that holds for all channels with what the recipe expects.</summary>
    public void InspectRate(double sampleRateHz)
    {
        foreach (Channel channel in _partType.Channels)
        {
            InspectRate(channel, sampleRateHz);
        }
    }

    /// <summary>Takes the next samples of a channel, in SI units.</summary>
    public void Inspect(int channel, ReadOnlySpan<float> samples)
    {
        _sensors[channel].Inspect(samples);
        _impacts.Inspect(channel, samples);
    }

    /// <summary>Takes word of a fault from the source.</summary>
    public void Note(SampleBlock fault) => _faults.Add(fault.Kind switch
    {
        BlockKind.Gap => CheckFinding.SamplesLost(
            _partType.Channels[fault.Channel].Name,
            fault.MissingSamples,
            fault.FirstIndex / _partType.Channels[fault.Channel].SampleRateHz),
        BlockKind.Overflow => CheckFinding.Overflow(fault.Reason),
        _ => CheckFinding.ConnectionLost(fault.Reason),
    });

    /// <summary>Notes a fault found elsewhere.</summary>
    public void Note(Finding fault) => _faults.Add(fault);

    /// <summary>All faults, worst first; empty for a valid run.</summary>
    /// <param name="speed">Measured speed, or null where the samples were not analysed to the end.</param>
    /// <param name="tachoEvents">What the tacho did wrong.</param>
    public ImmutableArray<Finding> Complete(SpeedTrace? speed, ImmutableArray<TachoEvent> tachoEvents)
    {
        if (!Broken && speed is not null)
        {
            CheckSensors();
            if (_speedIsMeasured)
            {
                CheckSpeed(speed, tachoEvents);
            }

            CheckBlows();
        }

        return [.. _faults.OrderByDescending(fault => fault.Severity)];
    }

    private void InspectRate(Channel channel, double sampleRateHz)
    {
        // Half a sample off in ten seconds at 51.2 kS/s: beyond what any clock's drift explains.
        if (Math.Abs(sampleRateHz - channel.SampleRateHz) > 1e-6 * channel.SampleRateHz)
        {
            _faults.Add(CheckFinding.WrongRate(channel.Name, sampleRateHz, channel.SampleRateHz));
        }
    }

    private static double TurningFromSeconds(PartType partType)
    {
        double start = 0;
        foreach (TestStep step in partType.Steps)
        {
            if (step.Kind is StepKind.Dwell or StepKind.CoastDown || step.StartRpm > 0)
            {
                return start;
            }

            start += step.DurationSeconds;
        }

        return 0;
    }

    private void CheckSensors()
    {
        for (int i = 0; i < _sensors.Length; i++)
        {
            Channel channel = _partType.Channels[i];
            SensorMonitor sensor = _sensors[i];
            if (sensor.NotFinite > 0)
            {
                _faults.Add(CheckFinding.NotFinite(channel.Name, sensor.NotFinite));
            }
            else if (sensor.IsDead)
            {
                _faults.Add(CheckFinding.SensorDead(channel.Name, sensor.TurningRms, channel.Unit, channel.DeadBelow));
            }
            else if (sensor.ClippedPlaces > 0)
            {
                _faults.Add(CheckFinding.SensorClipped(
                    channel.Name, sensor.ClippedPlaces, sensor.FirstClipSeconds, channel.FullScale, channel.Unit));
            }
        }
    }

    private void CheckSpeed(SpeedTrace speed, ImmutableArray<TachoEvent> tachoEvents)
    {
        if (speed.SpeedsRpm.All(rpm => rpm <= 0))
        {
            _faults.Add(CheckFinding.NeverTurned());
            return;
        }

        foreach (TachoEvent dropout in tachoEvents.Where(e => e.Kind == TachoEventKind.Dropout).Take(1))
        {
            _faults.Add(CheckFinding.TachoLost(dropout.TimeSeconds, dropout.DurationSeconds));
        }

        TachoEvent[] bounces = [.. tachoEvents.Where(e => e.Kind != TachoEventKind.Dropout)];
        if (bounces.Length > 0)
        {
            _faults.Add(CheckFinding.TachoBounces(bounces.Length, bounces[0].TimeSeconds));
        }

        // A hole in the pulses also bends the measured speed: say what caused it, once.
        if (tachoEvents.IsEmpty && SpeedProfile.WorstDeviation(_partType, speed) is SpeedDeviation deviation)
        {
            _faults.Add(CheckFinding.SpeedOffProfile(deviation));
        }
    }

    private void CheckBlows()
    {
        ImmutableArray<double> blows = _impacts.FindBlows();
        if (!blows.IsEmpty)
        {
            _faults.Add(CheckFinding.HammerBlow(blows[0], blows.Length));
        }
    }
}
