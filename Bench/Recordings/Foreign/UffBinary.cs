namespace Bench.Recordings.Foreign;

/// <summary>How the data of a binary function (dataset 58b) lie in the file.</summary>
/// <param name="IsBigEndian">Byte order.</param>
/// <param name="Bytes">Bytes of the data as the file says; 0 where it does not.</param>
internal readonly record struct UffBinary(bool IsBigEndian, long Bytes)
{
    /// <summary>Reads the first line of a dataset 58b.</summary>
    public static UffBinary Read(UffLines lines)
    {
        lines.Next(out ReadOnlySpan<byte> line);
        UffNumbers fields = new(line.TrimStart((byte)' ')["58b".Length..]);
        bool known = fields.Next(out double order);
        known &= fields.Next(out double floats);
        known &= fields.Next(out double header);
        known &= fields.Next(out double bytes);
        if (!known || order is not (1 or 2) || floats is not (1 or 2 or 3) || !(bytes is >= 0 and < 1e18))
        {
            throw new RecordingException("its dataset 58b has no valid first line");
        }

        if (floats != 2)
        {
            throw new RecordingException(
                $"not supported yet: numbers of {(floats == 1 ? "DEC VAX" : "IBM 370")} in dataset 58b");
        }

        if (header != 11)
        {
            throw new RecordingException($"its dataset 58b has {header} header lines, expected 11");
        }

        return new UffBinary(order == 2, (long)bytes);
    }

    /// <summary>Finds the data and takes what ends the dataset.</summary>
    /// <returns>The numbers of every value, in their order.</returns>
    public ForeignSamples[] Read(UffLines lines, UffHeader header, List<string> notes)
    {
        long rest = lines.File.Length - lines.Position;
        long numbers = (long)header.Count * header.Width;
        int wide = WideNumber(header, numbers);
        bool narrowAbscissa = !header.IsEven && wide == 8 && Bytes == header.Count * ((8L * header.Width) - 4);
        long length = (numbers * wide) - (narrowAbscissa ? 4L * header.Count : 0);
        if (length > rest)
        {
            throw header.CutOff(rest / wide);
        }

        if (Bytes != 0 && Bytes != length)
        {
            throw new RecordingException(
                $"{header.Place} says {Bytes} bytes, but {header.Count} values of its form need {length}");
        }

        if (wide == 8 != header.IsDouble)
        {
            notes.Add($"Function \"{header.Name}\" has numbers of {8 * wide} bits, other than its form says.");
        }

        ForeignSamples[] columns = Columns(lines, header, wide, narrowAbscissa ? 4 : wide);
        lines.Skip(length);
        FindEnd(lines, header);
        return columns;
    }

    // An abscissa comes before the numbers of its value.
    private ForeignSamples[] Columns(UffLines lines, UffHeader header, int wide, int abscissaBytes)
    {
        ForeignSamples[] columns = new ForeignSamples[header.Width];
        int stride = ((header.Width - 1) * wide) + (header.IsEven ? wide : abscissaBytes);
        long at = lines.Position;
        for (int i = 0; i < columns.Length; i++)
        {
            int bytes = i == 0 && !header.IsEven ? abscissaBytes : wide;
            NumberFormat format = new(NumberKind.Float, bytes, IsBigEndian);
            columns[i] = new NumberSamples(lines.File, format, at, stride, header.Count);
            at += bytes;
        }

        return columns;
    }

    // Some writers pack doubles under a form that says single, or the reverse; the length tells.
    private int WideNumber(UffHeader header, long numbers)
    {
        int said = header.IsDouble ? 8 : 4;
        int other = 12 - said;
        return numbers > 0 && Bytes == numbers * other ? other : said;
    }

    // Some writers leave out the line end before the delimiter.
    private static void FindEnd(UffLines lines, UffHeader header)
    {
        while (lines.Next(out ReadOnlySpan<byte> line))
        {
            if (UffLines.IsDelimiter(line))
            {
                return;
            }

            if (!line.IsEmpty)
            {
                throw new RecordingException($"{header.Place} does not end where its length says: it is damaged");
            }
        }
    }
}
