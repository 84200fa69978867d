using System.Collections.Immutable;
using System.Text.Json;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models;
using Bench.Results;

namespace Bench.Web.Results;

/// <summary>A finished test as the motor page shows it.</summary>
internal sealed record ResultDetail : ResultSummary
{
    private ResultDetail(ResultSummary summary)
        : base(summary)
    {
    }

    /// <summary>Most severe first.</summary>
    public required ImmutableArray<FindingView> Findings { get; init; }

    /// <summary>Hash of the recipe.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Id of the baseline that judged; empty where none did.</summary>
    public required string BaselineId { get; init; }

    /// <summary>Version of the software that judged.</summary>
    public required string Software { get; init; }

    /// <summary>Score of the anomaly model.</summary>
    public double? AnomalyScore { get; init; }

    /// <summary>Its p-value.</summary>
    public double? PValue { get; init; }

    /// <summary>The recording.</summary>
    public required RecordingInfo Recording { get; init; }

    /// <summary>The channels that were measured.</summary>
    public required ImmutableArray<ChannelInfo> Channels { get; init; }

    /// <summary>The curves that were judged.</summary>
    public required ImmutableArray<CurveInfo> Curves { get; init; }

    /// <summary>Other tests of the same motor, newest first.</summary>
    public required ImmutableArray<ResultSummary> SameSerial { get; init; }

    /// <summary>Good motors most like this one.</summary>
    public required ImmutableArray<NearMotor> NearestGood { get; init; }

    /// <summary>Reads all of it.</summary>
    public static ResultDetail Of(ResultArchive archive, ResultStore store, StoredRun run)
    {
        ResultRow row = store.Row(run.Id)!;
        PartType? partType = archive.RecipeOf(store, run.RecipeHash)?.PartType;
        return new ResultDetail(archive.Summaries(store, [row])[0])
        {
            Findings = FindingView.Of(run.Findings, run.Verdict, partType),
            RecipeHash = run.RecipeHash,
            BaselineId = run.BaselineId,
            Software = run.Software,
            AnomalyScore = run.AnomalyScore,
            PValue = run.PValue,
            Recording = RecordingInfo.Of(archive.Folder, run),
            Channels = partType is null ? [] : [.. partType.Channels.Select(ChannelInfo.Of)],
            Curves = CurvesOf(archive, store, run),
            SameSerial =
            [
                .. archive.Summaries(store, store.RowsOf(run.SerialNumber)).Where(other => other.Id != run.Id),
            ],
            NearestGood = NearMotors.Of(archive, store, run),
        };
    }

    private static ImmutableArray<CurveInfo> CurvesOf(ResultArchive archive, ResultStore store, StoredRun run)
    {
        if (run.Values is null || run.DefinitionHash is null)
        {
            return [];
        }

        MeasurementDefinition definition = archive.DefinitionOf(store, run.DefinitionHash);
        Measurement measurement = ResultStore.MeasurementOf(run.Values, definition);
        Baseline? baseline = archive.BaselineOf(run.BaselineId);
        bool fits = baseline?.DefinitionHash == definition.Hash;
        ImmutableArray<CurveInfo>.Builder curves = ImmutableArray.CreateBuilder<CurveInfo>(definition.Curves.Length);
        for (int i = 0; i < definition.Curves.Length; i++)
        {
            curves.Add(CurveInfo.Of(
                definition.Curves[i],
                measurement.Values(i),
                fits ? baseline!.Limits.Curves[i] : null,
                run.Findings));
        }

        return curves.MoveToImmutable();
    }
}

/// <summary>A channel that was measured.</summary>
internal sealed record ChannelInfo(string Id, string Name, string Unit, string Quantity, double RateHz)
{
    /// <summary>Makes it.</summary>
    public static ChannelInfo Of(Channel channel) => new(
        channel.Id,
        channel.Name,
        channel.Unit,
        JsonNamingPolicy.CamelCase.ConvertName(channel.Quantity.ToString()),
        channel.SampleRateHz);
}

/// <summary>The recording of a test.</summary>
internal sealed record RecordingInfo(string File, long Bytes, string Hash, bool Available)
{
    /// <summary>Makes it.</summary>
    public static RecordingInfo Of(DataFolder folder, StoredRun run)
    {
        FileInfo file = new(RecordingFiles.PathOf(folder, run));
        return new RecordingInfo(run.Recording, file.Exists ? file.Length : 0, run.RecordingHash, file.Exists);
    }
}
