using System.Globalization;

namespace Bench.Recordings.Foreign;

/// <summary>One function of a universal file (dataset 58 or 58b).</summary>
internal static class UffFunction
{
    private const int TimeAxis = 17;
    private const int LongestLine = UffLines.BufferBytes / 2;

    /// <summary>Reads a function from behind the line of its dataset's number.</summary>
    public static void Read(UffLines lines, int number, UffBinary? binary, UffChannels channels, Spool spool)
    {
        UffHeader header = UffHeader.Read(lines, number);
        ForeignSamples[] columns = binary is UffBinary layout
            ? layout.Read(lines, header, channels.Notes)
            : ReadText(lines, header, spool);
        Add(header, columns, channels);
    }

    // The data end with the delimiter on a line of its own.
    private static ForeignSamples[] ReadText(UffLines lines, UffHeader header, Spool spool)
    {
        long count = (long)header.Count * header.Width;
        if (count > ((lines.File.Length - lines.Position) / 2) + 1)
        {
            throw header.CutOff((lines.File.Length - lines.Position) / 2);
        }

        SpooledBytes[] columns = [.. Enumerable.Range(0, header.Width).Select(_ => spool.Begin())];
        long taken = 0;
        while (lines.Next(out ReadOnlySpan<byte> line) && !UffLines.IsDelimiter(line))
        {
            if (line.Length > LongestLine)
            {
                throw new RecordingException($"{header.Place} has a line of data of more than {LongestLine} columns");
            }

            taken = ReadNumbers(line, header, columns, taken);
        }

        return taken < count
            ? throw header.CutOff(taken)
            : [.. columns.Select(column => column.Numbers())];
    }

    private static long ReadNumbers(ReadOnlySpan<byte> line, UffHeader header, SpooledBytes[] columns, long taken)
    {
        long count = (long)header.Count * header.Width;
        UffNumbers numbers = new(line);
        while (numbers.Next(out double value))
        {
            if (taken == count)
            {
                throw new RecordingException($"{header.Place} has more values than the {header.Count} it says");
            }

            columns[taken % header.Width].Append(value);
            taken++;
        }

        return numbers.Left == 0 || taken == count
            ? taken
            : throw new RecordingException(
                $"{header.Place} has no number where value {taken + 1} of {count} should be");
    }

    private static void Add(UffHeader header, ForeignSamples[] columns, UffChannels channels)
    {
        string name = channels.Unique(header.Name, header.Dof);
        bool isTime = header.AbscissaType == TimeAxis || header.AbscissaUnit == "s";
        double? rate = null;
        ForeignSamples? axis = null;
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
            axis = header.IsEven ? new StraightLine(header.First, header.Increment, header.Count) : columns[0];
            channels.Add(new ForeignChannel(
                channels.Unique($"{name} [{header.AbscissaName}]", ""), header.AbscissaUnit, null, axis));
        }

        int first = header.IsEven ? 0 : 1;
        for (int part = first; part < header.Width; part++)
        {
            string suffix = !header.IsComplex ? "" : part == first ? " (real)" : " (imaginary)";
            string partName = suffix.Length == 0 ? name : channels.Unique(name + suffix, "");
            channels.Add(new ForeignChannel(partName, header.OrdinateUnit, rate, columns[part]) { Axis = axis });
        }
    }

    private sealed class StraightLine(double first, double increment, long count) : ForeignSamples
    {
        public override long Length => count;

        protected override void ReadBlock(long start, Span<double> target)
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = first + ((start + i) * increment);
            }
        }
    }
}
