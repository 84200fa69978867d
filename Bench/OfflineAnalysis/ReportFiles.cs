using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Analysis.Signals;
using Bench.Plots.Svg;
using Bench.Recordings.Export;

namespace Bench.OfflineAnalysis;

/// <summary>Writes what an analysis found: a picture, a table, arrays for Python, or JSON.</summary>
internal static class ReportFiles
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>File endings that can be written.</summary>
    public static ImmutableArray<string> Endings { get; } = [".svg", ".csv", ".npz", ".json"];

    /// <summary>Writes one file; its ending says as what. It takes its name when it is whole.</summary>
    /// <exception cref="ArgumentException">The ending is none of <see cref="Endings"/>, or there is nothing to
    /// draw.</exception>
    public static void Write(AnalysisReport report, AnalysisInput input, string path)
    {
        string partial = path + ".partial";
        using (FileStream stream = File.Create(partial))
        {
            switch (Path.GetExtension(path).ToUpperInvariant())
            {
                case ".SVG":
                    WriteText(stream, Svg(report, input));
                    break;
                case ".CSV":
                    WriteText(stream, Csv(report));
                    break;
                case ".NPZ":
                    WriteNpz(report, input, stream);
                    break;
                case ".JSON":
                    JsonSerializer.Serialize(stream, Described(report, input), s_json);
                    break;
                default:
                    throw new ArgumentException(
                        $"{path} cannot be written: expected a name that ends in {string.Join(", ", Endings)}.");
            }
        }

        File.Move(partial, path, overwrite: true);
    }

    /// <summary>What JSON holds: figures, axes and values in SI units, never decibels.</summary>
    public static object Described(AnalysisReport report, AnalysisInput input) => new
    {
        report.Title,
        report.Method,
        file = Path.GetFileName(input.Recording.Path),
        channel = input.Channel.Name,
        unit = input.Channel.Unit,
        sampleRateHz = input.SampleRateHz,
        fromSeconds = input.FromSeconds,
        seconds = input.Seconds,
        report.Figures,
        report.Notes,
        markers = report.Markers,
        bandEdgesHz = report.BandEdges,
        report.Curves,
        report.Map,
    };

    private static string Svg(AnalysisReport report, AnalysisInput input) =>
        ReportPlot.Of(report, input) is { } plot
            ? SvgWriter.Write(plot, SvgDocument.Standalone)
            : throw new ArgumentException($"{report.Title} is a set of figures: there is nothing to draw.");

    private static string Csv(AnalysisReport report)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {report.Title}; {report.Method}\n");
        foreach (AnalysisFigure figure in report.Figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {figure.Name} = {figure.Value:R} {figure.Unit}\n");
        }

        if (report.Map is { } map)
        {
            AppendMap(text, map);
        }
        else if (!report.Curves.IsEmpty)
        {
            AppendCurves(text, report);
        }
        else
        {
            text.Append("name,value,unit\n");
            foreach (AnalysisFigure figure in report.Figures)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Quoted(figure.Name)},{figure.Value:R},{figure.Unit}\n");
            }
        }

        return text.ToString();
    }

    private static void AppendCurves(StringBuilder text, AnalysisReport report)
    {
        Curve first = report.Curves[0];
        bool isBands = !report.BandEdges.IsEmpty;
        text.Append(isBands ? "from (Hz),to (Hz)" : Quoted(Caption(first.Axis)));
        foreach (Curve curve in report.Curves)
        {
            text.Append(',').Append(Quoted(Caption(curve.Name, curve.Unit)));
        }

        text.Append('\n');
        for (int i = 0; i < first.Values.Length; i++)
        {
            text.Append(isBands
                ? string.Create(CultureInfo.InvariantCulture, $"{report.BandEdges[i]:R},{report.BandEdges[i + 1]:R}")
                : first.Axis.At(i).ToString("R", CultureInfo.InvariantCulture));
            foreach (Curve curve in report.Curves)
            {
                text.Append(CultureInfo.InvariantCulture, $",{curve.Values[i]:R}");
            }

            text.Append('\n');
        }
    }

    private static void AppendMap(StringBuilder text, CurveMap map)
    {
        text.Append(Quoted($"{Caption(map.Rows)} \\ {Caption(map.Columns)}"));
        for (int column = 0; column < map.Columns.Count; column++)
        {
            text.Append(CultureInfo.InvariantCulture, $",{map.Columns.At(column):R}");
        }

        text.Append('\n');
        for (int row = 0; row < map.Rows.Count; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{map.Rows.At(row):R}");
            foreach (float value in map.Row(row))
            {
                text.Append(CultureInfo.InvariantCulture, $",{value:R}");
            }

            text.Append('\n');
        }
    }

    private static void WriteNpz(AnalysisReport report, AnalysisInput input, Stream stream)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        if (report.Map is { } map)
        {
            WriteArray(archive, "rows", Positions(map.Rows));
            WriteArray(archive, "columns", Positions(map.Columns));
            double[] values = [.. map.Values.Select(value => (double)value)];
            WriteArray(archive, "values", values, map.Rows.Count, map.Columns.Count);
        }

        for (int i = 0; i < report.Curves.Length; i++)
        {
            WriteArray(archive, $"curve{i}_positions", Positions(report.Curves[i].Axis));
            WriteArray(archive, $"curve{i}_values", [.. report.Curves[i].Values]);
        }

        if (!report.BandEdges.IsEmpty)
        {
            WriteArray(archive, "band_edges_hz", [.. report.BandEdges]);
        }

        using Stream json = archive.CreateEntry("metadata.json").Open();
        object described = Described(report with { Map = null, Curves = [] }, input);
        JsonSerializer.Serialize(
            json,
            new
            {
                report = described,
                curves = report.Curves.Select(curve => new { curve.Name, curve.Unit, curve.Axis, curve.Method }),
                map = report.Map is { } of ? new { of.Name, of.Unit, of.Rows, of.Columns, of.Method } : null,
            },
            s_json);
    }

    private static void WriteArray(ZipArchive archive, string name, double[] values, params ReadOnlySpan<long> shape)
    {
        using Stream entry = archive.CreateEntry($"{name}.npy", CompressionLevel.Fastest).Open();
        entry.Write(NpzExport.Header(shape.IsEmpty ? [values.Length] : shape));
        entry.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static double[] Positions(Axis axis) => [.. Enumerable.Range(0, axis.Count).Select(i => axis.At(i))];

    private static string Caption(Axis axis) => Caption(axis.Name, axis.Unit);

    private static string Caption(string name, string unit) => unit.Length == 0 ? name : $"{name} ({unit})";

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;

    private static void WriteText(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
