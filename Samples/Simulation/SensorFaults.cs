using System.Collections.Immutable;
using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>What happens between the motor and the samples: loose, exchanged, dead and clipping sensors.</summary>
internal sealed class SensorFaults
{
    private const double DeadShareOfFullScale = 6e-6;

    // An amplifier left on the range for a self-test: 30 times too sensitive.
    private const float ClippingGain = 30;

    private readonly BenchFaults _faults;
    private readonly ImmutableArray<Channel> _channels;
    private readonly NoiseSource _amplifier;
    private readonly LooseSensor? _loose;
    private readonly float[] _buffer;
    private readonly int[] _samples;
    private readonly double _topSpeedHz;

    public SensorFaults(SpecimenContext context, BenchFaults faults)
    {
        _faults = faults;
        _channels = context.PartType.Channels;
        _amplifier = context.Noise("amplifier");
        _topSpeedHz = context.TopSpeedHz;
        _samples = [.. _channels.Select(c => (int)Math.Round(c.SampleRateHz * MotorSimulation.BlockSeconds))];
        _buffer = new float[Tones.Padded(_samples.DefaultIfEmpty(0).Max())];
        if (faults.LooseChannel >= 0)
        {
            _loose = new LooseSensor(context.Random("rattle"), _channels[faults.LooseChannel].SampleRateHz);
        }
    }

    /// <summary>Applies the faults to one block and limits channels to full scale, as a converter does.</summary>
    public void Apply(float[][] channels, double speedHz)
    {
        if (_loose is not null)
        {
            int loose = _faults.LooseChannel;
            _loose.Process(channels[loose].AsSpan(0, _samples[loose]), speedHz / _topSpeedHz);
        }

        if (_faults.SwappedChannel >= 0)
        {
            Swap(channels, _faults.SwappedChannel, _faults.SwappedWith);
        }

        if (_faults.DeadChannel >= 0)
        {
            Kill(channels[_faults.DeadChannel], _faults.DeadChannel);
        }

        for (int i = 0; i < _channels.Length; i++)
        {
            float gain = i == _faults.ClippedChannel ? ClippingGain : 1;
            float limit = (float)_channels[i].FullScale;
            foreach (ref float sample in channels[i].AsSpan(0, _samples[i]))
            {
                sample = Math.Clamp(gain * sample, -limit, limit);
            }
        }
    }

    private void Swap(float[][] channels, int a, int b)
    {
        if (_samples[a] != _samples[b])
        {
            return;
        }

        Span<float> kept = _buffer.AsSpan(0, _samples[a]);
        channels[a].AsSpan(0, _samples[a]).CopyTo(kept);
        channels[b].AsSpan(0, _samples[a]).CopyTo(channels[a]);
        kept.CopyTo(channels[b]);
    }

    private void Kill(float[] samples, int channel)
    {
        _buffer.AsSpan().Clear();
        double noise = DeadShareOfFullScale * _channels[channel].FullScale;
        _amplifier.AddTo(_buffer, noise, noise);
        _buffer.AsSpan(0, _samples[channel]).CopyTo(samples);
    }
}
