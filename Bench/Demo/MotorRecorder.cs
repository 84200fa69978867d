using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bench.Acquisition;
using Bench.Analysis.PartTypes;
using Bench.Recordings;
using Bench.Samples.Simulation;

namespace Bench.Demo;

/// <summary>Records a virtual motor's cycle straight to a file, without device and network.</summary>
internal static class MotorRecorder
{
    /// <summary>Records one cycle and returns the file's SHA-256.</summary>
    public static string Record(PartType partType, Specimen motor, string path, RecordingHeader header)
    {
        MotorSimulation simulation = new(partType, motor);
        ImmutableArray<SourceChannel> channels = [.. partType.Channels.Select(Describe)];
        using RecordingWriter recording = RecordingWriter.Create(path, header, channels);
        float[][] samples =
            [.. Enumerable.Range(0, channels.Length).Select(c => new float[simulation.BlockSamples(c)])];
        int blocks = (int)Math.Ceiling(partType.DurationSeconds / MotorSimulation.BlockSeconds);
        using SampleBlock block = new();
        int lostBlocks = 0;
        for (int i = 0; i < blocks; i++)
        {
            BlockFate fate = simulation.Render(samples);
            for (int channel = 0; channel < samples.Length; channel++)
            {
                int count = samples[channel].Length;
                long first = (long)i * count;
                if (fate == BlockFate.Delivered)
                {
                    if (lostBlocks > 0)
                    {
                        // As from the device: the gap begins where samples were due.
                        long missing = (long)lostBlocks * count;
                        long begin = first - missing;
                        block.SetFault(BlockKind.Gap, channel, begin, begin, missing, "the device lost samples");
                        recording.Append(block);
                    }

                    Span<byte> raw = block.SetSamples(channel, first, first, count, count * sizeof(float));
                    MemoryMarshal.AsBytes(samples[channel].AsSpan()).CopyTo(raw);
                    recording.Append(block);
                }
            }

            lostBlocks = fate == BlockFate.Lost ? lostBlocks + 1 : 0;
        }

        return recording.Complete();
    }

    private static SourceChannel Describe(Channel channel) => new(
        channel.Signal.Length > 0 ? channel.Signal : channel.Id,
        channel.Name,
        channel.Unit,
        SampleFormat.Float32,
        Scale: 1,
        Offset: 0,
        SampleClock.FromRate((long)channel.SampleRateHz));
}
