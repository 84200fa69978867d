using Bench.Models.Verdicts;
using Bench.Recordings;
using Bench.Recordings.Mdf;

namespace Bench.Bench.Tests.Recordings;

/// <summary>What is left of a recording when the power or the process goes at any moment.</summary>
public sealed class RecordingCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<(long Address, byte[] Bytes)> _writes = [];
    private readonly byte[] _whole;

    public RecordingCrashTests()
    {
        RandomStream stream = new(11, 6);
        string path = _folder.File("whole.mf4");
        using (MdfFile file = MdfFile.Open(path, FileMode.CreateNew, (address, bytes) => _writes.Add((address, bytes))))
        using (RecordingWriter writer = RecordingWriter.Over(file, RandomStream.Header, RandomStream.Channels))
        {
            foreach (StreamBlock block in stream.Blocks)
            {
                RandomStream.Append(writer, block);
            }

            writer.Seal(new RecordingVerdict(Verdict.Fail, "unbalance", "order 1 is high"));
        }

        _whole = File.ReadAllBytes(path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_stands_after_every_single_write_is_a_whole_file()
    {
        Dictionary<int, byte[]> truth = Samples(_whole);
        byte[] state = new byte[_whole.Length];
        int length = 0;
        long known = 0;
        foreach ((long address, byte[] bytes) in _writes)
        {
            bytes.CopyTo(state, address);
            length = Math.Max(length, (int)address + bytes.Length);
            Dictionary<int, byte[]> samples = Samples(state[..length]);
            AssertPrefix(truth, samples);
            long read = samples.Values.Sum(raw => raw.LongLength);
            Assert.True(read >= known, "Samples that were there are gone.");
            known = read;
        }

        Assert.Equal(_whole, state);
        Assert.Equal(truth.Values.Sum(raw => raw.LongLength), known);
        Assert.InRange(_writes.Count, 200, 5000);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_loses_at_most_the_last_chunk_of_each_channel()
    {
        Dictionary<int, byte[]> truth = Samples(_whole);
        long[] rowsByLength = CompleteBytesByLength();
        Random random = new(12);
        int header = _writes[0].Bytes.Length;
        int[] boundaries = [.. _writes.Where(IsAppend).Select(write => (int)write.Address + write.Bytes.Length)];
        Assert.InRange(boundaries.Length, 100, 3000);
        int[] anywhere = [.. Enumerable.Range(0, 200).Select(_ => random.Next(header, _whole.Length))];
        foreach (int length in boundaries.Concat(anywhere))
        {
            Dictionary<int, byte[]> samples = Samples(_whole[..length]);
            AssertPrefix(truth, samples);
            Assert.True(
                samples.Values.Sum(raw => raw.LongLength) >= rowsByLength[length],
                $"Cut off at byte {length}, chunks that were complete are lost.");
        }
    }

    [Fact]
    public void A_file_that_is_cut_off_in_its_header_is_refused_in_one_sentence()
    {
        for (int length = 0; length < 168; length++)
        {
            RecordingException e = Assert.Throws<RecordingException>(() => Samples(_whole[..length]));
            Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
        }
    }

    // Bytes of samples in all chunks that lie wholly within a file of a given length.
    private long[] CompleteBytesByLength()
    {
        long[] complete = new long[_whole.Length + 1];
        long sum = 0;
        long at = 0;
        foreach ((long address, byte[] bytes) in _writes.Where(IsAppend))
        {
            long end = address + bytes.Length;
            complete.AsSpan((int)at..(int)end).Fill(sum);
            at = end;
            sum += bytes.AsSpan().StartsWith("##DT"u8) ? BitConverter.ToInt64(bytes, 8) - 24 : 0;
        }

        complete.AsSpan((int)at).Fill(sum);
        return complete;
    }

    // Links and counters are 8 bytes long, and the verdict goes into the header.
    private bool IsAppend((long Address, byte[] Bytes) write) =>
        write.Bytes.Length > 8 && (write.Address == 0 || write.Address >= _writes[0].Bytes.Length);

    private static void AssertPrefix(Dictionary<int, byte[]> truth, Dictionary<int, byte[]> samples)
    {
        foreach ((int channel, byte[] raw) in samples)
        {
            Assert.True(truth[channel].AsSpan().StartsWith(raw), $"Channel {channel} has other samples.");
        }
    }

    private Dictionary<int, byte[]> Samples(byte[] file)
    {
        string path = _folder.File("part.mf4");
        File.WriteAllBytes(path, file);
        using RecordingReader reader = RecordingReader.Open(path);
        Dictionary<int, MemoryStream> samples = [];
        foreach (RecordedGroup group in reader.Groups)
        {
            byte[] rows = new byte[group.Rows * group.RowBytes];
            group.ReadRows(0, rows);
            foreach (RecordedColumn column in group.Columns)
            {
                int number = Array.FindIndex(
                    [.. RandomStream.Channels], c => c.Signal == reader.Channels[column.Channel].Signal);
                int size = RandomStream.Channels[number].Format.Size();
                samples.TryAdd(number, new MemoryStream());
                for (int row = 0; row < group.Rows; row++)
                {
                    samples[number].Write(rows, (row * group.RowBytes) + column.ByteOffset, size);
                }
            }
        }

        return samples.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }
}
