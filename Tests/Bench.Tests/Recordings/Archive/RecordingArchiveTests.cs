using Bench.Acquisition;
using Bench.Models.Verdicts;
using Bench.Recordings;
using Bench.Recordings.Archive;

namespace Bench.Bench.Tests.Recordings.Archive;

public sealed class RecordingArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_replay_of_the_archive_is_the_stream_that_was_recorded()
    {
        RandomStream stream = new(31, lengthSeconds: 12);
        string path = Record(stream, out RecordingVerdict verdict);
        long before = new FileInfo(path).Length;
        WrittenArchive archive = RecordingArchive.Write(path, TestContext.Current.CancellationToken)!;
        Assert.Equal(before, new FileInfo(path).Length);
        RecordingArchive.Replace(path, archive);
        Assert.Equal(archive.Hash, RecordingArchive.HashOf(path));
        Assert.Equal(archive.Bytes, new FileInfo(path).Length);
        Assert.Null(RecordingArchive.Write(path, TestContext.Current.CancellationToken));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        List<StreamBlock> replay = await Replay(path);
        for (int channel = -1; channel < RandomStream.Channels.Length; channel++)
        {
            Assert.Equal(Timeline.Of(stream.Blocks, channel), Timeline.Of(replay, channel));
        }

        using RecordingReader reader = RecordingReader.Open(path);
        Assert.Equal(verdict, reader.Verdict);
        Assert.Equal(RandomStream.Header.Steps, reader.Header!.Steps);
        Assert.False(reader.IsCutOff);
    }

    [Fact]
    public void Other_readers_get_the_same_samples_and_a_quiet_signal_takes_a_fraction_of_the_room()
    {
        string path = _folder.File("quiet.mf4");
        using (RecordingWriter writer = RecordingWriter.Create(path, RandomStream.Header, RandomStream.Channels))
        {
            // Counts of a 24-bit converter that swing by 200 steps: the upper bytes say nothing.
            int[] counts = [.. Enumerable.Range(0, 200_000).Select(i => (int)(100 * Math.Sin(0.01 * i)))];
            byte[] raw = new byte[counts.Length * sizeof(int)];
            Buffer.BlockCopy(counts, 0, raw, 0, raw.Length);
            RandomStream.Append(
                writer, new StreamBlock(BlockKind.Samples, 0, 0, 777_000, counts.Length, "", raw));
            writer.Complete();
        }

        double[] before = _folder.Open(path).Find("AccA").Samples.ToArray();
        WrittenArchive archive = RecordingArchive.Write(path, TestContext.Current.CancellationToken)!;
        Assert.Equal(200_000, before.Length);
        Assert.Equal(before, _folder.Open(archive.Path).Find("AccA").Samples.ToArray());
        Assert.True(archive.Bytes < new FileInfo(path).Length / 4, $"{archive.Bytes} bytes.");
    }

    [Fact]
    public async Task A_recording_that_was_cut_off_becomes_an_archive_of_what_is_left()
    {
        string path = Record(new RandomStream(32, 6), out _);
        byte[] whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(path, whole[..(whole.Length * 2 / 3)], TestContext.Current.CancellationToken);
        List<StreamBlock> left = await Replay(path);
        RecordingArchive.Replace(path, RecordingArchive.Write(path, TestContext.Current.CancellationToken)!);
        List<StreamBlock> archived = await Replay(path);
        for (int channel = 0; channel < RandomStream.Channels.Length; channel++)
        {
            Assert.Equal(Timeline.Of(left, channel), Timeline.Of(archived, channel));
        }
    }

    [Fact]
    public void An_archive_with_another_sample_is_found_out()
    {
        string path = Record(new RandomStream(33, 2), out _);
        string other = _folder.File("other.mf4");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().LastIndexOf("##DT"u8) + 30] ^= 1;
        File.WriteAllBytes(other, bytes);
        RecordingException e = Assert.Throws<RecordingException>(
            () => ArchiveComparison.Require(path, other, TestContext.Current.CancellationToken));
        Assert.Contains("does not hold the same", e.Message, StringComparison.Ordinal);
        ArchiveComparison.Require(path, path, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void What_cannot_be_written_leaves_the_recording_and_nothing_else()
    {
        string path = Record(new RandomStream(34, 2), out _);
        byte[] before = File.ReadAllBytes(path);
        Directory.CreateDirectory($"{path}.part/in the way");
        Assert.ThrowsAny<Exception>(() => RecordingArchive.Write(path, TestContext.Current.CancellationToken));
        Assert.Equal(before, File.ReadAllBytes(path));
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Directory.Delete($"{path}.part", recursive: true);
        Assert.Throws<OperationCanceledException>(() => RecordingArchive.Write(path, stop.Token));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void An_archive_that_a_kill_left_beside_its_recording_takes_its_place_later()
    {
        string path = Record(new RandomStream(35, 2), out _);
        WrittenArchive archive = RecordingArchive.Write(path, TestContext.Current.CancellationToken)!;
        RecordingArchive.Resume(path, archive.Hash);
        Assert.Equal(archive.Hash, RecordingArchive.HashOf(path));
        File.WriteAllText($"{path}.part", "half of another");
        RecordingArchive.Resume(path, archive.Hash);
        Assert.Equal(archive.Hash, RecordingArchive.HashOf(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    private string Record(RandomStream stream, out RecordingVerdict verdict)
    {
        string path = _folder.File("recording é 1.mf4");
        verdict = new RecordingVerdict(Verdict.Fail, "unbalance", "order 1 is high");
        using RecordingWriter writer = RecordingWriter.Create(path, RandomStream.Header, RandomStream.Channels);
        foreach (StreamBlock block in stream.Blocks)
        {
            RandomStream.Append(writer, block);
        }

        writer.Seal(verdict);
        return path;
    }

    private static async Task<List<StreamBlock>> Replay(string path)
    {
        await using RecordingSource source = new(path);
        await source.OpenAsync([], TestContext.Current.CancellationToken);
        List<StreamBlock> blocks = [];
        await foreach (SampleBlock block in source.ReadBlocksAsync(TestContext.Current.CancellationToken))
        {
            blocks.Add(StreamBlock.From(block));
            block.Dispose();
        }

        return blocks;
    }
}
