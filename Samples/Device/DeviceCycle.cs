using System.Runtime.InteropServices;
using Bench.Samples.Simulation;
using Bench.Streaming;

namespace Bench.Samples.Device;

/// <summary>
/// One cycle of the motor on the bench: renders blocks of 10 ms, collects them into packets, keeps the pace.
/// </summary>
internal sealed class DeviceCycle
{
    private readonly DaqDevice _device;
    private readonly DeviceSignals _signals;
    private readonly Func<float[][], BlockFate> _render;
    private readonly float[][] _block;
    private readonly byte[][] _packets;
    private readonly TimeProvider _time;
    private readonly long _cycleBlocks;
    private readonly long _firstBlock;
    private long _next;
    private int _collected;
    private bool _isLostBehind;
    private bool _hasJumped;
    private long _paceFrom;
    private long _paceBlock;

    public DeviceCycle(DaqDevice device)
    {
        _device = device;
        _signals = device.Signals;
        _time = device.Options.Time;
        _render = device.Options.Generator(device.PartType, device.Motor);
        _cycleBlocks = (long)Math.Ceiling(device.PartType.DurationSeconds / MotorSimulation.BlockSeconds);
        _block = [.. _signals.Values.Select(value => new float[_signals.Times[value.Domain].BlockSamples])];
        _packets = [.. _block.Select(block => new byte[block.Length * sizeof(float) * device.Options.BlocksPerPacket])];
        _firstBlock = device.FirstBlockOfCycle();
        _paceFrom = _time.GetTimestamp();
    }

    /// <summary>Waits until the next packet's samples would have been measured.</summary>
    public async ValueTask PaceAsync(CancellationToken cancel)
    {
        if (_device.Options.Pace == DevicePace.AsFastAsPossible && _next < _cycleBlocks)
        {
            _paceFrom = _time.GetTimestamp();
            _paceBlock = _next;
            cancel.ThrowIfCancellationRequested();
            return;
        }

        double due = (_next - _paceBlock + _device.Options.BlocksPerPacket) * MotorSimulation.BlockSeconds;
        TimeSpan wait = TimeSpan.FromSeconds(due) - _time.GetElapsedTime(_paceFrom);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, cancel);
        }
    }

    /// <summary>
    /// Renders the blocks of the next packets. A block that the device loses ends the packets before it: what follows
    /// starts at another tick.
    /// </summary>
    public void Render()
    {
        _collected = 0;
        _isLostBehind = false;
        while (_collected < _device.Options.BlocksPerPacket && !_isLostBehind)
        {
            _isLostBehind = _render(_block) == BlockFate.Lost;
            _next++;
            for (int c = 0; c < _block.Length && !_isLostBehind; c++)
            {
                Collect(_signals.Values[c], _block[c]);
            }

            _collected += _isLostBehind ? 0 : 1;
        }

        _device.NoteBlock(_firstBlock + _next);
    }

    /// <summary>
    /// Writes the packets of the subscribed signals, positions first. Called under the session's lock.
    /// </summary>
    public void Write(StreamingWriter writer, Subscriptions subscriptions)
    {
        long first = _firstBlock + _next - _collected - (_isLostBehind ? 1 : 0);
        bool hasJumped = _hasJumped && _collected > 0;
        _hasJumped = (_hasJumped && !hasJumped) || _isLostBehind;
        if (hasJumped)
        {
            subscriptions.Jump();
        }

        if (_collected == 0)
        {
            return;
        }

        for (int domain = 0; domain < _signals.Times.Length; domain++)
        {
            int blockSamples = _signals.Times[domain].BlockSamples;
            subscriptions.WritePosition(writer, domain, first * blockSamples, _collected * blockSamples);
        }

        for (int c = 0; c < _packets.Length; c++)
        {
            if (subscriptions.HasValue(c))
            {
                ReadOnlySpan<byte> packet = _packets[c].AsSpan(0, _collected * _block[c].Length * sizeof(float));
                writer.WritePacket(_signals.Values[c].Number, PacketType.Data, packet);
            }
        }
    }

    private void Collect(ValueSignal signal, float[] block)
    {
        Span<byte> target =
            _packets[signal.Channel].AsSpan(_collected * block.Length * sizeof(float), block.Length * sizeof(float));
        if (signal.IsCounts)
        {
            double countsPerUnit = 1 / signal.Description.Scale;
            Span<int> counts = MemoryMarshal.Cast<byte, int>(target);
            for (int i = 0; i < block.Length; i++)
            {
                double rounded = Math.Round(block[i] * countsPerUnit);
                counts[i] = (int)Math.Clamp(rounded, -ValueSignal.FullScaleCounts, ValueSignal.FullScaleCounts - 1);
            }
        }
        else
        {
            MemoryMarshal.AsBytes<float>(block).CopyTo(target);
        }
    }
}
