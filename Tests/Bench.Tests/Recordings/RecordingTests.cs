using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bench.Acquisition;
using Bench.Models.Verdicts;
using Bench.Recordings;
using Bench.Recordings.Mdf;

namespace Bench.Bench.Tests.Recordings;

public sealed class RecordingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_replay_is_the_stream_that_was_recorded(int seed)
    {
        RandomStream stream = new(seed, lengthSeconds: 12);
        string path = Record(stream, out string hash);
        List<StreamBlock> replay = await Replay(path);
        for (int channel = -1; channel < RandomStream.Channels.Length; channel++)
        {
            Assert.Equal(Timeline.Of(stream.Blocks, channel), Timeline.Of(replay, channel));
        }

        Assert.Equal(Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))), hash);
    }

    [Fact]
    public void The_header_comes_back()
    {
        using RecordingReader reader = RecordingReader.Open(Record(new RandomStream(5, 1), out _));
        RecordingHeader? header = reader.Header;
        Assert.NotNull(header);
        Assert.Equal(RandomStream.Header, header with { Steps = RandomStream.Header.Steps });
        Assert.Equal(RandomStream.Header.Steps, header.Steps);
        Assert.Equal(RandomStream.Channels, reader.Channels);
        Assert.Empty(reader.Skipped);
    }

    [Fact]
    public async Task A_channel_that_never_delivered_a_sample_is_offered_by_the_replay()
    {
        string path = _folder.File("silent.mf4");
        using (RecordingWriter writer = RecordingWriter.Create(path, RandomStream.Header, RandomStream.Channels))
        {
            RandomStream.Append(writer, new StreamBlock(BlockKind.Samples, 1, 0, 0, 100, "", new byte[200]));
            writer.Complete();
        }

        await using RecordingSource source = new(path);
        ImmutableArray<SourceChannel> channels =
            await source.OpenAsync(["Tacho", "AI1/Mic"], TestContext.Current.CancellationToken);
        Assert.Equal([RandomStream.Channels[3], RandomStream.Channels[1]], channels);
        Assert.Equal([1], (await Blocks(source)).Select(block => block.Channel).Distinct());
    }

    [Fact]
    public void A_verdict_and_the_sensors_stand_in_the_file()
    {
        string path = _folder.File("sealed.mf4");
        RecordingHeader header = RandomStream.Header with
        {
            Sensors =
            [
                new RecordedSensor("AccA", "accelerometer, ±50 g") { SerialNumber = "SN-77", Calibration = "2026-05" },
            ],
        };
        RecordingVerdict verdict = new(Verdict.Fail, "unbalance", "order 1 <is> \"high\" " + new string('é', 250));
        using (RecordingWriter writer = RecordingWriter.Create(path, header, RandomStream.Channels))
        {
            RandomStream.Append(writer, new StreamBlock(BlockKind.Samples, 0, 0, 0, 100, "", new byte[400]));
            string hash = writer.Seal(verdict);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(ReadShared(path))), hash);
        }

        using RecordingReader reader = RecordingReader.Open(path);
        Assert.Equal(verdict, reader.Verdict);
        Assert.Equal("7DL-0042", reader.Header?.SerialNumber.ToString());
        string text = Encoding.UTF8.GetString(File.ReadAllBytes(path));
        Assert.Contains("accelerometer, ±50 g", text, StringComparison.Ordinal);
        Assert.Contains("SN-77", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signals_are_found_by_the_end_of_their_name_in_the_order_asked_for()
    {
        RandomStream stream = new(6, 3);
        await using RecordingSource source = new(Record(stream, out _));
        ImmutableArray<SourceChannel> channels =
            await source.OpenAsync(["Tacho", "AI1/Mic"], TestContext.Current.CancellationToken);
        Assert.Equal([RandomStream.Channels[3], RandomStream.Channels[1]], channels);
        List<StreamBlock> replay = await Blocks(source);
        Assert.Equal(Timeline.Of(stream.Blocks, 3), Timeline.Of(replay, 0));
        Assert.Equal(Timeline.Of(stream.Blocks, 1), Timeline.Of(replay, 1));
        AcquisitionException e = await Assert.ThrowsAsync<AcquisitionException>(
            () => source.OpenAsync(["AccB"], TestContext.Current.CancellationToken));
        Assert.Contains("\"AccB\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_does_not_depend_on_the_division_into_blocks()
    {
        RandomStream stream = new(7, 4);
        string whole = _folder.File("whole.mf4");
        string pieces = _folder.File("pieces.mf4");
        using RecordingWriter a = RecordingWriter.Create(whole, RandomStream.Header, RandomStream.Channels);
        using RecordingWriter b = RecordingWriter.Create(pieces, RandomStream.Header, RandomStream.Channels);
        foreach (StreamBlock block in stream.Blocks.Where(block => block.Kind == BlockKind.Samples))
        {
            RandomStream.Append(a, block);
            int size = RandomStream.Channels[block.Channel].Format.Size();
            for (int i = 0; i < block.Number; i++)
            {
                RandomStream.Append(b, block with
                {
                    FirstIndex = block.FirstIndex + i,
                    FirstTick = block.FirstTick + (i * RandomStream.Channels[block.Channel].Clock.TicksPerSample),
                    Number = 1,
                    Raw = block.Raw[(i * size)..((i + 1) * size)],
                });
            }
        }

        // A gap that only shows in the positions, as here, ends a group like one that is announced.
        Assert.Equal(a.Complete(), b.Complete());
    }

    [Fact]
    public async Task A_channel_that_never_comes_costs_bounded_memory_and_no_samples_of_the_others()
    {
        string path = _folder.File("straggler.mf4");
        byte[] raw = new byte[512 * 4];
        long most = 0;
        using (RecordingWriter writer = RecordingWriter.Create(path, RandomStream.Header, RandomStream.Channels))
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 2000; i++)
            {
                RandomStream.Append(writer, new StreamBlock(BlockKind.Samples, 0, i * 512, i * 512, 512, "", raw));
            }

            most = GC.GetAllocatedBytesForCurrentThread() - before;
            writer.Complete();
        }

        // 4 s of waiting samples are 80 kB; what was written is 4 MB.
        Assert.InRange(most, 1, 1_000_000);
        await using RecordingSource source = new(path);
        await source.OpenAsync([], TestContext.Current.CancellationToken);
        Assert.Equal(2000 * 512, (await Blocks(source)).Sum(block => block.Number));
    }

    [Fact]
    public void Recording_allocates_nothing_per_block()
    {
        SampleClock clock = SampleClock.FromRate(51_200);
        ImmutableArray<SourceChannel> channels =
            [.. Enumerable.Range(0, 8)
                .Select(i => new SourceChannel($"/AI{i}", $"AI{i}", "V", SampleFormat.Int32, 1e-6, 0, clock))];
        using RecordingWriter writer =
            RecordingWriter.Create(_folder.File("steady.mf4"), RandomStream.Header, channels);
        using SampleBlock block = new();
        long allocated = 0;
        for (int round = 0; round < 200; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int channel = 0; channel < channels.Length; channel++)
            {
                block.SetSamples(channel, round * 1024, round * 1024, 1024, 4096);
                writer.Append(block);
            }

            allocated += round < 50 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static byte[] ReadShared(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private string Record(RandomStream stream, out string hash)
    {
        string path = _folder.File("stream é.mf4");
        using RecordingWriter writer = RecordingWriter.Create(path, RandomStream.Header, RandomStream.Channels);
        foreach (StreamBlock block in stream.Blocks)
        {
            RandomStream.Append(writer, block);
        }

        hash = writer.Complete();
        return path;
    }

    private static async Task<List<StreamBlock>> Replay(string path)
    {
        await using RecordingSource source = new(path);
        Assert.Equal(RandomStream.Channels, await source.OpenAsync([], TestContext.Current.CancellationToken));
        return await Blocks(source);
    }

    private static async Task<List<StreamBlock>> Blocks(RecordingSource source)
    {
        List<StreamBlock> blocks = [];
        await foreach (SampleBlock block in source.ReadBlocksAsync(TestContext.Current.CancellationToken))
        {
            blocks.Add(StreamBlock.From(block));
            block.Dispose();
        }

        return blocks;
    }
}
