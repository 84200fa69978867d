using System.Globalization;
using System.Text;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Export;

/// <summary>Universal file, dataset 58b: little-endian doubles, one function per channel.</summary>
internal static class UffExport
{
    private const int Columns = 80;

    public static void Write(ForeignRecording file, Stream stream, ExportSink sink)
    {
        int number = 0;
        foreach (ForeignChannel channel in file.Channels)
        {
            if (channel.SampleRateHz is null)
            {
                sink.Notes.Add($"Channel \"{channel.Name}\" has no rate; its abscissa counts samples.");
            }

            stream.Write(Encoding.UTF8.GetBytes(Header(file, channel, ++number)));
            sink.WriteDoubles(stream, channel.Samples);
            stream.Write(Encoding.ASCII.GetBytes($"\r\n{Line("    -1")}"));
        }
    }

    /// <summary>
    /// A number in 12 columns with as many digits as fit, one blank before it. Fortran reads an exponent of one digit,
    /// which leaves room for eight significant ones: 1/51200 is exact, where E13.5 drifts 8 samples a minute.
    /// </summary>
    public static string Number(double value)
    {
        const int Width = 12;
        for (int digits = 16; digits >= 0; digits--)
        {
            string text = value.ToString($"0.{new string('#', digits)}E-0", CultureInfo.InvariantCulture);
            if (text.Length <= Width)
            {
                return text.Contains('.', StringComparison.Ordinal) || text.Length + 2 > Width
                    ? text.PadLeft(Width + 1)
                    : text.Replace("E", ".0E", StringComparison.Ordinal).PadLeft(Width + 1);
            }
        }

        return value.ToString("0.#####E-0", CultureInfo.InvariantCulture).PadLeft(Width + 1);
    }

    private static string Header(ForeignRecording file, ForeignChannel channel, int number)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        bool isTime = channel.SampleRateHz is not null;
        long bytes = channel.Samples.Length * sizeof(double);
        string increment = Number(1 / (channel.SampleRateHz ?? 1));
        StringBuilder text = new();
        text.Append(Line("    -1"));
        text.Append(Line(string.Create(c, $"    58b{1,6}{2,6}{11,12}{bytes,12}{0,6}{0,6}{0,12}{0,12}")));
        text.Append(Line(Text(channel.Name, Columns)));
        text.Append(Line(Text(Path.GetFileName(file.Path), Columns)));
        text.Append(Line("NONE")).Append(Line("NONE")).Append(Line("NONE"));
        text.Append(Line(string.Create(
            c,
            $"{(isTime ? 1 : 0),5}{number,10}{0,5}{0,10} {Text(channel.Name, 10),-10}{0,10}{0,4}"
                + $" {"NONE",-10}{0,10}{0,4}")));
        text.Append(Line(string.Create(
            c, $"{4,10}{channel.Samples.Length,10}{1,10}{Number(0)}{increment}{Number(0)}")));
        text.Append(Line(Axis(isTime ? 17 : 0, isTime ? "time" : "sample", isTime ? "s" : "NONE")));
        text.Append(Line(Axis(0, channel.Name, channel.Unit)));
        text.Append(Line(Axis(0, "NONE", "NONE"))).Append(Line(Axis(0, "NONE", "NONE")));
        return text.ToString();
    }

    private static string Axis(int type, string label, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{type,10}{0,5}{0,5}{0,5} {Text(label, 20),-20} {Text(unit, 20),-20}");

    // A line may not be blank: NONE stands for nothing.
    private static string Text(string text, int width)
    {
        text = new string([.. text.Where(c => !char.IsControl(c))]).Trim();
        return text.Length == 0 ? "NONE" : text[..Math.Min(width, text.Length)];
    }

    private static string Line(string text) => $"{text.PadRight(Columns)}\r\n";
}
