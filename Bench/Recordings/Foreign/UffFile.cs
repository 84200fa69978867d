using System.Collections.Immutable;

namespace Bench.Recordings.Foreign;

/// <summary>
/// Universal files of test data: datasets 58 (text) and 58b (binary), real and complex, of even and uneven abscissa.
/// Complex functions become two channels, an abscissa that is not evenly spaced time becomes a channel of its own;
/// other datasets (geometry, units, modes) are passed over and named.
/// </summary>
internal static class UffFile
{
    private const int MostFunctions = 1 << 16;

    public static bool Recognises(ReadOnlySpan<byte> start)
    {
        UffLines lines = new(new MemoryBytes(start.ToArray()));
        while (lines.Next(out ReadOnlySpan<byte> line))
        {
            if (!line.IsEmpty)
            {
                return line.SequenceEqual("    -1"u8);
            }
        }

        return false;
    }

    public static ForeignRecording Read(OpenFile file)
    {
        UffChannels channels = new();
        SortedDictionary<string, int> others = new(StringComparer.Ordinal);
        UffLines lines = new(file.Bytes);
        int functions = 0;
        bool isBinary = false;
        while (lines.NextDataset(out string number))
        {
            if (number is not ("58" or "58b"))
            {
                others[number] = others.GetValueOrDefault(number) + 1;
                lines.SkipDataset();
                continue;
            }

            if (++functions > MostFunctions)
            {
                throw new RecordingException($"it has more than {MostFunctions} functions");
            }

            isBinary |= number == "58b";
            UffBinary? binary = number == "58b" ? UffBinary.Read(lines) : null;
            UffFunction.Read(lines, functions, binary, channels, file.Spool);
        }

        if (functions == 0)
        {
            string there = string.Join(", ", others.Keys.Take(10));
            throw new RecordingException(
                $"it holds no function (dataset 58){(there.Length > 0 ? $", only datasets {there}" : "")}");
        }

        if (others.Count > 0)
        {
            string left = string.Join(
                ", ", others.Take(20).Select(o => o.Value == 1 ? o.Key : $"{o.Key} ({o.Value} x)"));
            channels.Notes.Add($"Datasets other than 58 are left out: {left}.");
        }

        string format = isBinary ? "UFF, dataset 58b" : "UFF, dataset 58";
        return new ForeignRecording(file.Path, format, channels.ToImmutable(), channels.FinalNotes());
    }
}
