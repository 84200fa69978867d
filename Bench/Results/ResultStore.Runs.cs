using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Verdicts;
using Dapper;

namespace Bench.Results;

/// <summary>Finished tests with everything that decided them: what is replayed and judged again.</summary>
public sealed partial class ResultStore
{
    private const string RunColumns =
        "select id, serial_number as SerialNumber, part_type as PartType, variant, bench, "
        + "started_at as StartedAt, verdict, "
        + "anomaly_score as AnomalyScore, p_value as PValue, recipe_hash as RecipeHash, baseline_id as BaselineId, "
        + "software, recording, recording_hash as RecordingHash, definition_hash as DefinitionHash, "
        + "(select hash from archived_recording where run_id = id) as ArchiveHash, "
        + "curve_values as \"Values\" from test_run where verdict is not null ";

    /// <summary>Ids of the finished tests of a selection, oldest first.</summary>
    internal ImmutableArray<string> RunIds(RunSelection selection) =>
    [
        .. Connection.Query<string>(
            "select id from test_run where verdict is not null "
            + "and (@Serial = '' or serial_number = @Serial) and (@PartType = '' or part_type = @PartType) "
            + "and (@Verdict = 0 or verdict = @Verdict) and (@Since is null or started_at >= @Since) "
            + "and (@Until is null or started_at < @Until) order by started_at, rowid",
            new
            {
                Serial = selection.SerialNumber,
                selection.PartType,
                Verdict = (int)(selection.Verdict ?? 0),
                Since = selection.Since is { } since ? Text(since) : null,
                Until = selection.Until is { } until ? Text(until) : null,
            }),
    ];

    /// <summary>A finished test; null where there is none of that id.</summary>
    internal StoredRun? Run(string id) =>
        WithFindings(Connection.QueryFirstOrDefault<StoredRun>(RunColumns + "and id = @id", new { id }));

    /// <summary>
    /// The finished test of a recording: by its place in the data folder, else by its SHA-256, else by the motor and
    /// the start; null where there is none.
    /// </summary>
    internal StoredRun? RunOfRecording(string recording, string hash, string serialNumber, DateTimeOffset startedAt) =>
        WithFindings(Connection.QueryFirstOrDefault<StoredRun>(
            RunColumns
            + "and (recording = @recording or @hash in (recording_hash, ArchiveHash) "
            + "or (serial_number = @serialNumber and started_at = @started)) "
            + "order by recording = @recording desc, @hash in (recording_hash, ArchiveHash) desc limit 1",
            new { recording, hash, serialNumber, started = Text(startedAt) }));

    /// <summary>The text of a recipe that a test was run with.</summary>
    /// <exception cref="InvalidDataException">There is none of that hash.</exception>
    internal string RecipeText(string hash) =>
        Connection.QueryFirstOrDefault<string>("select content from recipe where hash = @hash", new { hash })
        ?? throw new InvalidDataException($"Recipe {hash} is not in {Connection.DataSource}.");

    /// <summary>A finding as it comes back from the database.</summary>
    internal static Finding AsStored(Finding finding) => finding with
    {
        From = Finite(finding.From),
        To = Finite(finding.To),
        At = Finite(finding.At),
        Value = Finite(finding.Value),
        Limit = Finite(finding.Limit),
        Severity = Finite(finding.Severity),
    };

    /// <summary>The measurement that stored values make up.</summary>
    /// <exception cref="InvalidDataException">Their number does not fit the definition.</exception>
    internal static Measurement MeasurementOf(byte[] values, MeasurementDefinition definition) =>
        FromBytes(values, definition);

    private StoredRun? WithFindings(StoredRun? run) => run is null ? null : run with { Findings = Findings(run.Id) };
}
