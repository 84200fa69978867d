using System.Buffers.Binary;
using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Recordings.Mdf;

namespace Bench.Recordings;

/// <summary>
/// Records raw samples as ASAM MDF 4.11. What stands on the disk is a whole file after every single write, so nothing
/// needs to be finished or recovered: when the process dies at most the last 0.2 s are lost; with a power cut, what
/// came since the last <see cref="Flush"/>. Not thread-safe.
/// </summary>
public sealed class RecordingWriter : IDisposable
{
    private readonly MdfFile _file;
    private readonly ImmutableArray<PendingChannel> _channels;
    private readonly Dictionary<SampleClock, ClockGroup> _groups;
    private readonly RecordingHeader _header;
    private readonly MdfHeaderBlocks.Addresses _addresses;
    private long _groupLinkAddress = MdfLayout.LinkAddress(MdfLayout.HeaderAddress, 0);
    private long _eventLinkAddress = MdfLayout.LinkAddress(MdfLayout.HeaderAddress, 4);
    private bool _isFinished;
    private string? _hash;

    private RecordingWriter(MdfFile file, RecordingHeader header, ImmutableArray<SourceChannel> channels)
    {
        _file = file;
        _header = header;
        _channels = [.. channels.Select((channel, index) => new PendingChannel(index, channel))];
        _groups = _channels
            .GroupBy(channel => channel.Source.Clock)
            .ToDictionary(group => group.Key, group => new ClockGroup([.. group], OpenSegment));
        MdfBlockBuilder blocks = new(0);
        _addresses = MdfHeaderBlocks.Write(blocks, header, channels);
        file.Append(blocks.Bytes);
        if (_addresses.LastEvent != 0)
        {
            _eventLinkAddress = MdfLayout.LinkAddress(_addresses.LastEvent, 0);
        }
    }

    /// <summary>Creates the file and writes its header.</summary>
    /// <exception cref="RecordingException">The file exists or cannot be created.</exception>
    public static RecordingWriter Create(string path, RecordingHeader header, ImmutableArray<SourceChannel> channels) =>
        Start(MdfFile.Create(path), header, channels);

    /// <summary>Writes into an empty file.</summary>
    internal static RecordingWriter Over(
        MdfFile file, RecordingHeader header, ImmutableArray<SourceChannel> channels) =>
        Start(file, header, channels);

    /// <summary>Takes a block; the caller keeps and disposes it.</summary>
    /// <exception cref="RecordingException">
    /// The file cannot be written, for instance because the disk is full.
    /// </exception>
    public void Append(SampleBlock block)
    {
        if (block.Kind != BlockKind.Samples)
        {
            AppendFault(block);
            return;
        }

        PendingChannel channel = _channels[block.Channel];
        int expected = block.Count * channel.SampleBytes;
        if (block.Raw.Length != expected)
        {
            throw new ArgumentException(
                $"A block of {block.Count} samples of {channel.Source.Signal} has {block.Raw.Length} bytes, expected "
                    + $"{expected}.",
                nameof(block));
        }

        channel.Append(block);
        _groups[channel.Source.Clock].Pump(Remainder.Keep, Stragglers.Await);
    }

    /// <summary>Writes the rows that are complete and waits until they are on the disk.</summary>
    /// <exception cref="RecordingException">The file cannot be written.</exception>
    public void Flush()
    {
        PumpAll(Stragglers.Await);
        _file.FlushToDisk();
    }

    /// <summary>Writes everything and waits until it is on the disk; nothing is appended after it.</summary>
    /// <exception cref="RecordingException">The file cannot be written.</exception>
    public void Finish()
    {
        if (!_isFinished)
        {
            PumpAll(Stragglers.Leave);
            _file.FlushToDisk();
            _isFinished = true;
        }
    }

    /// <summary>
    /// <see cref="Finish"/>, and the file's SHA-256 in lower-case hex: a second for a gigabyte or two, of which no
    /// part can be had earlier, because counters at the file's begin are set to the end.
    /// </summary>
    /// <exception cref="RecordingException">The file cannot be written or read back.</exception>
    public string Complete()
    {
        Finish();
        return _hash ??= _file.Hash();
    }

    /// <summary>
    /// Writes everything and the verdict, and returns the file's SHA-256 in lower-case hex. Where the file could not
    /// be written to its end it is left as the recording of what was written, and the hash is that file's; empty where
    /// not even that can be read back. It never fails: the verdict must not be lost with the recording.
    /// </summary>
    public string Seal(RecordingVerdict verdict)
    {
        if (_hash is not null)
        {
            return _hash;
        }

        try
        {
            TryFinish();
            WriteVerdict(verdict);
            _hash = _file.Hash();
        }
        catch (RecordingException)
        {
            _hash = "";
        }

        return _hash;
    }

    /// <summary>
    /// Closes the file; samples that wait for those of other channels are dropped (<see cref="Complete"/>).
    /// </summary>
    public void Dispose() => _file.Dispose();

    private static RecordingWriter Start(MdfFile file, RecordingHeader header, ImmutableArray<SourceChannel> channels)
    {
        try
        {
            return new RecordingWriter(file, header, channels);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void TryFinish()
    {
        try
        {
            Finish();
        }
        catch (RecordingException)
        {
            _file.DropTail();
        }
    }

    // The comment with the verdict goes into room reserved in the header, where nothing refers to it yet; when it is
    // on the disk one aligned write of 8 bytes puts it in force. Before and after, the file is whole, and the header
    // stays at the front, so that a file that is cut off later keeps it.
    private void WriteVerdict(RecordingVerdict verdict)
    {
        MdfBlockBuilder comment = new(_addresses.Reserve);
        ImmutableArray<SourceChannel> channels = [.. _channels.Select(channel => channel.Source)];
        long address = MdfHeaderBlocks.Comment(comment, _header, channels, verdict);
        if (comment.Bytes.Length > _addresses.ReserveBytes)
        {
            comment = new MdfBlockBuilder(_addresses.Reserve);
            address = MdfHeaderBlocks.Comment(comment, _header, channels, verdict with { Reason = "" });
        }

        _file.Fill(address, comment.Bytes);
        _file.FlushToDisk();
        Span<byte> link = stackalloc byte[MdfLayout.Link];
        BinaryPrimitives.WriteInt64LittleEndian(link, address);
        _file.Fill(MdfLayout.LinkAddress(MdfLayout.HeaderAddress, 5), link);
        _file.FlushToDisk();
    }

    private void PumpAll(Stragglers stragglers)
    {
        foreach (ClockGroup group in _groups.Values)
        {
            group.Pump(Remainder.Write, stragglers);
        }
    }

    private RecordedSegment OpenSegment(ImmutableArray<PendingChannel> channels)
    {
        MdfBlockBuilder blocks = new(_file.Length);
        MdfGroupBlocks.Addresses addresses = MdfGroupBlocks.Write(
            blocks,
            [.. channels.Select(channel => new MdfColumn(
                channel.Index, channel.Source, channel.HeadTick, SensorOf(channel.Index)))],
            channels[0].HeadIndex);
        _file.Append(blocks.Bytes);
        _file.Patch(_groupLinkAddress, addresses.DataGroup);
        _groupLinkAddress = MdfLayout.LinkAddress(addresses.DataGroup, 0);
        return new RecordedSegment(_file, channels, addresses);
    }

    private RecordedSensor? SensorOf(int channel) => channel < _header.Sensors.Length ? _header.Sensors[channel] : null;

    private void AppendFault(SampleBlock block)
    {
        double now = 0;
        foreach (PendingChannel channel in _channels)
        {
            now = Math.Max(now, channel.Source.Clock.Seconds(channel.EndIndex * channel.Source.Clock.TicksPerSample));
            if (block.Channel < 0 || block.Channel == channel.Index)
            {
                channel.Close();
            }
        }

        if (block.Channel >= 0)
        {
            SampleClock clock = _channels[block.Channel].Source.Clock;
            now = clock.Seconds(_channels[block.Channel].EndIndex * clock.TicksPerSample);
        }

        MdfBlockBuilder blocks = new(_file.Length);
        long comment = blocks.Comment(
            "EVcomment",
            block.Reason,
            ("kind", block.Kind.ToString()),
            ("channel", MdfHeaderBlocks.Invariant(block.Channel)),
            ("firstIndex", MdfHeaderBlocks.Invariant(block.FirstIndex)),
            ("firstTick", MdfHeaderBlocks.Invariant(block.FirstTick)),
            ("missingSamples", MdfHeaderBlocks.Invariant(block.MissingSamples)),
            ("reason", block.Reason));
        long address = MdfHeaderBlocks.Event(
            blocks, MdfHeaderBlocks.EventType.AcquisitionInterrupt, block.Kind.ToString(), comment, now);
        _file.Append(blocks.Bytes);
        _file.Patch(_eventLinkAddress, address);
        _eventLinkAddress = MdfLayout.LinkAddress(address, 0);
    }
}
