using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>
/// MATLAB's level 4 files: full matrices of numbers, one after the other, of either byte order. Texts and sparse
/// matrices are left out; a complex matrix becomes real and imaginary parts.
/// </summary>
internal static class Mat4File
{
    private const int HeaderBytes = 20;
    private const int MostChannels = 4096;
    private const int LongestName = 256;

    private static readonly NumberFormat[] s_formats =
    [
        new(NumberKind.Float, 8, false), new(NumberKind.Float, 4, false), new(NumberKind.Signed, 4, false),
        new(NumberKind.Signed, 2, false), new(NumberKind.Unsigned, 2, false), new(NumberKind.Unsigned, 1, false),
    ];

    /// <summary>
    /// Level 4 has no header of text: its first number, the type of the first matrix, has a zero byte.
    /// </summary>
    public static bool Recognises(ReadOnlySpan<byte> file) => file.Length >= HeaderBytes && file[..4].Contains((byte)0);

    public static ForeignRecording Read(string path, ReadOnlySpan<byte> file)
    {
        List<ForeignChannel> channels = [];
        ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>();
        while (file.Length >= HeaderBytes)
        {
            file = ReadMatrix(file, channels, notes);
        }

        if (file.Length > 0)
        {
            throw new RecordingException("it is damaged or cut off: a matrix has no whole header");
        }

        return channels.Count > 0
            ? new ForeignRecording(path, "MATLAB level 4", [.. channels], notes.ToImmutable())
            : throw new RecordingException(
                $"it holds no numeric variable{(notes.Count > 0 ? $" ({notes[0].TrimEnd('.')})" : "")}");
    }

    private static ReadOnlySpan<byte> ReadMatrix(
        ReadOnlySpan<byte> file, List<ForeignChannel> channels, ImmutableArray<string>.Builder notes)
    {
        // MOPT in decimal: byte order, nought, type of number, kind of matrix.
        uint type = BinaryPrimitives.ReadUInt32LittleEndian(file);
        bool bigEndian = type > 9999;
        type = bigEndian ? BinaryPrimitives.ReverseEndianness(type) : type;
        uint kind = type % 10;
        uint number = type / 10 % 10;
        bool isOrdered = type / 1000 == (bigEndian ? 1 : 0) && type / 100 % 10 == 0;
        if (!isOrdered || number >= s_formats.Length || kind > 2)
        {
            throw new RecordingException($"it is no MATLAB file of level 4, or damaged: a matrix of type {type}");
        }

        NumberFormat format = s_formats[number] with { IsBigEndian = bigEndian };
        int rows = Int32(file[4..], bigEndian);
        int columns = Int32(file[8..], bigEndian);
        bool isComplex = Int32(file[12..], bigEndian) != 0;
        int nameLength = Int32(file[16..], bigEndian);
        file = file[HeaderBytes..];
        long count = (long)rows * columns;
        if (rows < 0 || columns < 0 || nameLength is < 1 or > LongestName
            || nameLength + (count * format.Bytes * (isComplex ? 2 : 1)) > file.Length)
        {
            throw new RecordingException("it is damaged or cut off: a matrix is larger than what follows");
        }

        string name = Encoding.Latin1.GetString(file[..nameLength]).TrimEnd('\0');
        int partBytes = (int)count * format.Bytes;
        ReadOnlySpan<byte> data = file[nameLength..];
        if (kind != 0 || columns > MostChannels || channels.Count > 16 * MostChannels)
        {
            notes.Add($"\"{name}\" is left out: {(kind == 1 ? "text" : kind == 2 ? "a sparse matrix" : "too wide")}.");
        }
        else if (count > 0)
        {
            Add(channels, isComplex ? $"{name} (real)" : name, format, data[..partBytes], rows, columns);
            if (isComplex)
            {
                Add(channels, $"{name} (imaginary)", format, data.Slice(partBytes, partBytes), rows, columns);
            }
        }

        return data[(isComplex ? 2 * partBytes : partBytes)..];
    }

    private static void Add(
        List<ForeignChannel> channels, string name, NumberFormat format, ReadOnlySpan<byte> data, int rows, int columns)
    {
        (int length, int width) = rows == 1 ? (columns, 1) : (rows, columns);
        for (int i = 0; i < width; i++)
        {
            string one = width == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}(:,{i + 1})");
            channels.Add(new ForeignChannel(one, "", null, format.Read(data, (long)i * length, 1, length)));
        }
    }

    private static int Int32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);
}
