using Bench.Recordings;
using Bench.Recordings.Archive;
using Bench.Recordings.Mdf;

namespace Bench.Bench.Tests.Recordings;

/// <summary>Places that cannot be written and files that cannot be read.</summary>
public sealed class RecordingFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_folder_is_named_in_one_sentence()
    {
        string path = _folder.File(Path.Combine("nowhere", "a.mf4"));
        RecordingException e = Assert.Throws<RecordingException>(
            () => RecordingWriter.Create(path, RandomStream.Header, RandomStream.Channels));
        Assert.Equal($"Recording \"{path}\" cannot be created: its folder does not exist.", e.Message);
    }

    [Fact]
    public void A_recording_is_never_overwritten()
    {
        string path = _folder.File("a.mf4");
        File.WriteAllText(path, "precious");
        RecordingException e = Assert.Throws<RecordingException>(
            () => RecordingWriter.Create(path, RandomStream.Header, RandomStream.Channels));
        Assert.Equal($"Recording \"{path}\" cannot be created: a file of that name exists.", e.Message);
        Assert.Equal("precious", File.ReadAllText(path));
    }

    [Fact]
    public void A_full_disk_is_named_in_one_sentence()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full, a device that is always full.");
        using MdfFile file = MdfFile.Open("/dev/full", FileMode.Open, journal: null);
        RecordingException e = Assert.Throws<RecordingException>(
            () => RecordingWriter.Over(file, RandomStream.Header, RandomStream.Channels));
        Assert.Equal("Recording \"/dev/full\" cannot be written: the disk is full.", e.Message);
    }

    [Theory]
    [InlineData("", "it is not an MDF file")]
    [InlineData(
        "RIFF this is sound, not a measurement, and it goes on for more than 64 bytes", "it is not an MDF file")]
    [InlineData(
        "MDF     3.30    CANape  and then enough bytes to make up an identification", "it is MDF 3.30, expected 4.x")]
    [InlineData("UnFinMF 4.11    Logger  and then enough bytes to make up an identification", "not finalised")]
    public void What_is_no_recording_is_refused_in_one_sentence(string content, string reason)
    {
        string path = _folder.File("b.mf4");
        File.WriteAllText(path, content);
        RecordingException e = Assert.Throws<RecordingException>(() => RecordingReader.Open(path));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        string path = _folder.File("c.mf4");
        RecordingException e = Assert.Throws<RecordingException>(() => RecordingReader.Open(path));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 3000)]
    [InlineData(true, 1000)]
    public void Damaged_files_are_read_or_refused_without_loops_or_memory_out_of_proportion(
        bool isArchive, int variants)
    {
        byte[] good = Good(isArchive);
        Random random = new(21);
        int refused = 0;
        for (int i = 0; i < variants; i++)
        {
            byte[] bad = (byte[])good.Clone();
            for (int n = random.Next(1, 6); n > 0; n--)
            {
                Damage(bad, random);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            refused += Read(bad) ? 0 : 1;
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(
                allocated < 100 * good.Length, $"Variant {i} of a file of {good.Length} bytes took {allocated} bytes.");
        }

        Assert.InRange(refused, variants / 30, variants - 100);
    }

    private byte[] Good(bool isArchive)
    {
        string path = _folder.File("good.mf4");
        using (RecordingWriter writer = RecordingWriter.Create(path, RandomStream.Header, RandomStream.Channels))
        {
            foreach (StreamBlock block in new RandomStream(22, 1).Blocks)
            {
                RandomStream.Append(writer, block);
            }

            writer.Complete();
        }

        return File.ReadAllBytes(
            isArchive ? RecordingArchive.Write(path, TestContext.Current.CancellationToken)!.Path : path);
    }

    private static void Damage(byte[] file, Random random)
    {
        // Most damage goes where it hurts: into 8-byte fields, which are links, lengths and counts.
        int field = random.Next(8, Math.Min(file.Length, 8000) / 8) * 8;
        switch (random.Next(4))
        {
            case 0:
                file[random.Next(file.Length)] = (byte)random.Next(256);
                break;
            case 1:
                BitConverter.TryWriteBytes(file.AsSpan(field), (long)random.Next(file.Length) & ~7L);
                break;
            case 2:
                BitConverter.TryWriteBytes(file.AsSpan(field), random.NextInt64(long.MinValue, long.MaxValue));
                break;
            default:
                file.AsSpan(random.Next(8, file.Length / 8) * 8, 8).CopyTo(file.AsSpan(field));
                break;
        }
    }

    private bool Read(byte[] file)
    {
        string path = _folder.File("bad.mf4");
        File.WriteAllBytes(path, file);
        try
        {
            using RecordingReader reader = RecordingReader.Open(path);
            byte[] row = new byte[1 << 16];
            foreach (RecordedGroup group in reader.Groups)
            {
                for (long at = 0; group.RowBytes <= row.Length && at < group.Rows;)
                {
                    int rows = (int)Math.Min(group.Rows - at, row.Length / group.RowBytes);
                    group.ReadRows(at, row.AsSpan(0, rows * group.RowBytes));
                    at += rows;
                }
            }

            return true;
        }
        catch (RecordingException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
    }
}
