using System.Globalization;

namespace Bench.Recordings.Foreign;

/// <summary>One function of a universal file (dataset 58 or 58b).</summary>
internal static class UffFunction
{
    private const int TimeAxis = 17;

    /// <summary>Reads a function from behind the line of its dataset's number.</summary>
    public static void Read(ref UffLines lines, int number, UffBinary? binary, UffChannels channels)
    {
        UffHeader header = UffHeader.Read(ref lines, number);
        double[] values = binary is UffBinary layout
            ? layout.Read(ref lines, header, channels.Notes)
            : ReadText(ref lines, header);
        Add(header, values, channels);
    }

    private static double[] ReadText(ref UffLines lines, UffHeader header)
    {
        ReadOnlySpan<byte> data = DataOf(lines.Rest, out int length);
        lines.Skip(length);
        long count = (long)header.Count * header.Width;
        if (count > (data.Length / 2) + 1)
        {
            throw header.CutOff(data.Length / 2);
        }

        double[] values = new double[count];
        UffNumbers numbers = new(data);
        for (int i = 0; i < values.Length; i++)
        {
            if (!numbers.Next(out values[i]))
            {
                throw numbers.Left == 0
                    ? header.CutOff(i)
                    : new RecordingException($"{header.Place} has no number where value {i + 1} of {count} should be");
            }
        }

        return numbers.Next(out _)
            ? throw new RecordingException($"{header.Place} has more values than the {header.Count} it says")
            : values;
    }

    // The data end with the delimiter on a line of its own.
    private static ReadOnlySpan<byte> DataOf(ReadOnlySpan<byte> rest, out int length)
    {
        int at = 0;
        while (at < rest.Length)
        {
            ReadOnlySpan<byte> line = rest[at..];
            int end = line.IndexOf((byte)'\n');
            line = end < 0 ? line : line[..end];
            int next = end < 0 ? rest.Length : at + end + 1;
            if (UffLines.IsDelimiter(line.TrimEnd(" \r"u8)))
            {
                length = next;
                return rest[..at];
            }

            at = next;
        }

        length = rest.Length;
        return rest;
    }

    private static void Add(UffHeader header, double[] values, UffChannels channels)
    {
        string name = channels.Unique(header.Name, header.Dof);
        bool isTime = header.AbscissaType == TimeAxis || header.AbscissaUnit == "s";
        double? rate = null;
        if (header.IsEven && isTime)
        {
            rate = header.RateHz(out string? note);
            if (note is not null && !channels.Notes.Contains(note))
            {
                channels.Notes.Add(note);
            }

            if (header.First != 0)
            {
                channels.Notes.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Channel \"{name}\" starts at {header.First} s."));
            }
        }
        else
        {
            channels.Add(new ForeignChannel(
                channels.Unique($"{name} [{header.AbscissaName}]", ""),
                header.AbscissaUnit,
                null,
                Abscissa(header, values)));
        }

        int first = header.IsEven ? 0 : 1;
        for (int part = first; part < header.Width; part++)
        {
            string suffix = !header.IsComplex ? "" : part == first ? " (real)" : " (imaginary)";
            double[] samples = header.Width == 1 ? values : Column(header, values, part);
            string partName = suffix.Length == 0 ? name : channels.Unique(name + suffix, "");
            channels.Add(new ForeignChannel(partName, header.OrdinateUnit, rate, samples));
        }
    }

    private static double[] Abscissa(UffHeader header, double[] values)
    {
        if (!header.IsEven)
        {
            return Column(header, values, 0);
        }

        double[] abscissa = new double[header.Count];
        for (int i = 0; i < abscissa.Length; i++)
        {
            abscissa[i] = header.First + (i * header.Increment);
        }

        return abscissa;
    }

    private static double[] Column(UffHeader header, double[] values, int column)
    {
        double[] taken = new double[header.Count];
        for (int i = 0; i < taken.Length; i++)
        {
            taken[i] = values[(i * header.Width) + column];
        }

        return taken;
    }
}
