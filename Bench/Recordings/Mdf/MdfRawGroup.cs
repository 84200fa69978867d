using Bench.Acquisition;

namespace Bench.Recordings.Mdf;

/// <summary>A data group while it is read.</summary>
internal sealed class MdfRawGroup(MdfComment comment)
{
    public MdfComment Comment => comment;

    public List<MdfRawColumn> Columns { get; } = [];

    public MdfRawColumn? Master { get; set; }

    public bool MasterIsVirtual { get; set; }

    public int RowBytes { get; set; }

    public long Rows { get; set; }

    public MdfDataExtents? Extents { get; set; }

    public SampleClock Clock { get; set; }

    public long FirstIndex { get; set; }

    /// <summary>Time of the first row by the file's own time axis; null in recordings of ours.</summary>
    public double? StartSeconds { get; set; }
}

/// <summary>A channel while it is read.</summary>
internal sealed record MdfRawColumn(
    string Name,
    string Unit,
    SampleFormat Format,
    MdfLinear Conversion,
    MdfComment Comment)
{
    public required long ByteOffset { get; init; }

    public required bool IsBigEndian { get; init; }

    /// <summary>Number of the channel in the source that was recorded; null in files of other tools.</summary>
    public long? Number => Comment.Property("signal").Length > 0 ? Comment.Number("channel") : null;

    public long FirstTick(MdfRawGroup group) =>
        Comment.Number("firstTick") ?? group.FirstIndex * group.Clock.TicksPerSample;
}

/// <summary>y = x · Factor + Offset.</summary>
internal readonly record struct MdfLinear(double Offset, double Factor)
{
    /// <summary>Reads a conversion: none and identity are linear too; null for every other kind.</summary>
    public static MdfLinear? Read(MdfBlocks blocks, long link) => blocks.Read(link, "##CC") switch
    {
        null => new MdfLinear(0, 1),
        MdfBlock block when block.Byte(0) == 0 => new MdfLinear(0, 1),
        MdfBlock block when block.Byte(0) == 1 => new MdfLinear(block.Double(24), block.Double(32)),
        _ => null,
    };
}
