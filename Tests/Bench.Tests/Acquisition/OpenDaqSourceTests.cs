using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Samples.Device;
using Bench.Samples.Simulation;
using Bench.Streaming;

namespace Bench.Bench.Tests.Acquisition;

/// <summary>The client against our own device over loopback.</summary>
public sealed class OpenDaqSourceTests
{
    [Theory]
    [InlineData(StreamDialect.V20, DeviceCommands.InBand | DeviceCommands.Http, 1)]
    [InlineData(StreamDialect.V20, DeviceCommands.Http, 5)]
    [InlineData(StreamDialect.V15, DeviceCommands.Http, 1)]
    [InlineData(StreamDialect.V15, DeviceCommands.InBand, 10)]
    public async Task Every_sample_arrives_in_both_dialects_and_by_both_command_interfaces(
        StreamDialect dialect, DeviceCommands commands, int blocksPerPacket)
    {
        await using DaqDevice device = await CountingBench.StartAsync(
            CountingBench.Options with { Dialect = dialect, Commands = commands, BlocksPerPacket = blocksPerPacket });
        await using OpenDaqSource source = CountingBench.Source(device);
        ImmutableArray<SourceChannel> channels =
            await source.OpenAsync(CountingBench.Names, TestContext.Current.CancellationToken);

        Assert.Equal([51_200, 25_600, 10_000, 51_200, 102_400], channels.Select(c => c.Clock.SampleRateHz));
        Assert.Equal(["m/s²", "Pa", "A", "Nm", "V"], channels.Select(c => c.Unit));
        Assert.Equal(SampleFormat.Int32, channels[0].Format);
        Assert.Equal(SampleFormat.Float32, channels[2].Format);
        Assert.Equal(512.0 / (1 << 23), channels[0].Scale);

        var run = new ReceivedRun(channels);
        await run.ReadSecondsAsync(source, 5);
        Assert.Empty(run.Faults);
        Assert.All(run.Wrong, wrong => Assert.Equal(0, wrong));
        Int128[] starts =
            [.. run.FirstTicks.Select((tick, c) => (Int128)tick * 1_000_000 / channels[c].Clock.Denominator)];
        Assert.All(starts, start => Assert.Equal(starts[0], start));
    }

    [Fact]
    public async Task Channels_come_in_the_order_asked_for_and_others_are_not_sent()
    {
        await using DaqDevice device = await CountingBench.StartAsync(CountingBench.Options);
        await using OpenDaqSource source = CountingBench.Source(device);
        ImmutableArray<SourceChannel> channels =
            await source.OpenAsync(["Trq3", "/EolBench/IO/AI0/Sig/Acc0"], TestContext.Current.CancellationToken);
        Assert.Equal(["/EolBench/IO/AI3/Sig/Trq3", "/EolBench/IO/AI0/Sig/Acc0"], channels.Select(c => c.Signal));
    }

    [Fact]
    public async Task A_missing_signal_is_named_with_what_there_is()
    {
        await using DaqDevice device = await CountingBench.StartAsync(CountingBench.Options);
        await using OpenDaqSource source = CountingBench.Source(device);
        AcquisitionException e = await Assert.ThrowsAsync<AcquisitionException>(
            () => source.OpenAsync(["Acc0", "Nonsense"], TestContext.Current.CancellationToken));
        Assert.Contains("no signal Nonsense", e.Message, StringComparison.Ordinal);
        Assert.Contains("/EolBench/IO/AI4/Sig/Tacho4", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_one_clear_sentence()
    {
        await using OpenDaqSource source = CountingBench.Source(1);
        AcquisitionException e = await Assert.ThrowsAsync<AcquisitionException>(
            () => source.OpenAsync(["Acc0"], TestContext.Current.CancellationToken));
        Assert.Contains("No device answers at daq.lt://127.0.0.1:1", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StreamDialect.V20, 1)]
    [InlineData(StreamDialect.V15, 4)]
    public async Task Lost_blocks_are_a_gap_of_exactly_their_length(StreamDialect dialect, int blocksPerPacket)
    {
        await using DaqDevice device = await CountingBench.StartAsync(CountingBench.Options with
        {
            Dialect = dialect,
            BlocksPerPacket = blocksPerPacket,
            Generator = (partType, _) => CountingBench.Generator(
                partType, (block, _) => block is >= 30 and < 33 ? BlockFate.Lost : BlockFate.Delivered),
        });
        await using OpenDaqSource source = CountingBench.Source(device);
        var run = new ReceivedRun(await source.OpenAsync(CountingBench.Names, TestContext.Current.CancellationToken));
        await run.ReadSecondsAsync(source, 1);

        Assert.All(run.Faults, fault => Assert.Equal(BlockKind.Gap, fault.Kind));
        Assert.Equal([1536, 768, 300, 1536, 3072], run.Faults.OrderBy(f => f.Channel).Select(f => f.Missing));
        Assert.All(run.Wrong, wrong => Assert.Equal(0, wrong));
    }

    [Fact]
    public async Task A_device_that_comes_back_is_a_reconnect_with_its_reason()
    {
        DaqDeviceOptions options = CountingBench.Options with { Pace = DevicePace.RealTime };
        DaqDevice device = await CountingBench.StartAsync(options);
        int port = device.Port;
        await using OpenDaqSource source = CountingBench.Source(port);
        var run = new ReceivedRun(await source.OpenAsync(CountingBench.Names, TestContext.Current.CancellationToken));
        await run.ReadSecondsAsync(source, 0.2);
        await device.DisposeAsync();
        await using DaqDevice again = await CountingBench.StartAsync(options with { Port = port });
        await run.ReadAsync(source, _ => run.Faults.Count > CountingBench.Names.Length);

        Assert.Equal(BlockKind.Reconnected, run.Faults[0].Kind);
        Assert.Contains("closed", run.Faults[0].Reason, StringComparison.Ordinal);
        Assert.All(run.Faults[1..], fault => Assert.Equal(BlockKind.Gap, fault.Kind));

        // The time in between is the same on every channel, as far as their sample periods allow.
        double[] seconds =
            [.. run.Faults[1..].Select(f => f.Missing / CountingBench.PartType.Channels[f.Channel].SampleRateHz)];
        Assert.All(seconds, s => Assert.Equal(seconds[0], s, 9));
    }

    [Fact]
    public async Task A_device_that_stays_away_is_lost_and_the_sequence_ends()
    {
        DaqDevice device = await CountingBench.StartAsync(CountingBench.Options);
        await using OpenDaqSource source = CountingBench.Source(
            device,
            new OpenDaqOptions { ReconnectFor = TimeSpan.FromMilliseconds(300), WhenFull = QueueFullRule.Wait });
        var run = new ReceivedRun(await source.OpenAsync(CountingBench.Names, TestContext.Current.CancellationToken));
        await run.ReadSecondsAsync(source, 0.2);
        await device.DisposeAsync();
        await run.ReadAsync(source, _ => false);
        Assert.Equal(BlockKind.Lost, run.Faults[^1].Kind);
        Assert.Contains("could not be made again", run.Faults[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_device_is_noticed()
    {
        using var silence = new ManualResetEventSlim();
        await using DaqDevice device = await CountingBench.StartAsync(CountingBench.Options with
        {
            Generator = (partType, _) => CountingBench.Generator(partType, (block, _) =>
            {
                if (block == 20)
                {
                    silence.Wait(TestContext.Current.CancellationToken);
                }

                return BlockFate.Delivered;
            }),
        });
        await using OpenDaqSource source = CountingBench.Source(
            device,
            new OpenDaqOptions { DataTimeout = TimeSpan.FromMilliseconds(200), ReconnectFor = TimeSpan.Zero });
        var run = new ReceivedRun(await source.OpenAsync(CountingBench.Names, TestContext.Current.CancellationToken));
        await run.ReadAsync(source, _ => false);
        silence.Set();
        Assert.Equal(BlockKind.Lost, run.Faults[^1].Kind);
        Assert.Contains("no samples of", run.Faults[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_queue_drops_blocks_and_says_so()
    {
        // So much that the buffers of the sockets cannot hold it: the queue must have met more than its 50 blocks.
        const long Flood = 1500;
        TaskCompletionSource isFlooded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using DaqDevice device = await CountingBench.StartAsync(CountingBench.Options with
        {
            Generator = (partType, _) => CountingBench.Generator(partType, (block, _) =>
            {
                if (block == Flood)
                {
                    isFlooded.TrySetResult();
                }

                return BlockFate.Delivered;
            }),
        });
        await using OpenDaqSource source = CountingBench.Source(device, new OpenDaqOptions { QueueBlocks = 50 });
        var run = new ReceivedRun(await source.OpenAsync(CountingBench.Names, TestContext.Current.CancellationToken));
        await isFlooded.Task;
        await run.ReadAsync(source, _ => run.Faults.Count > CountingBench.Names.Length);

        Assert.Equal(BlockKind.Overflow, run.Faults[0].Kind);
        Assert.Contains("queue of 50 blocks", run.Faults[0].Reason, StringComparison.Ordinal);
        Assert.Contains(run.Faults, fault => fault.Kind == BlockKind.Gap && fault.Missing > 0);
        Assert.All(run.Wrong, wrong => Assert.Equal(0, wrong));
    }

    [Fact]
    public async Task A_slow_consumer_loses_nothing_where_the_device_can_wait()
    {
        await using DaqDevice device = await CountingBench.StartAsync(CountingBench.Options);
        await using OpenDaqSource source = CountingBench.Source(
            device, new OpenDaqOptions { QueueBlocks = 20, WhenFull = QueueFullRule.Wait });
        var run = new ReceivedRun(await source.OpenAsync(CountingBench.Names, TestContext.Current.CancellationToken));
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await run.ReadSecondsAsync(source, 3);
        Assert.Empty(run.Faults);
        Assert.All(run.Wrong, wrong => Assert.Equal(0, wrong));
    }

    [Fact]
    public async Task A_second_client_is_told_that_the_bench_is_taken()
    {
        await using DaqDevice device =
            await CountingBench.StartAsync(CountingBench.Options with { Pace = DevicePace.RealTime });
        await using OpenDaqSource first = CountingBench.Source(device);
        await first.OpenAsync(["Acc0"], TestContext.Current.CancellationToken);
        await using OpenDaqSource second = CountingBench.Source(device);
        AcquisitionException e = await Assert.ThrowsAsync<AcquisitionException>(
            () => second.OpenAsync(["Acc0"], TestContext.Current.CancellationToken));
        Assert.Contains("another client is streaming", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_leaving_the_next_test_starts_at_once_with_a_new_cycle()
    {
        await using DaqDevice device = await CountingBench.StartAsync(CountingBench.Options);
        for (int test = 0; test < 5; test++)
        {
            await using OpenDaqSource source = CountingBench.Source(device);
            var run =
                new ReceivedRun(await source.OpenAsync(CountingBench.Names, TestContext.Current.CancellationToken));
            await run.ReadSecondsAsync(source, 0.5);
            Assert.Empty(run.Faults);
            Assert.All(run.Wrong, wrong => Assert.Equal(0, wrong));
        }
    }
}
