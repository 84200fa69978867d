using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Bench.Acquisition;
using Bench.Recordings;
using Bench.Recordings.Foreign;
using Bench.Results;
using Bench.Tests.Shared;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>Reading one channel of a recording of 98 MB: eight channels of float32, 3 072 000 rows.</summary>
public class RecordingReaderBenchmarks : IDisposable
{
    /// <summary>The channel that is read.</summary>
    public const string Channel = "acc3";

    private const int Channels = 8;
    private const int Rows = 3_072_000;
    private const int SampleRateHz = 51_200;
    private const int BlockSamples = 5120;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Writes the recording.</summary>
    public RecordingReaderBenchmarks()
    {
        ImmutableArray<SourceChannel> channels = [.. Enumerable.Range(0, Channels).Select(c => new SourceChannel(
            string.Create(CultureInfo.InvariantCulture, $"/acc{c}"),
            string.Create(CultureInfo.InvariantCulture, $"acc{c}"),
            "m/s²", SampleFormat.Float32, Scale: 1, Offset: 0, SampleClock.FromRate(SampleRateHz)))];
        using RecordingWriter recording = RecordingWriter.Create(FilePath, new RecordingHeader
        {
            SerialNumber = SerialNumber.Parse("7DL-2611-00001"),
            PartType = "7DL",
            RecipeHash = "",
            Bench = "benchmark",
            StartedAt = DateTimeOffset.UnixEpoch,
        }, channels);
        float[] samples = new float[BlockSamples];
        TestSignal.Fill(samples, 0);
        using SampleBlock block = new();
        for (int at = 0; at < Rows; at += BlockSamples)
        {
            for (int channel = 0; channel < Channels; channel++)
            {
                Span<byte> raw = block.SetSamples(channel, at, at, BlockSamples, BlockSamples * sizeof(float));
                MemoryMarshal.AsBytes(samples.AsSpan()).CopyTo(raw);
                recording.Append(block);
            }
        }

        recording.Complete();
    }

    /// <summary>The recording.</summary>
    public string FilePath => _folder.File("98MB.mf4");

    /// <summary>Opens the file and reads one channel into memory, as asammdf's <c>get</c> does.</summary>
    [Benchmark]
    public double[] ReadChannel()
    {
        using ForeignRecording recording = ForeignFile.Open(FilePath);
        return recording.Find(Channel).Samples.ToArray();
    }

    /// <summary>Deletes the recording.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Deletes the recording.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => _folder.Dispose();
}
