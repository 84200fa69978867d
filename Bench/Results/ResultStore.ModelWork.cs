using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.ModelWork;
using Bench.Models.Features;
using Bench.Models.Labels;
using Bench.Models.Verdicts;
using Dapper;

namespace Bench.Results;

/// <summary>What a data scientist works with: labels, the history's values, what became of each baseline.</summary>
public sealed partial class ResultStore
{
    /// <summary>Keeps what somebody found out about a motor.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    internal void AddLabel(MotorLabel label) => _database.Write(transaction => Connection.Execute(
        "insert into motor_label (serial_number, kind, cause, author, at, note) "
        + "values (@SerialNumber, @Kind, @Cause, @Author, @At, @Note)",
        new { label.SerialNumber, Kind = (int)label.Kind, label.Cause, label.Author, At = Text(label.At), label.Note },
        transaction));

    /// <summary>Labels, oldest first; of one motor where a serial number is given.</summary>
    internal ImmutableArray<MotorLabel> Labels(string serialNumber = "") =>
    [
        .. Connection
            .Query<(string Serial, long Kind, string Cause, string Author, string At, string Note)>(
                "select serial_number, kind, cause, author, at, note from motor_label "
                + "where @serialNumber = '' or serial_number = @serialNumber order by id",
                new { serialNumber })
            .Select(row => new MotorLabel(
                row.Serial, (LabelKind)row.Kind, row.Cause, row.Author, Time(row.At), row.Note)),
    ];

    /// <summary>Keeps what became of a baseline.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    internal void AddModelEvent(ModelEvent happened) => _database.Write(transaction => Connection.Execute(
        "insert into model_event (part_type, baseline_id, kind, author, at, note, detail) "
        + "values (@PartType, @BaselineId, @Kind, @Author, @At, @Note, @Detail)",
        new
        {
            happened.PartType,
            happened.BaselineId,
            Kind = (int)happened.Kind,
            happened.Author,
            At = Text(happened.At),
            happened.Note,
            happened.Detail,
        },
        transaction));

    /// <summary>What became of the baselines of a part type, oldest first.</summary>
    internal ImmutableArray<ModelEvent> ModelEvents(string partType) =>
    [
        .. Connection
            .Query<(string Baseline, long Kind, string Author, string At, string Note, string Detail)>(
                "select baseline_id, kind, author, at, note, detail from model_event "
                + "where part_type = @partType order by id",
                new { partType })
            .Select(row => new ModelEvent(
                partType, row.Baseline, (ModelEventKind)row.Kind, row.Author, Time(row.At), row.Note, row.Detail)),
    ];

    /// <summary>
    /// Finished tests of a part type with their values, oldest first, read one by one: a history need not fit into
    /// memory. Tests that measured something else, or broke off, are not in it.
    /// </summary>
    internal IEnumerable<HistoryRun> History(
        string partType, MeasurementDefinition definition, DateTimeOffset? since = null) =>
        Runs(definition, "order by r.started_at, r.rowid", new
        {
            partType,
            definition.Hash,
            since = since is { } from ? Text(from) : null,
        });

    /// <summary>The newest so many of those tests, newest first.</summary>
    internal IEnumerable<HistoryRun> NewestHistory(string partType, MeasurementDefinition definition, int count) =>
        Runs(definition, "order by r.started_at desc, r.rowid desc limit @count", new
        {
            partType,
            definition.Hash,
            since = (string?)null,
            count,
        });

    /// <summary>How many tests <see cref="History"/> has.</summary>
    internal int HistoryCount(string partType, MeasurementDefinition definition) => Connection.ExecuteScalar<int>(
        "select count(*) from test_run where part_type = @partType and definition_hash = @Hash "
        + "and verdict is not null and curve_values is not null",
        new { partType, definition.Hash });

    private IEnumerable<HistoryRun> Runs(MeasurementDefinition definition, string order, object parameters)
    {
        IEnumerable<HistoryRow> rows = Connection.Query<HistoryRow>(
                "select r.id, r.serial_number as Serial, r.variant, r.bench, r.started_at as Started, "
                + "r.verdict, f.code, r.curve_values as \"Values\" "
                + "from test_run r left join finding f on f.run_id = r.id and f.rank = 1 "
                + "where r.part_type = @partType and r.definition_hash = @Hash and r.verdict is not null "
                + "and r.curve_values is not null and (@since is null or r.started_at >= @since) "
                + order,
                parameters,
                buffered: false);
        foreach (HistoryRow row in rows)
        {
            yield return new HistoryRun(
                row.Id,
                row.Serial,
                new MotorOrigin(row.Variant, row.Bench),
                Time(row.Started),
                row.Verdict,
                row.Code ?? "",
                FromBytes(row.Values, definition));
        }
    }

    /// <summary>Verdict and top reason of the finished tests of a selection, oldest first.</summary>
    internal IEnumerable<TestReason> Reasons(RunSelection selection) => Connection
        .Query<(string Serial, long Verdict, string? Code)>(
            "select r.serial_number, r.verdict, f.code from test_run r "
            + "left join finding f on f.run_id = r.id and f.rank = 1 where r.verdict is not null "
            + "and (@PartType = '' or r.part_type = @PartType) and (@Since is null or r.started_at >= @Since) "
            + "and (@Until is null or r.started_at < @Until) order by r.started_at, r.rowid",
            new
            {
                selection.PartType,
                Since = selection.Since is { } since ? Text(since) : null,
                Until = selection.Until is { } until ? Text(until) : null,
            })
        .Select(row => new TestReason(row.Serial, (Verdict)row.Verdict, row.Code ?? ""));

    /// <summary>A row of the history; more columns than a tuple maps.</summary>
    private sealed record HistoryRow
    {
        public string Id { get; init; } = "";

        public string Serial { get; init; } = "";

        public string Variant { get; init; } = "";

        public string Bench { get; init; } = "";

        public string Started { get; init; } = "";

        public Verdict Verdict { get; init; }

        public string? Code { get; init; }

        public byte[] Values { get; init; } = [];
    }
}
