using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Analysis.Signals;
using Bench.Plots;
using Bench.Recordings.Export;
using Bench.Recordings.Foreign;

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
    public static ImmutableArray<string> Endings { get; } =
        [".svg", ".pdf", ".csv", ".npz", ".json", ".wav"];

    /// <summary>Writes one file; its ending says as what. It takes its name when it is whole.</summary>
    /// <exception cref="ArgumentException">The ending is none of <see cref="Endings"/>, or there is nothing to
    /// draw.</exception>
    public static void Write(
        AnalysisReport report, AnalysisInput input, string path, IPlotRenderer renderer, CancellationToken cancel)
    {
        string ending = Endings.FirstOrDefault(one => path.EndsWith(one, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"{path} cannot be written: expected a name that ends in {string.Join(", ", Endings)}.");
        string partial = path + ".partial";

        try
        {
            using (FileStream stream = File.Create(partial))
            {
                WriteAs(ending, report, input, stream, renderer, cancel);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
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
        report.Data,
        report.Map,
    };

    private static void WriteAs(
        string ending,
        AnalysisReport report,
        AnalysisInput input,
        Stream stream,
        IPlotRenderer renderer,
        CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        switch (ending)
        {
            case ".csv":
                WriteText(stream, Csv(report, cancel));
                break;
            case ".npz":
                WriteNpz(report, input, stream);
                break;
            case ".json":
                JsonSerializer.Serialize(stream, Described(report, input), s_json);
                break;
            case ".wav":
                WriteWav(report, input, stream, cancel);
                break;
            default:
                renderer.Draw(
                    ReportPlot.Of(report, input) ?? throw new ArgumentException(
                        $"{report.Title} is a set of figures: there is nothing to draw."),
                    ending,
                    stream);
                break;
        }
    }

    private static void WriteWav(
        AnalysisReport report, AnalysisInput input, Stream stream, CancellationToken cancel)
    {
        if (!report.IsWaveform)
        {
            throw new ArgumentException($"{report.Title} is no signal to listen to: take .csv, .npz or .json.");
        }

        ImmutableArray<ForeignChannel> channels =
        [
            .. report.Curves.Select(curve => new ForeignChannel(
                curve.Name,
                curve.Unit,
                input.SampleRateHz,
                curve.Values.Select(value => double.IsNaN(value) ? 0 : value).ToArray())),
        ];
        using ForeignRecording recording = new(input.Recording.Path, report.Title, channels, []);
        ExportSink sink = new(channels, progress: null, cancel);
        WavExport.Write(recording, ExportFormat.Wav, stream, sink, WavExport.LargestRiff);
    }

    private static string Csv(AnalysisReport report, CancellationToken cancel)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {report.Title}; {report.Method}\n");
        foreach (AnalysisFigure figure in report.Figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {figure.Name} = {figure.Value:R} {figure.Unit}\n");
        }

        if (report.Map is { } map)
        {
            AppendMap(text, map, cancel);
        }
        else if (!report.Curves.IsEmpty)
        {
            AppendCurves(text, report, cancel);
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

    private static void AppendCurves(StringBuilder text, AnalysisReport report, CancellationToken cancel)
    {
        Curve first = report.Curves[0];
        bool isBands = !report.BandEdges.IsEmpty;
        text.Append(isBands ? "from (Hz),to (Hz)" : Quoted(Caption(first.Axis)));
        ImmutableArray<Curve> curves = [.. report.Curves, .. report.Data];
        foreach (Curve curve in curves)
        {
            text.Append(',').Append(Quoted(Caption(curve.Name, curve.Unit)));
        }

        text.Append('\n');
        for (int i = 0; i < first.Values.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            text.Append(isBands
                ? string.Create(CultureInfo.InvariantCulture, $"{report.BandEdges[i]:R},{report.BandEdges[i + 1]:R}")
                : first.Axis.At(i).ToString("R", CultureInfo.InvariantCulture));
            foreach (Curve curve in curves)
            {
                text.Append(CultureInfo.InvariantCulture, $",{curve.Values[i]:R}");
            }

            text.Append('\n');
        }
    }

    private static void AppendMap(StringBuilder text, CurveMap map, CancellationToken cancel)
    {
        text.Append(Quoted($"{Caption(map.Rows)} \\ {Caption(map.Columns)}"));
        for (int column = 0; column < map.Columns.Count; column++)
        {
            text.Append(CultureInfo.InvariantCulture, $",{map.Columns.At(column):R}");
        }

        text.Append('\n');
        for (int row = 0; row < map.Rows.Count; row++)
        {
            cancel.ThrowIfCancellationRequested();
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

        ImmutableArray<Curve> curves = [.. report.Curves, .. report.Data];
        for (int i = 0; i < curves.Length; i++)
        {
            WriteArray(archive, $"curve{i}_positions", Positions(curves[i].Axis));
            WriteArray(archive, $"curve{i}_values", [.. curves[i].Values]);
        }

        if (!report.BandEdges.IsEmpty)
        {
            WriteArray(archive, "band_edges_hz", [.. report.BandEdges]);
        }

        using Stream json = archive.CreateEntry("metadata.json").Open();
        object described = Described(report with { Map = null, Curves = [], Data = [] }, input);
        JsonSerializer.Serialize(
            json,
            new
            {
                report = described,
                curves = curves.Select(curve => new { curve.Name, curve.Unit, curve.Axis, curve.Method }),
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
