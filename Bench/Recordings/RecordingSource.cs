using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Bench.Acquisition;
using Bench.Recordings.Mdf;

namespace Bench.Recordings;

/// <summary>
/// Replays a recording as the blocks of the stream that was recorded: the same samples at the same positions, the
/// same faults between them. Only the division into blocks may differ.
/// </summary>
public sealed class RecordingSource : ISampleSource
{
    // About what a device sends at a time.
    private const double BlockSeconds = 0.05;

    private readonly string _path;
    private readonly ConcurrentBag<SampleBlock> _pool = [];
    private readonly Action<SampleBlock> _return;
    private RecordingReader? _reader;
    private ImmutableArray<int> _subscribed = [];

    /// <summary>Makes a source of the recording at a path; nothing is opened yet.</summary>
    public RecordingSource(string path)
    {
        _path = path;
        _return = _pool.Add;
    }

    /// <summary>What the recording says about its test; null before it is open and in files of other tools.</summary>
    public RecordingHeader? Header => _reader?.Header;

    /// <inheritdoc/>
    /// <remarks>No names at all subscribe to every channel.</remarks>
    /// <exception cref="RecordingException">The recording cannot be read.</exception>
    public Task<ImmutableArray<SourceChannel>> OpenAsync(ImmutableArray<string> signals, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _reader ??= RecordingReader.Open(_path);
        ImmutableArray<SourceChannel> recorded = _reader.Channels;
        _subscribed = signals.Length == 0
            ? [.. Enumerable.Range(0, recorded.Length)]
            : [.. signals.Select(signal => Find(recorded, signal))];
        return Task.FromResult<ImmutableArray<SourceChannel>>([.. _subscribed.Select(index => recorded[index])]);
    }

    /// <inheritdoc/>
    /// <exception cref="RecordingException">The recording cannot be read.</exception>
    public async IAsyncEnumerable<SampleBlock> ReadBlocksAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        RecordingReader reader = _reader ?? throw new InvalidOperationException("OpenAsync comes first.");
        FaultReplay faults = new(reader.Faults, _subscribed);
        ReplayOrder order = new(reader.Groups);
        while (order.Next() is ReplayCursor cursor)
        {
            cancel.ThrowIfCancellationRequested();
            int rows = cursor.ReadRows(BlockSeconds);
            for (int i = 0; i < cursor.Group.Columns.Length; i++)
            {
                int channel = _subscribed.IndexOf(cursor.Group.Columns[i].Channel);
                if (channel < 0)
                {
                    continue;
                }

                while (faults.Due(channel, cursor.Index, cursor.Seconds) is RecordedFault fault)
                {
                    yield return Fault(fault, faults.ChannelOf(fault));
                }

                yield return Samples(cursor, i, channel, rows);
            }

            cursor.Advance(rows);
        }

        while (faults.Remaining() is RecordedFault fault)
        {
            yield return Fault(fault, faults.ChannelOf(fault));
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _reader?.Dispose();
        _reader = null;
        return ValueTask.CompletedTask;
    }

    private int Find(ImmutableArray<SourceChannel> recorded, string signal)
    {
        for (int i = 0; i < recorded.Length; i++)
        {
            if (recorded[i].Signal.EndsWith(signal, StringComparison.Ordinal))
            {
                return i;
            }
        }

        string known = string.Join(", ", recorded.Select(channel => channel.Signal));
        throw new AcquisitionException(
            $"Recording \"{_path}\" has no signal that ends with \"{signal}\"; it has {known}.");
    }

    private SampleBlock Take()
    {
        if (!_pool.TryTake(out SampleBlock? block))
        {
            block = new SampleBlock();
        }

        block.OnDispose(_return);
        return block;
    }

    private SampleBlock Samples(ReplayCursor cursor, int column, int channel, int rows)
    {
        SampleBlock block = Take();
        int size = _reader!.Channels[cursor.Group.Columns[column].Channel].Format.Size();
        cursor.CopyColumn(
            column, size, rows, block.SetSamples(channel, cursor.Index, cursor.TickOf(column), rows, rows * size));
        return block;
    }

    private SampleBlock Fault(RecordedFault fault, int channel)
    {
        SampleBlock block = Take();
        block.SetFault(fault.Kind, channel, fault.FirstIndex, fault.FirstTick, fault.MissingSamples, fault.Reason);
        return block;
    }
}
