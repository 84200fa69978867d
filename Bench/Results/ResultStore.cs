using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bench.Analysis.Metrics;
using Bench.Models.Features;
using Bench.Models.Verdicts;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bench.Results;

/// <summary>
/// All tests of a bench in one SQLite file. A run is known from its start; its verdict, findings and values arrive in
/// one transaction that is on disk before the call returns, so that a verdict once shown is never lost and a run that
/// broke off never has one.
/// </summary>
public sealed partial class ResultStore : IDisposable
{
    private readonly ResultDatabase _database;
    private readonly TimeProvider _time;

    private ResultStore(ResultDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Opens or makes the database of a data folder.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is not a results database of this or an older version.
    /// </exception>
    public static ResultStore Open(DataFolder folder, TimeProvider time) =>
        new(ResultDatabase.Open(folder.Database), time);

    /// <summary>A store that is forgotten with this object.</summary>
    internal static ResultStore OpenInMemory(TimeProvider time) => new(ResultDatabase.Open(":memory:"), time);

    /// <summary>Notes that a test has begun. Until <see cref="Finish"/> it has no verdict.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Begin(RunStart run) => _database.Write(transaction =>
    {
        Connection.Execute(
            "insert into recipe (hash, part_type, revision, content) "
            + "values (@RecipeHash, @PartType, @Revision, @RecipeText) on conflict (hash) do nothing",
            run,
            transaction);
        Connection.Execute(
            "insert into test_run (id, serial_number, part_type, bench, started_at, recipe_hash, baseline_id, "
            + "software, recording, variant) "
            + "values (@Id, @Serial, @PartType, @Bench, @Started, @RecipeHash, @BaselineId, "
            + "@SoftwareVersion, @Recording, @Variant)",
            new
            {
                Id = run.Id.ToString(),
                Serial = run.SerialNumber.ToString(),
                run.PartType,
                run.Bench,
                Started = Text(run.StartedAt),
                run.RecipeHash,
                run.BaselineId,
                run.SoftwareVersion,
                run.Recording,
                run.Variant,
            },
            transaction);
        Connection.Execute(
            "insert into run_sensor (run_id, channel, serial_number, calibrated_on, sensitivity, sensitivity_unit) "
            + "values (@RunId, @Channel, @SerialNumber, @CalibratedOn, @Sensitivity, @SensitivityUnit)",
            run.Sensors.Select(sensor => new
            {
                RunId = run.Id.ToString(),
                sensor.Channel,
                sensor.SerialNumber,
                CalibratedOn = sensor.CalibratedOn?.ToString("O", CultureInfo.InvariantCulture) ?? "",
                sensor.Sensitivity,
                sensor.SensitivityUnit,
            }),
            transaction);
    });

    /// <summary>Writes the verdict with everything that belongs to it, once.</summary>
    /// <exception cref="InvalidOperationException">The run is unknown or has its verdict already.</exception>
    /// <exception cref="IOException">It could not be written: the run has no verdict.</exception>
    public void Finish(TestResult result) => _database.Write(transaction =>
    {
        SaveDefinition(result.Measurement?.Definition, transaction);
        int changed = Connection.Execute(
            "update test_run set finished_at = @Finished, duration_s = @DurationSeconds, verdict = @Verdict, "
            + "anomaly_score = @Score, p_value = @PValue, baseline_id = @BaselineId, recording = @Recording, "
            + "recording_hash = @RecordingHash, definition_hash = @Definition, curve_values = @Values "
            + "where id = @Id and verdict is null",
            new
            {
                Id = result.Id.ToString(),
                Finished = Text(_time.GetUtcNow()),
                result.DurationSeconds,
                Verdict = (int)result.Judgement.Verdict,
                Score = NullIfNaN(result.Judgement.AnomalyScore),
                PValue = NullIfNaN(result.Judgement.PValue),
                result.BaselineId,
                result.Recording,
                result.RecordingHash,
                Definition = result.Measurement?.Definition.Hash,
                Values = result.Measurement is null ? null : Bytes(result.Measurement),
            },
            transaction);
        if (changed != 1)
        {
            throw new InvalidOperationException($"Test run {result.Id} is unknown or has its verdict already.");
        }

        SaveFindings(result, transaction);
    });

    /// <summary>Adds the recording's hash to a verdict, once.</summary>
    /// <exception cref="InvalidOperationException">The run has no verdict or has its hash already.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Seal(Guid id, string recordingHash) => _database.Write(transaction =>
    {
        int changed = Connection.Execute(
            "update test_run set recording_hash = @recordingHash "
            + "where id = @Id and verdict is not null and recording_hash = ''",
            new { Id = id.ToString(), recordingHash },
            transaction);
        if (changed != 1)
        {
            throw new InvalidOperationException($"Test run {id} has no verdict, or its recording's hash already.");
        }
    });

    /// <summary>
    /// Finished tests whose recording has no hash yet, and their recordings' paths in the data folder.
    /// </summary>
    public ImmutableArray<(Guid Id, string Recording)> Unsealed() =>
    [
        .. Connection.Query<(string Id, string Recording)>(
            "select id, recording from test_run "
            + "where verdict is not null and recording <> '' and recording_hash = ''")
            .Select(row => (Guid.Parse(row.Id), row.Recording)),
    ];

    /// <summary>
    /// Gives every run that broke off (power failure, kill) its verdict: INVALID. Call it only while this process holds
    /// the data folder (<see cref="DataFolder.Lock"/>).
    /// </summary>
    /// <returns>The serial numbers concerned.</returns>
    public ImmutableArray<string> CloseInterrupted()
    {
        (string Id, string Serial)[] open =
            [.. Connection.Query<(string, string)>("select id, serial_number from test_run where verdict is null")];
        if (open.Length > 0)
        {
            _database.Write(transaction =>
            {
                foreach ((string id, string _) in open)
                {
                    Connection.Execute(
                        "update test_run set verdict = @Verdict, finished_at = @Now where id = @id",
                        new { Verdict = (int)Verdict.Invalid, Now = Text(_time.GetUtcNow()), id },
                        transaction);
                    InsertFinding(id, 1, InterruptedFinding, transaction);
                }
            });
        }

        return [.. open.Select(run => run.Serial)];
    }

    /// <summary>Finished tests with their sensors, newest first.</summary>
    public ImmutableArray<ResultRow> List(ResultQuery query)
    {
        const string Selected =
            "where r.verdict is not null "
            + "and (@Serial = '' or r.serial_number = @Serial) and (@PartType = '' or r.part_type = @PartType) "
            + "and (@Verdict = 0 or r.verdict = @Verdict) "
            + "order by r.started_at desc, r.rowid desc limit @Last";
        return
        [
            .. Connection
                .Query<ResultRow>(RowColumns + Selected, new
                {
                    Serial = query.SerialNumber,
                    query.PartType,
                    Verdict = (int)(query.Verdict ?? 0),
                    query.Last,
                })
                .Select(row => row with { Sensors = Sensors(Guid.Parse(row.Id)) }),
        ];
    }

    /// <summary>Reasons of one test, most severe first.</summary>
    public ImmutableArray<Finding> Findings(string runId) =>
    [
        .. Connection.Query<Finding>(
            "select source, code, text, instruction, cause, curve, channel, position_from as \"From\", "
            + "position_to as \"To\", position_at as \"At\", value, limit_value as \"Limit\", severity "
            + "from finding where run_id = @runId order by rank",
            new { runId }),
    ];

    /// <summary>Measured values of finished tests with a given recipe: what a baseline is learned from.</summary>
    public IEnumerable<StoredMeasurement> Measurements(string recipeHash, MeasurementDefinition definition)
    {
        IEnumerable<(string, string, string, string, long, string?, byte[])> rows =
            Connection.Query<(string, string, string, string, long, string?, byte[])>(
                "select r.serial_number, r.bench, r.variant, r.started_at, r.verdict, f.code, r.curve_values "
                + "from test_run r left join finding f on f.run_id = r.id and f.rank = 1 "
                + "where r.recipe_hash = @recipeHash and r.definition_hash = @Hash and r.curve_values is not null "
                + "order by r.started_at",
                new { recipeHash, definition.Hash });
        foreach ((string serial, string bench, string variant, string started, long verdict, string? code,
            byte[] values) in rows)
        {
            yield return new StoredMeasurement(
                serial, bench, Time(started), (Verdict)verdict, code ?? "", FromBytes(values, definition))
            {
                Origin = new MotorOrigin(variant, bench),
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private SqliteConnection Connection => _database.Connection;

    private static Finding InterruptedFinding { get; } = new()
    {
        Source = FindingSource.Check,
        Code = "interrupted",
        Text = "The test broke off before its verdict: the program or the computer stopped.",
        Instruction = "Test this motor again.",
    };

    private void SaveDefinition(MeasurementDefinition? definition, SqliteTransaction transaction)
    {
        // Asked first: writing all positions down takes longer than the rest of the result.
        if (definition is not null && !IsKnown(definition, transaction))
        {
            Connection.Execute(
                "insert into measurement_definition (hash, curves) values (@Hash, @Curves) "
                + "on conflict (hash) do nothing",
                new { definition.Hash, Curves = JsonSerializer.Serialize(definition.Curves) },
                transaction);
        }
    }

    private bool IsKnown(MeasurementDefinition definition, SqliteTransaction transaction) =>
        Connection.ExecuteScalar<bool>(
            "select exists (select 1 from measurement_definition where hash = @Hash)",
            new { definition.Hash },
            transaction);

    private void SaveFindings(TestResult result, SqliteTransaction transaction)
    {
        int rank = 1;
        foreach (Finding finding in result.Judgement.Findings)
        {
            InsertFinding(result.Id.ToString(), rank++, finding, transaction);
        }
    }

    private void InsertFinding(string runId, int rank, Finding finding, SqliteTransaction transaction) =>
        Connection.Execute(
            "insert into finding (run_id, rank, source, code, text, instruction, cause, curve, channel, position_from, "
            + "position_to, position_at, value, limit_value, severity) values (@runId, @rank, @Source, @Code, @Text, "
            + "@Instruction, @Cause, @Curve, @Channel, @From, @To, @At, @Value, @Limit, @Severity)",
            new
            {
                runId,
                rank,
                finding.Source,
                finding.Code,
                finding.Text,
                finding.Instruction,
                finding.Cause,
                finding.Curve,
                finding.Channel,
                From = Finite(finding.From),
                To = Finite(finding.To),
                At = Finite(finding.At),
                Value = Finite(finding.Value),
                Limit = Finite(finding.Limit),
                Severity = Finite(finding.Severity),
            },
            transaction);

    // SQLite stores NaN as null; a missing figure of a finding is 0 there, as in Finding's own default.
    private static double Finite(double value) => double.IsFinite(value) ? value : 0;

    private static double? NullIfNaN(double value) => double.IsNaN(value) ? null : value;

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static byte[] Bytes(Measurement measurement)
    {
        float[] all = new float[measurement.Definition.Length];
        int at = 0;
        for (int curve = 0; curve < measurement.Definition.Curves.Length; curve++)
        {
            ReadOnlySpan<float> values = measurement.Values(curve);
            values.CopyTo(all.AsSpan(at));
            at += values.Length;
        }

        return MemoryMarshal.AsBytes(all.AsSpan()).ToArray();
    }

    private static Measurement FromBytes(byte[] bytes, MeasurementDefinition definition)
    {
        if (bytes.Length != definition.Length * sizeof(float))
        {
            throw new InvalidDataException(
                $"Stored values have {bytes.Length} bytes, the definition {definition.Hash[..12]} needs "
                + $"{definition.Length * sizeof(float)}.");
        }

        ReadOnlySpan<float> all = MemoryMarshal.Cast<byte, float>(bytes);
        float[][] curves = new float[definition.Curves.Length][];
        int at = 0;
        for (int i = 0; i < curves.Length; i++)
        {
            int length = definition.Curves[i].Positions.Length;
            curves[i] = all.Slice(at, length).ToArray();
            at += length;
        }

        return new Measurement(definition, curves);
    }
}
