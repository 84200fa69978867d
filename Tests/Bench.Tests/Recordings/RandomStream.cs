using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Recordings;
using Bench.Recordings.Mdf;
using Bench.Results;

namespace Bench.Bench.Tests.Recordings;

/// <summary>
/// A stream with all that a device does: several rates and formats, blocks of any length in any interleaving, gaps
/// of one channel and of all. The same seed gives the same stream.
/// </summary>
internal sealed class RandomStream
{
    private readonly Random _random;
    private readonly long[] _next;

    public RandomStream(int seed, double lengthSeconds)
    {
        _random = new Random(seed);
        _next = new long[Channels.Length];
        Make(lengthSeconds);
    }

    public static RecordingHeader Header { get; } = new()
    {
        SerialNumber = SerialNumber.Parse("7DL-0042"),
        PartType = "7DL",
        Variant = "B2 <left>",
        RecipeHash = new string('a', 64),
        Bench = "bench <1> & \"co\"",
        StartedAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero),
        SoftwareVersion = "0.1.0",
        Steps = [new RecordingStep("standstill", 0, 0.5), new RecordingStep("run-up", 0.5, 2.25)],
    };

    public static ImmutableArray<SourceChannel> Channels { get; } =
    [
        new("/Dev/AI0/AccA", "AccA", "m/s²", SampleFormat.Int32, 1.25e-6, 0.5, SampleClock.FromRate(5120)),
        new("/Dev/AI1/Mic", "Mic", "Pa", SampleFormat.Int16, 3e-3, 0, SampleClock.FromRate(5120)),
        new("/Dev/AI2/Trq", "Trq", "Nm", SampleFormat.Float64, 1, 0, SampleClock.FromRate(5120)),
        new("/Dev/AI3/Tacho", "Tacho", "V", SampleFormat.Float32, 1, 0, new SampleClock(1, 1_000_000_000, 97_000)),
        new("/Dev/AI4/Temp", "Temp", "°C", SampleFormat.UInt8, 0.5, -20, SampleClock.FromRate(10)),
    ];

    /// <summary>The blocks, in the order in which they arrive.</summary>
    public List<StreamBlock> Blocks { get; } = [];

    public static void Append(RecordingWriter writer, StreamBlock block)
    {
        using SampleBlock pooled = new();
        block.FillIn(pooled);
        writer.Append(pooled);
    }

    private void Make(double lengthSeconds)
    {
        double time = 0;
        while (time < lengthSeconds)
        {
            time += 0.02 + (0.3 * _random.NextDouble());
            int kind = _random.Next(20);
            if (kind == 0)
            {
                Blocks.Add(
                    new StreamBlock(BlockKind.Reconnected, -1, 0, 0, 0, "the network was away <for> a while", []));
                Skip(0.25);
            }
            else if (kind == 1)
            {
                int channel = _random.Next(Channels.Length);
                Gap(channel, _random.Next(1, 50));
            }

            int[] order = [.. Enumerable.Range(0, Channels.Length)];
            _random.Shuffle(order);
            foreach (int channel in order)
            {
                SendUntil(channel, time);
            }
        }
    }

    private void Skip(double seconds)
    {
        for (int channel = 0; channel < Channels.Length; channel++)
        {
            Gap(channel, (long)(seconds * Channels[channel].Clock.SampleRateHz));
        }
    }

    private void Gap(int channel, long missing)
    {
        if (missing > 0)
        {
            Blocks.Add(new StreamBlock(BlockKind.Gap, channel, _next[channel], Tick(channel), missing, "", []));
            _next[channel] += missing;
        }
    }

    private void SendUntil(int channel, double time)
    {
        long end = (long)(time * Channels[channel].Clock.SampleRateHz);
        while (_next[channel] < end)
        {
            int count = (int)Math.Min(end - _next[channel], _random.Next(1, 2000));
            byte[] raw = new byte[count * Channels[channel].Format.Size()];
            _random.NextBytes(raw);
            Blocks.Add(new StreamBlock(BlockKind.Samples, channel, _next[channel], Tick(channel), count, "", raw));
            _next[channel] += count;
        }
    }

    private long Tick(int channel) => 777_000 + (_next[channel] * Channels[channel].Clock.TicksPerSample);
}

/// <summary>A block as a value: samples (with their number) or a fault (with the number that is missing).</summary>
internal sealed record StreamBlock(
    BlockKind Kind, int Channel, long FirstIndex, long FirstTick, long Number, string Reason, byte[] Raw)
{
    public static StreamBlock From(SampleBlock block) => new(
        block.Kind,
        block.Channel,
        block.FirstIndex,
        block.FirstTick,
        block.Kind == BlockKind.Samples ? block.Count : block.MissingSamples,
        block.Reason,
        block.Raw.ToArray());

    public void FillIn(SampleBlock block)
    {
        if (Kind == BlockKind.Samples)
        {
            Raw.CopyTo(block.SetSamples(Channel, FirstIndex, FirstTick, (int)Number, Raw.Length));
        }
        else
        {
            block.SetFault(Kind, Channel, FirstIndex, FirstTick, Number, Reason);
        }
    }
}
