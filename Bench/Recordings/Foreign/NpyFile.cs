using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bench.Recordings.Foreign;

/// <summary>One NumPy array (format 1 to 3): numbers in one or two dimensions, in C or Fortran order.</summary>
internal static partial class NpyFile
{
    private const int LongestHeader = 1 << 16;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array; two dimensions become one channel per column.</summary>
    public static ImmutableArray<ForeignChannel> Read(string name, ByteSource file)
    {
        string header = Header(name, file, out long start);
        Match type = Type().Match(header);
        Match shape = Shape().Match(header);
        bool fortran = Fortran().Match(header) is { Success: true } order
            ? order.Groups[1].Value == "True"
            : throw new RecordingException($"array \"{name}\" has a header without its order");
        if (!type.Success || !shape.Success)
        {
            throw new RecordingException($"array \"{name}\" is not of plain numbers: {Printable(header)}");
        }

        NumberFormat format = NumberFormat.FromNumpy(type.Groups[1].Value)
            ?? throw new RecordingException(
                $"array \"{name}\" has elements of type {type.Groups[1].Value}, expected integers or floats");
        (long rows, long columns) = Dimensions(name, shape.Groups[1].Value);
        long there = file.Length - start;
        if ((Int128)rows * columns > there / format.Bytes)
        {
            throw new RecordingException(
                $"array \"{name}\" claims {rows} x {columns} values, but {there} bytes follow: it is cut off");
        }

        if (rows == 1)
        {
            (rows, columns, fortran) = (columns, 1, false);
        }

        ImmutableArray<ForeignChannel>.Builder channels = ImmutableArray.CreateBuilder<ForeignChannel>();
        for (long column = 0; column < columns; column++)
        {
            long first = fortran ? column * rows : column;
            channels.Add(new ForeignChannel(
                columns == 1 ? name : $"{name}({(column + 1).ToString(CultureInfo.InvariantCulture)})",
                "",
                null,
                new NumberSamples(
                    file, format, start + (first * format.Bytes), (fortran ? 1 : columns) * format.Bytes, rows)));
        }

        return channels.ToImmutable();
    }

    private static string Header(string name, ByteSource file, out long start)
    {
        byte[] head = file.Take(0, (int)Math.Min(file.Length, 12));
        if (head.Length < 12 || !head.AsSpan().StartsWith(Magic))
        {
            throw new RecordingException($"array \"{name}\" is not in NumPy's format or cut off");
        }

        long length = head[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8))
            : BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(8));
        start = head[6] == 1 ? 10 : 12;
        if (head[6] is 0 or > 3 || length > LongestHeader || length > file.Length - start)
        {
            throw new RecordingException($"array \"{name}\" has a header that is damaged or cut off");
        }

        string header = Encoding.Latin1.GetString(file.Take(start, (int)length));
        start += length;
        return header;
    }

    private static (long Rows, long Columns) Dimensions(string name, string shape)
    {
        string[] parts = shape.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        long[] sizes = [.. parts.Select(part =>
            long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long size) && size <= 1L << 40
                ? size
                : throw new RecordingException($"array \"{name}\" has the shape ({shape})"))];
        return sizes switch
        {
            [] => (1, 1),
            [long n] => (n, 1),
            [long n, long k] when k <= n || n == 1 => (n, k),
            [long n, long k] when k <= 4096 || n <= 4096 => (n, k),
            _ => throw new RecordingException(
                $"array \"{name}\" has the shape ({shape}), expected (n), (n, 1) or (n, k)"),
        };
    }

    private static string Printable(string text) =>
        new([.. text.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);

    [GeneratedRegex("'descr'\\s*:\\s*'([^']{2,8})'")]
    private static partial Regex Type();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex Fortran();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([0-9, ]*)\\)")]
    private static partial Regex Shape();
}
