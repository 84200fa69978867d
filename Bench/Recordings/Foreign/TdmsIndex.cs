using System.Collections.Immutable;

namespace Bench.Recordings.Foreign;

/// <summary>How an object's raw data lie in every chunk of a segment.</summary>
internal sealed record TdmsIndex
{
    private const uint FormatChanging = 0x1269;

    // National Instruments' paper says the second, its software writes the first.
    private const uint DigitalLine = 0x126A;
    private const uint DigitalLineOfThePaper = 0x1369;

    public required TdmsType Type { get; init; }

    /// <summary>Values per chunk.</summary>
    public required long Count { get; init; }

    /// <summary>Bytes per chunk of texts, which have no fixed size.</summary>
    public long TextBytes { get; init; }

    /// <summary>Where DAQmx put the values; empty for other data.</summary>
    public ImmutableArray<TdmsScaler> Scalers { get; init; } = [];

    /// <summary>Bytes of a row in each of DAQmx's buffers.</summary>
    public ImmutableArray<int> Widths { get; init; } = [];

    public bool IsDaqmx => !Widths.IsEmpty;

    public long Bytes => Type == TdmsType.Text ? TextBytes : checked(Count * Type.Size());

    /// <summary>Reads an index from behind its first number.</summary>
    public static TdmsIndex Read(uint first, ref TdmsBytes bytes)
    {
        if (first is FormatChanging or DigitalLine or DigitalLineOfThePaper)
        {
            return ReadDaqmx(first != FormatChanging, ref bytes);
        }

        TdmsType type = (TdmsType)bytes.UInt32();
        uint dimension = bytes.UInt32();
        ulong count = bytes.UInt64();
        if (first is not (20 or 28) || dimension != 1 || count > long.MaxValue / 64)
        {
            throw new RecordingException("it is damaged: an object has an impossible index of raw data");
        }

        if (type.Size() == 0 && type != TdmsType.Text)
        {
            throw new RecordingException($"not supported yet: TDMS data of type {(uint)type:X}");
        }

        ulong textBytes = type == TdmsType.Text ? bytes.UInt64() : 0;
        return textBytes <= long.MaxValue / 64
            ? new TdmsIndex { Type = type, Count = (long)count, TextBytes = (long)textBytes }
            : throw new RecordingException("it is damaged: texts of impossible length");
    }

    private static TdmsIndex ReadDaqmx(bool digital, ref TdmsBytes bytes)
    {
        TdmsType type = (TdmsType)bytes.UInt32();
        uint dimension = bytes.UInt32();
        ulong count = bytes.UInt64();
        TdmsScaler[] scalers = new TdmsScaler[bytes.Count(digital ? 17 : 20)];
        for (int i = 0; i < scalers.Length; i++)
        {
            TdmsType scalerType = TdmsTypes.OfDaqmx(bytes.UInt32());
            uint buffer = bytes.UInt32();
            uint offset = bytes.UInt32();
            _ = digital ? bytes.Byte() : bytes.UInt32();
            scalers[i] = new TdmsScaler(
                scalerType, buffer, digital ? offset / 8 : offset, digital ? (int)(offset % 8) : null, bytes.UInt32());
        }

        int[] widths = new int[bytes.Count(sizeof(uint))];
        for (int i = 0; i < widths.Length; i++)
        {
            uint width = bytes.UInt32();
            widths[i] = width is > 0 and < 1 << 24 ? (int)width : throw Impossible();
        }

        bool fits = dimension == 1 && count < long.MaxValue >> 26 && widths.Length > 0 && Array.TrueForAll(
            scalers, s => s.Buffer < widths.Length
                && s.ByteOffset + s.Type.Size() <= widths[s.Buffer]
                && s.Type == TdmsType.Time == (type == TdmsType.Time));
        return fits && scalers.Length is > 0 and <= 256
            ? new TdmsIndex { Type = type, Count = (long)count, Scalers = [.. scalers], Widths = [.. widths] }
            : throw Impossible();
    }

    private static RecordingException Impossible() => new("it is damaged: an impossible index of DAQmx data");
}

/// <summary>One value in the rows of a DAQmx buffer.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Buffer">Which buffer (device).</param>
/// <param name="ByteOffset">Where in the row.</param>
/// <param name="Bit">Which bit of the value, for a digital line.</param>
/// <param name="Scale">Number of the scale that it is the input of.</param>
internal readonly record struct TdmsScaler(TdmsType Type, uint Buffer, long ByteOffset, int? Bit, uint Scale);
