using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Bench.Acquisition;
using Bench.Recordings;
using Bench.Results;
using Bench.Tests.Shared;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>Recording 16 channels of float32 at 102.4 kHz as MDF 4.11, in blocks of 10 ms.</summary>
[MemoryDiagnoser]
public class RecordingWriterBenchmarks : IDisposable
{
    /// <summary>Seconds of signal that one call records.</summary>
    public const double SecondsPerCall = BlocksPerCall / 100.0;

    private const int BlocksPerCall = 50;
    private const int Channels = 16;
    private const int SampleRateHz = 102_400;
    private const int BlockSamples = SampleRateHz / 100;

    private readonly TemporaryFolder _folder = new();
    private readonly SampleBlock _block = new();
    private readonly float[] _samples = new float[BlockSamples];
    private RecordingWriter _recording;
    private long _files;
    private long _next;

    /// <summary>Begins a recording.</summary>
    public RecordingWriterBenchmarks()
    {
        TestSignal.Fill(_samples, 0);
        _recording = Begin();
    }

    /// <summary>Appends half a second.</summary>
    [Benchmark]
    public void Append()
    {
        for (int i = 0; i < BlocksPerCall; i++)
        {
            for (int channel = 0; channel < Channels; channel++)
            {
                Span<byte> raw = _block.SetSamples(channel, _next, _next, BlockSamples, BlockSamples * sizeof(float));
                MemoryMarshal.AsBytes(_samples.AsSpan()).CopyTo(raw);
                _recording.Append(_block);
            }

            _next += BlockSamples;
        }
    }

    /// <summary>Ends the file and begins another one: the disk is not filled.</summary>
    [IterationCleanup]
    public void Restart()
    {
        _recording.Dispose();
        File.Delete(FilePath);
        _recording = Begin();
        _next = 0;
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
    protected virtual void Dispose(bool disposing)
    {
        _recording.Dispose();
        _block.Dispose();
        _folder.Dispose();
    }

    private string FilePath => _folder.File(_files.ToString(CultureInfo.InvariantCulture) + ".mf4");

    private RecordingWriter Begin()
    {
        _files++;
        ImmutableArray<SourceChannel> channels = [.. Enumerable.Range(0, Channels).Select(c => new SourceChannel(
            string.Create(CultureInfo.InvariantCulture, $"/acc{c}"), "acceleration", "m/s²", SampleFormat.Float32,
            Scale: 1, Offset: 0, SampleClock.FromRate(SampleRateHz)))];
        return RecordingWriter.Create(FilePath, new RecordingHeader
        {
            SerialNumber = SerialNumber.Parse("7DL-2611-00001"),
            PartType = "7DL",
            RecipeHash = "",
            Bench = "benchmark",
            StartedAt = DateTimeOffset.UnixEpoch,
        }, channels);
    }
}
