using Bench.Models;
using Bench.Recordings.Export;
using Bench.Recordings.Foreign;
using Bench.Reports;
using Bench.Web.Results;
using Bench.Web.Security;
using Bench.Web.Signals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>What of a test can be taken along: the recording, the same in other formats, the report.</summary>
internal static class FileEndpoints
{
    private static readonly Dictionary<string, ExportFormat> s_formats = new(StringComparer.Ordinal)
    {
        ["csv"] = ExportFormat.Csv,
        ["npz"] = ExportFormat.Npz,
        ["wav"] = ExportFormat.Wav,
        ["uff"] = ExportFormat.Uff,
        ["tdms"] = ExportFormat.Tdms,
    };

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder result = routes.MapGroup("/api/results/{id}");
        result.MapGet("/recording", Recording).WithSummary("The recording, an MDF 4 file");
        result.MapGet("/export", ExportAsync).WithSummary("The recording in another format");
        result.MapGet("/report", ReportAsync).WithSummary("A page to print");
    }

    private static PhysicalFileHttpResult Recording(string id, Archives archives)
    {
        RecordedTest test = RecordedTest.Of(archives, id);
        return TypedResults.PhysicalFile(
            test.Path, "application/octet-stream", Path.GetFileName(test.Path), enableRangeProcessing: true);
    }

    private static async Task<FileStreamHttpResult> ExportAsync(
        string id, string format, Archives archives, HeavyWork work, CancellationToken cancel)
    {
        if (!s_formats.TryGetValue(format, out ExportFormat to))
        {
            throw new FormatException("format: expected csv, npz, wav, uff or tdms.");
        }

        RecordedTest test = RecordedTest.Of(archives, id);
        string name = $"{Path.GetFileNameWithoutExtension(test.Path)}.{format}";
        FileStream file = await work
            .RunAloneAsync(stop => Export(test, to, stop), cancel)
            .ConfigureAwait(false);
        return TypedResults.Stream(file, "application/octet-stream", name);
    }

    private static FileStream Export(RecordedTest test, ExportFormat format, CancellationToken cancel)
    {
        string path = Path.GetTempFileName();
        try
        {
            using (ForeignRecording recording = ForeignFile.Open(test.Path))
            {
                RecordingExport.Write(OfOneRate(recording, format), format, path, progress: null, cancel);
            }

            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    // CSV and WAV hold channels of one rate: the rate that most have, which leaves the tacho out.
    private static ForeignRecording OfOneRate(ForeignRecording recording, ExportFormat format) =>
        format is not (ExportFormat.Csv or ExportFormat.Wav)
            ? recording
            : recording with
            {
                Channels =
                [
                    .. recording.Channels.GroupBy(channel => channel.SampleRateHz).MaxBy(group => group.Count())!,
                ],
            };

    private static async Task<ContentHttpResult> ReportAsync(
        string id, Archives archives, HeavyWork work, HttpContext context, CancellationToken cancel)
    {
        RecordedTest test = RecordedTest.Of(archives, id);
        RunAnalysis run = await test.AnalyseAsync(work, cancel).ConfigureAwait(false);
        string html = archives.Find(id, (archive, store, stored) =>
        {
            Baseline? baseline = archive.BaselineOf(stored.BaselineId);
            return MotorReport.Render(
                test.Recipe.PartType,
                baseline is null ? null : BaselineSummary.Of(baseline),
                new MotorReportInput
                {
                    Result = StoredResult.Of(archive, store, stored),
                    OrderMaps = run.OrderMaps,
                    Speed = run.Speed,
                },
                TimeZoneInfo.Local);
        });
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }
}
