using System.Runtime.CompilerServices;
using Bench.Acquisition;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>
/// The acquiring path over loopback: socket, pipe, parser, blocks, queue, consumer. A bare socket on a thread of its
/// own sends float32 samples as fast as they are taken.
/// </summary>
[MemoryDiagnoser]
public class AcquisitionBenchmarks : IAsyncDisposable
{
    /// <summary>Samples that one call receives.</summary>
    public const int SamplesPerCall = BlocksPerCall * SamplesPerBlock;

    /// <summary>Blocks that one call receives.</summary>
    public const int BlocksPerCall = 1000;

    private const int SamplesPerBlock = 2048;

    private ByteServer? _server;
    private OpenDaqSource? _source;
    private IAsyncEnumerator<SampleBlock>? _blocks;

    /// <summary>Connects; the runner does not wait for tasks.</summary>
    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    /// <summary>Receives blocks.</summary>
    /// <returns>Number of samples.</returns>
    [Benchmark]
    public long Receive() => ReceiveAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Disconnects.</summary>
    [GlobalCleanup]
    public void Cleanup() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Connects.</summary>
    /// <returns>When the device has answered.</returns>
    public async Task SetupAsync()
    {
        _server = new ByteServer(SamplesPerBlock * sizeof(float));

        // The sender does not measure and can wait. A short queue: a deep one would still grow its pool of blocks.
        OpenDaqOptions options = new() { WhenFull = QueueFullRule.Wait, QueueBlocks = 1024 };
        _source = new OpenDaqSource(new DaqEndpoint("127.0.0.1", _server.Port, "/"), options, TimeProvider.System);
        await _source.OpenAsync(["acc"], CancellationToken.None);
        _blocks = _source.ReadBlocksAsync(CancellationToken.None).GetAsyncEnumerator();
    }

    /// <summary>Receives blocks.</summary>
    /// <returns>Number of samples.</returns>
    /// <exception cref="InvalidDataException">A block is no block of samples.</exception>
    /// <remarks>Its state is used again from call to call, so that only the path itself can allocate.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<long> ReceiveAsync()
    {
        long samples = 0;
        while (samples < SamplesPerCall && await _blocks!.MoveNextAsync())
        {
            using SampleBlock block = _blocks.Current;
            if (block.Kind != BlockKind.Samples)
            {
                throw new InvalidDataException($"{block.Kind}: {block.Reason}");
            }

            samples += block.Count;
        }

        return samples;
    }

    /// <summary>Disconnects.</summary>
    /// <returns>When everything is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_blocks is not null)
        {
            await _blocks.DisposeAsync();
        }

        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        _server?.Dispose();
        GC.SuppressFinalize(this);
    }
}
