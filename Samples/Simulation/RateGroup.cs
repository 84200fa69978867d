using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>All physics at one sample rate: the channels of that rate, but for the tacho.</summary>
internal sealed class RateGroup
{
    // Standstill: floor vibration and amplifier of an accelerometer, a quiet hall of 58 dB, current transducers.
    private const double AccelerometerNoise = 0.03;
    private const double RoomPascal = 0.016;
    private const double CurrentNoise = 0.6;
    private const double TorqueNoise = 0.12;

    private readonly int _samples;
    private readonly double[] _revolutions;
    private readonly OrderPhasors _phasors;
    private readonly SwitchingLines _switching;
    private readonly Vibration? _vibration;
    private readonly PhaseCurrents _currents;
    private readonly bool _hasPhases;
    private readonly Excitation? _excitation;
    private readonly TorqueSignal? _torque;
    private readonly Member[] _members;
    private readonly float[][] _phases;
    private readonly float[]? _excitationSamples;

    public RateGroup(SpecimenContext context, BenchFaults faults, double sampleRateHz, int[] channels)
    {
        _samples = (int)Math.Round(sampleRateHz * MotorSimulation.BlockSeconds);
        int padded = Tones.Padded(_samples);
        _revolutions = new double[_samples];
        _phasors = new OrderPhasors(padded);
        _members = [.. channels.Select(channel => new Member(context, channel, padded))];
        Sensors accelerometers = Of(Quantity.Acceleration);
        Sensors microphones = Of(Quantity.SoundPressure);
        Sensors currents = Of(Quantity.Current);
        _phases = [.. Enumerable.Range(0, 3).Select(phase => At(currents, phase) ?? new float[padded])];
        _excitationSamples = At(currents, 3);
        _switching = new SwitchingLines(context, _phasors, sampleRateHz, padded);
        if (accelerometers.Places.Length + microphones.Places.Length > 0)
        {
            _vibration = new Vibration(context, faults, _phasors, sampleRateHz, accelerometers, microphones);
        }

        _hasPhases = currents.Places.Any(place => place < 3);
        _currents = new PhaseCurrents(context, _phasors, sampleRateHz);
        if (context.Machine.Rotor == RotorKind.WoundRotor)
        {
            _excitation = new Excitation(context, _phasors, sampleRateHz, padded);
        }

        if (Of(Quantity.Torque).Places.Length > 0)
        {
            _torque = new TorqueSignal(context, _phasors, _currents.NegativeSequence, sampleRateHz);
        }
    }

    /// <summary>Renders one block of every channel of this rate.</summary>
    public void Render(SpeedProfile profile, long block, OperatingPoint from, OperatingPoint to, float[][] channels)
    {
        profile.Fill(_revolutions, _samples / MotorSimulation.BlockSeconds);
        _phasors.Update(_revolutions);
        double start = _revolutions[0];
        double end = _revolutions[^1] + ((_revolutions[^1] - start) / Math.Max(1, _samples - 1));
        foreach (Member member in _members)
        {
            member.Samples.AsSpan().Clear();
        }

        ForceField? forces = _vibration?.Begin();
        _excitation?.Spark(forces, start, end, _samples);
        _switching.AddTo(forces, _hasPhases ? _phases : [], block, from, to);
        _vibration?.Render(block, from, to, start, end);
        if (_hasPhases)
        {
            _currents.AddTo(_phases, from, to);
        }

        if (_excitationSamples is not null)
        {
            _excitation?.AddTo(_excitationSamples, block, from, to);
        }

        foreach (Member member in _members)
        {
            Finish(member, from, to);
            member.Samples.AsSpan(0, _samples).CopyTo(channels[member.Channel]);
        }
    }

    private void Finish(Member member, OperatingPoint from, OperatingPoint to)
    {
        switch (member.Quantity)
        {
            case Quantity.Acceleration:
                member.Noise.AddTo(member.Samples, AccelerometerNoise, AccelerometerNoise);
                break;
            case Quantity.SoundPressure:
                member.Pink.AddTo(member.Samples, RoomPascal);
                break;
            case Quantity.Torque:
                _torque?.AddTo(member.Samples, from, to);
                member.Noise.AddTo(member.Samples, TorqueNoise, TorqueNoise);
                break;
            case Quantity.Current:
                double noise = member.Samples == _excitationSamples ? 0.01 : CurrentNoise;
                member.Noise.AddTo(member.Samples, noise, noise);
                break;
            default:
                break;
        }
    }

    private static float[]? At(Sensors sensors, int place)
    {
        int at = Array.IndexOf(sensors.Places, place);
        return at < 0 ? null : sensors.Samples[at];
    }

    private Sensors Of(Quantity quantity)
    {
        Member[] members = [.. _members.Where(member => member.Quantity == quantity)];
        return new Sensors([.. members.Select(m => m.Place)], [.. members.Select(m => m.Samples)]);
    }

    private sealed class Member(SpecimenContext context, int channel, int padded)
    {
        private readonly Channel _channel = context.PartType.Channels[channel];

        public int Channel { get; } = channel;

        /// <summary>Place among all channels of its quantity in the part type.</summary>
        public int Place { get; } = context.PartType.Channels.Take(channel)
            .Count(other => other.Quantity == context.PartType.Channels[channel].Quantity);

        public Quantity Quantity => _channel.Quantity;

        public float[] Samples { get; } = new float[padded];

        public NoiseSource Noise { get; } = context.Noise($"noise {context.PartType.Channels[channel].Id}");

        public PinkNoise Pink { get; } = new(
            context.Noise($"room {context.PartType.Channels[channel].Id}"),
            context.PartType.Channels[channel].SampleRateHz,
            padded);
    }
}
