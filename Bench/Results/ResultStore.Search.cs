using System.Collections.Immutable;
using System.Text.Json;
using Bench.Analysis.Metrics;
using Bench.Models.Verdicts;
using Dapper;

namespace Bench.Results;

/// <summary>
/// Searches of the pages. Everything that they filter by stands in one index (migration 003): the values of the
/// motors, a hundred times as large, are not read.
/// </summary>
public sealed partial class ResultStore
{
    private const string RowColumns =
        "select r.id, r.serial_number as SerialNumber, r.part_type as PartType, r.variant, r.bench, "
        + "r.started_at as StartedAt, r.duration_s as DurationSeconds, r.verdict, "
        + "r.recipe_hash as RecipeHash, r.baseline_id as BaselineId, r.software, r.recording, "
        + "r.recording_hash as RecordingHash, r.anomaly_score as AnomalyScore, "
        + "r.p_value as PValue, f.code, f.text as Reason, f.instruction, d.deleted_at as RecordingDeletedAt "
        + "from test_run r left join finding f on f.run_id = r.id and f.rank = 1 "
        + "left join deleted_recording d on d.run_id = r.id ";

    /// <summary>What a search reads; the columns of one index, and no motor's values.</summary>
    internal const string Filter =
        "from test_run where verdict is not null "
        + "and (@Serial = '' or serial_number like @Pattern escape '\\') "
        + "and (@PartType = '' or part_type = @PartType) and (@Bench = '' or bench = @Bench) "
        + "and (@Verdict = 0 or verdict = @Verdict) "
        + "and (@Code = '' or id in (select run_id from finding where code = @Code and rank = 1)) "
        + "and started_at >= @From and started_at < @To ";

    /// <summary>A part of the finished tests of a search, newest first, and how many there are in all.</summary>
    internal (long Total, ImmutableArray<ResultRow> Rows) Search(ResultSearch search, int skip, int take)
    {
        object values = new
        {
            search.Serial,
            Pattern = $"%{Escaped(search.Serial)}%",
            search.PartType,
            search.Bench,
            Verdict = (int)(search.Verdict ?? 0),
            search.Code,
            From = search.From is { } from ? Text(from) : "",
            To = search.To is { } to ? Text(to) : "~",
            skip,
            take,
        };
        long total = Connection.ExecuteScalar<long>("select count(*) " + Filter, values);
        IEnumerable<ResultRow> rows = Connection.Query<ResultRow>(
            $"{RowColumns} where r.id in (select id {Filter} order by started_at desc limit @take offset @skip) "
            + "order by r.started_at desc, r.rowid desc",
            values);
        return (total, [.. rows]);
    }

    /// <summary>A finished test as lists show it; null where there is none of that id.</summary>
    internal ResultRow? Row(string id) => Connection.QueryFirstOrDefault<ResultRow>(
        $"{RowColumns} where r.id = @id and r.verdict is not null", new { id });

    /// <summary>All finished tests of a motor, newest first.</summary>
    internal ImmutableArray<ResultRow> RowsOf(string serialNumber) =>
    [
        .. Connection.Query<ResultRow>(
            $"{RowColumns} where r.serial_number = @serialNumber and r.verdict is not null "
            + "order by r.started_at desc limit 100",
            new { serialNumber }),
    ];

    /// <summary>Motor, verdict and top code of all finished tests since an instant, oldest first.</summary>
    internal ImmutableArray<TestMark> MarksSince(DateTimeOffset since) =>
    [
        .. Connection.Query<TestMark>(
            "select r.id, r.serial_number as SerialNumber, r.part_type as PartType, "
            + "r.started_at as StartedAt, r.verdict, f.code, f.text from test_run r "
            + "left join finding f on f.run_id = r.id and f.rank = 1 "
            + "where r.verdict is not null and r.started_at >= @since order by r.started_at",
            new { since = Text(since) }),
    ];

    /// <summary>The newest motors that passed, with their values.</summary>
    internal ImmutableArray<(string Id, string SerialNumber, byte[] Values)> NewestGood(
        string definitionHash, int last) =>
    [
        .. Connection.Query<(string, string, byte[])>(
            "select id, serial_number, curve_values from test_run where verdict = 1 "
            + "and definition_hash = @definitionHash and curve_values is not null order by started_at desc limit @last",
            new { definitionHash, last }),
    ];

    /// <summary>The hash of the definition that a part type's newest values have; null where there are none.</summary>
    internal string? NewestDefinition(string partType) => Connection.QueryFirstOrDefault<string?>(
        "select definition_hash from test_run where part_type = @partType and definition_hash is not null "
        + "order by started_at desc limit 1",
        new { partType });

    /// <summary>One value of each of the newest motors that were measured alike, oldest first.</summary>
    /// <param name="partType">The part type.</param>
    /// <param name="definitionHash">What was measured.</param>
    /// <param name="index">Place of the value among all of them.</param>
    /// <param name="last">How many motors.</param>
    internal ImmutableArray<StoredValue> Values(string partType, string definitionHash, int index, int last) =>
    [
        .. Connection.Query<StoredValue>(
            "select id, serial_number as SerialNumber, started_at as StartedAt, verdict, "
            + "baseline_id as BaselineId, substr(curve_values, @start, 4) as Bytes from test_run "
            + "where part_type = @partType and definition_hash = @definitionHash and curve_values is not null "
            + "and verdict is not null order by started_at desc limit @last",
            new { partType, definitionHash, start = (sizeof(float) * index) + 1, last }).Reverse(),
    ];

    /// <summary>The curves of a definition that values were stored with.</summary>
    /// <exception cref="InvalidDataException">There is none of that hash.</exception>
    internal MeasurementDefinition Definition(string hash)
    {
        string curves = Connection.QueryFirstOrDefault<string>(
            "select curves from measurement_definition where hash = @hash", new { hash })
            ?? throw new InvalidDataException($"Definition {hash} is not in {Connection.DataSource}.");
        return new MeasurementDefinition(
            JsonSerializer.Deserialize<ImmutableArray<CurveDefinition>>(curves));
    }

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>What a shift's counters need of a test.</summary>
internal sealed class TestMark
{
    /// <summary>Identity of the test run.</summary>
    public string Id { get; init; } = "";

    /// <summary>The motor.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Name of the part type.</summary>
    public string PartType { get; init; } = "";

    /// <summary>Start, UTC, ISO 8601.</summary>
    public string StartedAt { get; init; } = "";

    /// <summary>Code of the top finding; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>Its text.</summary>
    public string? Text { get; init; }
}

/// <summary>One value of a motor.</summary>
internal sealed class StoredValue
{
    /// <summary>Identity of the test run.</summary>
    public string Id { get; init; } = "";

    /// <summary>The motor.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Start, UTC, ISO 8601.</summary>
    public string StartedAt { get; init; } = "";

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>The baseline that judged; empty where none did.</summary>
    public string BaselineId { get; init; } = "";

    /// <summary>The value as it is stored.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>The value; NaN where it was not reached.</summary>
    public double Value => Bytes.Length == sizeof(float) ? BitConverter.ToSingle(Bytes) : double.NaN;
}
