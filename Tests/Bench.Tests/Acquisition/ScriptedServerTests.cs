using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Bench.Acquisition;
using Bench.Bench.Tests.Streaming;

namespace Bench.Bench.Tests.Acquisition;

/// <summary>The client against a server that does what a test says, and against none that is one.</summary>
[Collection(RunsAlone.Name)]
public sealed class ScriptedServerTests
{
    [Fact]
    public async Task The_whole_path_from_socket_to_consumer_allocates_nothing_per_block()
    {
        const int SamplesPerBlock = 2048;
        const int Blocks = 4000;
        byte[] data = new WireBuilder().Frame(0x82, WireBuilder.Packet(2, 1, new byte[2 * SamplesPerBlock])).Bytes;
        TaskCompletionSource isFull = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new ScriptedServer();
        Task serving = server.ServeAsync(["/v"], wire => wire.SubscribeUsual().Position(1, 0, 0), client =>
        {
            while (true)
            {
                if (!client.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectWrite))
                {
                    isFull.TrySetResult();
                }

                client.Send(data);
            }
        });

        // A short queue: a deep one would still fill its pool of blocks while this measures.
        var options = new OpenDaqOptions { WhenFull = QueueFullRule.Wait, QueueBlocks = 1024 };
        await using (OpenDaqSource source = CountingBench.Source(server.Port, options))
        {
            await source.OpenAsync(["v"], TestContext.Current.CancellationToken);
            double perBlock = (double)await MeasureAsync(source, Blocks, isFull.Task) / Blocks;

            // All threads together, the runner's included: less than a byte is nobody's block, wait or wake-up.
            Assert.True(perBlock < 1, $"{perBlock:0.00} bytes per block");
        }

        await serving;
    }

    [Theory]
    [InlineData("not a web server at all\r\n\r\n", "does not speak openDAQ streaming")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "expected 101")]
    [InlineData(
        "HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n", "does not belong to our key")]
    [InlineData("\0\0\0", "starts with the byte 0x00")]
    [SuppressMessage(
        "Reliability", "CA2025:Do not pass disposables into unawaited tasks", Justification = "Awaited at the end.")]
    public async Task What_is_no_device_is_one_clear_sentence(string answer, string reason)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        int port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        Task answering = AnswerAsync(listener, answer, TestContext.Current.CancellationToken);
        await using OpenDaqSource source = CountingBench.Source(port);
        AcquisitionException e = await Assert.ThrowsAsync<AcquisitionException>(
            () => source.OpenAsync(["v"], TestContext.Current.CancellationToken));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        await answering;
    }

    [Fact]
    public async Task A_server_that_says_nothing_times_out()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        await using OpenDaqSource source = CountingBench.Source(
            ((System.Net.IPEndPoint)listener.LocalEndpoint).Port,
            new OpenDaqOptions { ConnectTimeout = TimeSpan.FromMilliseconds(200) });
        AcquisitionException e = await Assert.ThrowsAsync<AcquisitionException>(
            () => source.OpenAsync(["v"], TestContext.Current.CancellationToken));
        Assert.Contains("within 0.2 s", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_breaks_the_protocol_is_a_fault_with_the_reason()
    {
        using var server = new ScriptedServer();
        Task serving =
            server.ServeAsync(["/v"], wire => wire.SubscribeUsual().Position(1, 0, 0).Data(2, 1, 2, 3), client =>
        {
            client.Send(new WireBuilder().Frame(0xF2, [1]).Bytes);
            client.Receive(new byte[1000]);
        });
        await using OpenDaqSource source = CountingBench.Source(
            server.Port, new OpenDaqOptions { ReconnectFor = TimeSpan.Zero });
        await source.OpenAsync(["v"], TestContext.Current.CancellationToken);
        List<(BlockKind Kind, string Reason)> seen = await ReadAllAsync(source);
        Assert.Equal([BlockKind.Samples, BlockKind.Lost], seen.Select(s => s.Kind));
        Assert.Contains("reserved bits 0x70", seen[1].Reason, StringComparison.Ordinal);
        await serving;
    }

    [Fact]
    public async Task A_signal_that_changes_its_scale_in_mid_run_is_lost()
    {
        using var opened = new ManualResetEventSlim();
        using var server = new ScriptedServer();
        Task serving =
            server.ServeAsync(["/v"], wire => wire.SubscribeUsual().Position(1, 0, 0).Data(2, 1, 2, 3), client =>
        {
            opened.Wait(TestContext.Current.CancellationToken);
            JsonNode? change = JsonNode.Parse("""{"definition":{"postScaling":{"scale":2}}}""");
            client.Send(new WireBuilder().Write(writer => writer.WriteMetadata(2, "signal", change)).Bytes);
            client.Receive(new byte[1000]);
        });
        await using OpenDaqSource source = CountingBench.Source(server.Port);
        await source.OpenAsync(["v"], TestContext.Current.CancellationToken);
        opened.Set();
        List<(BlockKind Kind, string Reason)> seen = await ReadAllAsync(source);
        Assert.Equal(BlockKind.Lost, seen[^1].Kind);
        Assert.Contains("changed during the test", seen[^1].Reason, StringComparison.Ordinal);
        await serving;
    }

    [Fact]
    public async Task Device_time_that_goes_back_is_a_gap_with_its_reason_and_indices_go_on()
    {
        using var server = new ScriptedServer();
        Task serving = server.ServeAsync(
            ["/v"],
            wire => wire.SubscribeUsual().Position(1, 0, 1000).Data(2, 1, 2, 3).Position(1, 3, 900).Data(2, 4, 5),
            client => client.Receive(new byte[1000]));
        await using (OpenDaqSource source = CountingBench.Source(server.Port))
        {
            await source.OpenAsync(["v"], TestContext.Current.CancellationToken);
            List<(BlockKind Kind, long Index, long Tick, string Reason)> seen = [];
            await foreach (SampleBlock block in source.ReadBlocksAsync(TestContext.Current.CancellationToken))
            {
                using (block)
                {
                    seen.Add((block.Kind, block.FirstIndex, block.FirstTick, block.Reason));
                    if (seen.Count == 3)
                    {
                        break;
                    }
                }
            }

            Assert.Equal((BlockKind.Gap, 3), (seen[1].Kind, seen[1].Index));
            Assert.Contains("went back by 103 ticks", seen[1].Reason, StringComparison.Ordinal);
            Assert.Equal((BlockKind.Samples, 3, 900), (seen[2].Kind, seen[2].Index, seen[2].Tick));
        }

        await serving;
    }

    private static async Task AnswerAsync(TcpListener listener, string answer, CancellationToken cancel)
    {
        using Socket client = await listener.AcceptSocketAsync(cancel);
        await client.SendAsync(System.Text.Encoding.Latin1.GetBytes(answer), SocketFlags.None, cancel);
        await client.ReceiveAsync(new byte[1000], SocketFlags.None, cancel);
    }

    /// <summary>
    /// Bytes that all threads allocate while a slice of blocks goes by: the least of several slices. What a block costs
    /// shows in each of them; what the run-time allocates for itself now and then does not.
    /// </summary>
    private static async Task<long> MeasureAsync(OpenDaqSource source, int blocks, Task isFull)
    {
        const int Slices = 10;
        int seen = 0;
        long before = 0;
        long least = long.MaxValue;
        await foreach (SampleBlock block in source.ReadBlocksAsync(TestContext.Current.CancellationToken))
        {
            block.Dispose();
            seen++;
            if (seen == 1)
            {
                // Queue, pipe and socket fill up: what they need at most is allocated here, not while this measures.
                await isFull;
            }
            else if (seen % blocks == 0)
            {
                long now = GC.GetTotalAllocatedBytes(precise: true);
                least = seen == blocks ? least : Math.Min(least, now - before);
                if (seen == (Slices + 1) * blocks)
                {
                    break;
                }

                before = GC.GetTotalAllocatedBytes(precise: true);
            }
        }

        return least;
    }

    private static async Task<List<(BlockKind Kind, string Reason)>> ReadAllAsync(OpenDaqSource source)
    {
        List<(BlockKind, string)> seen = [];
        await foreach (SampleBlock block in source.ReadBlocksAsync(TestContext.Current.CancellationToken))
        {
            using (block)
            {
                seen.Add((block.Kind, block.Reason));
            }
        }

        return seen;
    }
}
