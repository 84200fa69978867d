using Bench.Recordings.Mdf;

namespace Bench.Recordings.Foreign;

/// <summary>A channel group of an MDF file of another tool.</summary>
internal sealed class MdfGroup(MdfBlock block)
{
    private const int VariableLength = 1;

    public long RecordId => block.Int64(0);

    public long Claimed => block.Int64(8);

    public uint DataBytes => block.UInt32(24);

    public uint InvalidBytes => block.UInt32(28);

    /// <summary>Whether its records are texts of any length, which stand between those of other groups.</summary>
    public bool IsText => (block.UInt16(16) & VariableLength) != 0;

    public long RecordBytes => (long)DataBytes + InvalidBytes;

    public List<MdfColumn> Columns { get; } = [];

    /// <summary>The time of every record.</summary>
    public MdfColumn? Master { get; set; }

    /// <summary>Its records, back to back; null as long as they were not looked for.</summary>
    public ByteSource? Records { get; set; }
}
