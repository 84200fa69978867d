using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>Collects the numeric variables of a MATLAB file.</summary>
internal sealed class MatVariables(bool bigEndian)
{
    // Nested deeper than any file that a person makes.
    private const int DeepestNesting = 32;
    private const long LargestVariable = 1L << 30;

    // A structure or matrix with more parts than this is a table of something else than signals.
    private const int MostChannels = 4096;
    private const int MostNotes = 100;

    private enum MatClass
    {
        Cell = 1,
        Structure = 2,
        Object = 3,
        Text = 4,
        Sparse = 5,
        Double = 6,
        UInt64 = 15,
    }

    public List<ForeignChannel> Channels { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>Adds a variable that is stored compressed.</summary>
    public void AddCompressed(ReadOnlySpan<byte> data)
    {
        using MemoryStream packed = new(data.ToArray());
        using ZLibStream inflated = new(packed, CompressionMode.Decompress);
        using LimitedStream limited = new(inflated, LargestVariable);
        using MemoryStream plain = new();
        limited.CopyTo(plain);
        MatElements elements = new(plain.GetBuffer().AsSpan(0, (int)plain.Length), bigEndian);
        MatElement element = elements.Required();
        if (element.Type != MatType.Matrix)
        {
            throw new RecordingException("it is damaged: a compressed element holds no variable");
        }

        Add(element.Data);
    }

    /// <summary>Adds a variable.</summary>
    public void Add(ReadOnlySpan<byte> matrix) => Add(matrix, "", 0);

    private void Add(ReadOnlySpan<byte> matrix, string path, int depth)
    {
        // An empty matrix element stands for [].
        if (matrix.Length == 0)
        {
            return;
        }

        if (depth > DeepestNesting)
        {
            throw new RecordingException($"its variables are nested more than {DeepestNesting} deep");
        }

        MatElements elements = new(matrix, bigEndian);
        uint flags = UInt32(elements.Required().Data);
        MatClass kind = (MatClass)(flags & 0xFF);
        if ((int)kind is < 1 or > 15)
        {
            // Functions and opaque objects have no dimensions: nothing to read.
            LeaveOut(path.Length == 0 ? "a variable" : path, "its class holds no numbers");
            return;
        }

        int[] size = Dimensions(elements.Required());
        string name = Encoding.UTF8.GetString(elements.Required().Data);
        path = path.Length == 0 ? name : path;
        if (path.Length == 0)
        {
            LeaveOut("(no name)", "MATLAB's own data");
            return;
        }

        switch (kind)
        {
            case MatClass.Cell:
                AddCells(ref elements, path, size, depth);
                break;
            case MatClass.Structure:
                AddStructure(ref elements, path, size, depth);
                break;
            case MatClass.Object or MatClass.Text or MatClass.Sparse:
                LeaveOut(path, kind switch
                {
                    MatClass.Text => "text",
                    MatClass.Sparse => "a sparse matrix",
                    _ => "an object",
                });
                break;
            default:
                AddNumbers(ref elements, path, size, (flags & 0x800) != 0);
                break;
        }
    }

    private void AddCells(ref MatElements elements, string path, int[] size, int depth)
    {
        long count = Count(size);
        for (long i = 0; i < count; i++)
        {
            string index = (i + 1).ToString(CultureInfo.InvariantCulture);
            AddMember(ref elements, $"{path}{{{index}}}", depth);
        }
    }

    private void AddStructure(ref MatElements elements, string path, int[] size, int depth)
    {
        int nameLength = (int)UInt32(elements.Required().Data);
        ReadOnlySpan<byte> names = elements.Required().Data;
        if (nameLength <= 0)
        {
            throw new RecordingException("it is damaged: a structure has names without length");
        }

        int fields = names.Length / nameLength;
        long count = fields == 0 ? 0 : Count(size);
        for (long i = 0; i < count; i++)
        {
            string element = count == 1 ? path : $"{path}({(i + 1).ToString(CultureInfo.InvariantCulture)})";
            for (int field = 0; field < fields; field++)
            {
                ReadOnlySpan<byte> bytes = names.Slice(field * nameLength, nameLength);
                int end = bytes.IndexOf((byte)0);
                string name = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
                AddMember(ref elements, $"{element}.{name}", depth);
            }
        }
    }

    private void AddMember(ref MatElements elements, string path, int depth)
    {
        MatElement member = elements.Required();
        if (member.Type != MatType.Matrix)
        {
            throw new RecordingException($"it is damaged: \"{path}\" is no variable");
        }

        Add(member.Data, path, depth + 1);
    }

    private void LeaveOut(string path, string why)
    {
        if (Notes.Count < MostNotes)
        {
            Notes.Add($"\"{path}\" is left out: {why}.");
        }
    }

    private void AddNumbers(ref MatElements elements, string path, int[] size, bool complex)
    {
        long count = Count(size);
        if (count == 0)
        {
            return;
        }

        MatElement real = elements.Required();
        NumberFormat format = FormatOf(real.Type);
        if (count > real.Data.Length / format.Bytes)
        {
            throw new RecordingException(
                $"it is damaged: \"{path}\" claims {count} values, but has {real.Data.Length} bytes");
        }

        int rows = size[0] == 1 ? (int)count : size[0];
        long columns = count / rows;
        if (size.Length > 2 || columns > MostChannels || Channels.Count + columns > 16 * MostChannels)
        {
            LeaveOut(path, $"{string.Join(" x ", size)} values");
            return;
        }

        AddColumns(complex ? $"{path} (real)" : path, real.Data, format, rows, columns);
        if (complex)
        {
            MatElement imaginary = elements.Required();
            format = FormatOf(imaginary.Type);
            if (count > imaginary.Data.Length / format.Bytes)
            {
                throw new RecordingException($"it is damaged: \"{path}\" has too few imaginary parts");
            }

            AddColumns($"{path} (imaginary)", imaginary.Data, format, rows, columns);
        }
    }

    private void AddColumns(string path, ReadOnlySpan<byte> data, NumberFormat format, int rows, long columns)
    {
        for (int column = 0; column < columns; column++)
        {
            string name = columns == 1 ? path : $"{path}(:,{(column + 1).ToString(CultureInfo.InvariantCulture)})";
            Channels.Add(new ForeignChannel(name, "", null, format.Read(data, (long)column * rows, 1, rows)));
        }
    }

    private NumberFormat FormatOf(MatType type) => type switch
    {
        MatType.Int8 => new(NumberKind.Signed, 1, bigEndian),
        MatType.UInt8 or MatType.Utf8 => new(NumberKind.Unsigned, 1, bigEndian),
        MatType.Int16 => new(NumberKind.Signed, 2, bigEndian),
        MatType.UInt16 => new(NumberKind.Unsigned, 2, bigEndian),
        MatType.Int32 => new(NumberKind.Signed, 4, bigEndian),
        MatType.UInt32 => new(NumberKind.Unsigned, 4, bigEndian),
        MatType.Single => new(NumberKind.Float, 4, bigEndian),
        MatType.Double => new(NumberKind.Float, 8, bigEndian),
        MatType.Int64 => new(NumberKind.Signed, 8, bigEndian),
        MatType.UInt64 => new(NumberKind.Unsigned, 8, bigEndian),
        _ => throw new RecordingException($"it is damaged: numbers of type {(int)type}"),
    };

    private int[] Dimensions(MatElement element)
    {
        int[] size = new int[element.Data.Length / sizeof(int)];
        for (int i = 0; i < size.Length; i++)
        {
            size[i] = (int)UInt32(element.Data[(i * sizeof(int))..]);
        }

        return size.Length >= 2 && size.Length <= 32 && size.All(n => n >= 0)
            ? size
            : throw new RecordingException("it is damaged: a variable has impossible dimensions");
    }

    private static long Count(int[] size)
    {
        long count = 1;
        foreach (int n in size)
        {
            count = checked(count * n);
        }

        return count;
    }

    private uint UInt32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(uint))
        {
            throw new RecordingException("it is damaged: a number is missing");
        }

        return bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
