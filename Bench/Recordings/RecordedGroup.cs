using System.Collections.Immutable;
using Bench.Acquisition;

namespace Bench.Recordings;

/// <summary>Channels of one clock that were recorded side by side without a gap: a table of rows.</summary>
public sealed class RecordedGroup
{
    private readonly ByteSource _rows;

    internal RecordedGroup(ByteSource rows)
    {
        _rows = rows;
    }

    /// <summary>Time base of all its channels.</summary>
    public required SampleClock Clock { get; init; }

    /// <summary>Index of the first row, counted from the first sample of the recording, gaps included.</summary>
    public required long FirstIndex { get; init; }

    /// <summary>Number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of a row.</summary>
    public required int RowBytes { get; init; }

    /// <summary>The channels.</summary>
    public required ImmutableArray<RecordedColumn> Columns { get; init; }

    /// <summary>Seconds from the first sample of the recording to the first row.</summary>
    public double StartSeconds => Clock.Seconds(FirstIndex * Clock.TicksPerSample);

    /// <summary>Reads whole rows: <paramref name="target"/> holds a multiple of <see cref="RowBytes"/>.</summary>
    /// <exception cref="RecordingException">The file cannot be read.</exception>
    public void ReadRows(long firstRow, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow + (target.Length / RowBytes), Rows);
        _rows.Read(firstRow * RowBytes, target);
    }
}

/// <summary>A channel within a group.</summary>
/// <param name="Channel">Index into the recording's channels.</param>
/// <param name="ByteOffset">Where its sample lies in the row.</param>
/// <param name="IsBigEndian">Whether its bytes come most significant first (files of other tools).</param>
/// <param name="FirstTick">Device tick of its first sample in the group.</param>
public readonly record struct RecordedColumn(int Channel, int ByteOffset, bool IsBigEndian, long FirstTick);
