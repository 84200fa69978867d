using Bench.Models.Verdicts;
using Bench.Results;

namespace Bench.Web.Results;

/// <summary>A finished test as it was when it was stored, for reports.</summary>
internal static class StoredResult
{
    /// <summary>Reads it.</summary>
    public static TestResult Of(ResultArchive archive, ResultStore store, StoredRun run) => new()
    {
        Id = Guid.Parse(run.Id),
        SerialNumber = SerialNumber.Parse(run.SerialNumber),
        PartType = run.PartType,
        Variant = run.Variant,
        Sensors = store.Sensors(Guid.Parse(run.Id)),
        Bench = run.Bench,
        StartedAt = WebTime.Parse(run.StartedAt),
        DurationSeconds = store.Row(run.Id)?.DurationSeconds ?? 0,
        Judgement = new Judgement
        {
            Verdict = run.Verdict,
            Findings = run.Findings,
            AnomalyScore = run.AnomalyScore ?? double.NaN,
            PValue = run.PValue ?? double.NaN,
        },
        Measurement = run.Values is null || run.DefinitionHash is null
            ? null
            : ResultStore.MeasurementOf(run.Values, archive.DefinitionOf(store, run.DefinitionHash)),
        RecipeHash = run.RecipeHash,
        BaselineId = run.BaselineId,
        SoftwareVersion = run.Software,
        Recording = run.Recording,
        RecordingHash = run.RecordingHash,
    };
}
