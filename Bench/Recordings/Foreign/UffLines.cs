using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>Walks over the lines and datasets of a universal file.</summary>
internal sealed class UffLines(ByteSource file)
{
    /// <summary>A line is taken up to this length; what follows counts as another.</summary>
    public const int BufferBytes = 1 << 16;

    // Lines have 80 columns; a line much longer is something else.
    private const int LongestLine = 1 << 12;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[(int)Math.Min(BufferBytes, file.Length)];
    private long _start;
    private int _filled;
    private long _at;

    /// <summary>Where the next line starts.</summary>
    public long Position => _at;

    /// <summary>The file.</summary>
    public ByteSource File => file;

    public static bool IsDelimiter(ReadOnlySpan<byte> line) => line.Trim((byte)' ').SequenceEqual("-1"u8);

    /// <summary>Takes a line without its end and trailing blanks; it is valid until the next one is taken.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = Buffered();
        int end = rest.IndexOf((byte)'\n');
        if (end < 0 && _at < file.Length && _at + rest.Length < file.Length)
        {
            Fill();
            rest = Buffered();
            end = rest.IndexOf((byte)'\n');
        }

        line = (end < 0 ? rest : rest[..end]).TrimEnd(" \r\t\u001A"u8);
        bool any = rest.Length > 0;
        _at += end < 0 ? rest.Length : end + 1;
        return any;
    }

    /// <summary>Takes a line of a header as text.</summary>
    public string Text(string what)
    {
        if (!Next(out ReadOnlySpan<byte> line))
        {
            throw new RecordingException($"it is cut off: {what} is missing");
        }

        if (line.Length > LongestLine)
        {
            throw new RecordingException($"it is damaged: {what} has {line.Length} columns");
        }

        return Decode(line);
    }

    public void Skip(long count) => _at += count;

    /// <summary>Goes to the next dataset and takes the line with its number.</summary>
    public bool NextDataset(out string number)
    {
        number = "";
        while (Next(out ReadOnlySpan<byte> line))
        {
            if (!IsDelimiter(line))
            {
                if (line.IsEmpty)
                {
                    continue;
                }

                throw new RecordingException("it is damaged: something stands between its datasets");
            }

            long before = _at;
            if (!Next(out line))
            {
                return false;
            }

            ReadOnlySpan<byte> first = line.Trim((byte)' ');
            int end = first.IndexOf((byte)' ');
            number = Decode(end < 0 ? first : first[..end]).Replace('B', 'b');
            if (number.Length is > 0 and <= 5 && char.IsAsciiDigit(number[0]))
            {
                if (number == "58b")
                {
                    // Its line says how long the data are.
                    _at = before;
                }

                return true;
            }

            if (number.Length > 0 && number != "-1")
            {
                throw new RecordingException("it is damaged: a dataset has no number");
            }

            // A delimiter too many.
            _at = before;
        }

        return false;
    }

    /// <summary>Passes over a dataset of text and its end.</summary>
    public void SkipDataset()
    {
        while (Next(out ReadOnlySpan<byte> line))
        {
            if (line.SequenceEqual("    -1"u8))
            {
                return;
            }
        }
    }

    private ReadOnlySpan<byte> Buffered() => _at >= _start && _at <= _start + _filled
        ? _buffer.AsSpan((int)(_at - _start), (int)(_start + _filled - _at))
        : [];

    private void Fill()
    {
        _filled = (int)Math.Min(_buffer.Length, file.Length - _at);
        _start = _at;
        file.Read(_start, _buffer.AsSpan(0, _filled));
    }

    private static string Decode(ReadOnlySpan<byte> line)
    {
        try
        {
            return s_strict.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(line);
        }
    }
}
