using System.Collections.Immutable;
using System.Globalization;
using Dapper;

namespace Bench.Results;

/// <summary>The recordings behind the results: where they are, which were deleted, which stand elsewhere.</summary>
public sealed partial class ResultStore
{
    /// <summary>All recordings, oldest first.</summary>
    internal ImmutableArray<StoredRecording> Recordings() =>
    [
        .. Connection.Query<StoredRecording>(
            "select r.id, r.serial_number as SerialNumber, r.started_at as StartedAt, r.verdict, "
            + "r.baseline_id as BaselineId, r.recording, r.recording_hash as Hash, d.deleted_at as DeletedAt, "
            + "a.hash as ArchiveHash, (select count(*) from exported_recording e where e.run_id = r.id) as Exports "
            + "from test_run r left join deleted_recording d on d.run_id = r.id "
            + "left join archived_recording a on a.run_id = r.id "
            + "where r.recording <> '' order by r.started_at, r.rowid"),
    ];

    /// <summary>The sensors that a test was run with, as far as they are known.</summary>
    public ImmutableArray<FittedSensor> Sensors(Guid runId) =>
    [
        .. Connection
            .Query<(string Channel, string Serial, string Date, double? Sensitivity, string Unit)>(
                "select channel, serial_number, calibrated_on, sensitivity, sensitivity_unit from run_sensor "
                + "where run_id = @Id order by rowid",
                new { Id = runId.ToString() })
            .Select(row => new FittedSensor
            {
                Channel = row.Channel,
                SerialNumber = row.Serial,
                CalibratedOn = row.Date.Length > 0 ? DateOnly.Parse(row.Date, CultureInfo.InvariantCulture) : null,
                Sensitivity = row.Sensitivity,
                SensitivityUnit = row.Unit,
            }),
    ];

    /// <summary>Notes that a recording is being deleted, before it is.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    internal void NoteDeleted(string runId, long bytes, string reason) => _database.Write(transaction =>
        Connection.Execute(
            "insert into deleted_recording (run_id, bytes, deleted_at, reason) values (@runId, @bytes, @now, @reason)",
            new { runId, bytes, now = Text(_time.GetUtcNow()), reason },
            transaction));

    /// <summary>Takes back a note of a deletion that did not come about.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    internal void ForgetDeletion(string runId) => _database.Write(transaction =>
        Connection.Execute("delete from deleted_recording where run_id = @runId", new { runId }, transaction));

    /// <summary>Notes that a recording stands in another place too.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    internal void NoteExported(string runId, string place) => _database.Write(transaction =>
        Connection.Execute(
            "insert into exported_recording (run_id, place, exported_at) values (@runId, @place, @now) "
            + "on conflict (run_id, place) do nothing",
            new { runId, place, now = Text(_time.GetUtcNow()) },
            transaction));

    /// <summary>Notes what a recording will be once its archive form has taken its place.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    internal void NoteArchived(string runId, string hash, long bytes, long originalBytes) =>
        _database.Write(transaction => Connection.Execute(
            "insert or replace into archived_recording (run_id, hash, bytes, original_bytes, archived_at) "
            + "values (@runId, @hash, @bytes, @originalBytes, @now)",
            new { runId, hash, bytes, originalBytes, now = Text(_time.GetUtcNow()) },
            transaction));

    /// <summary>Takes back a note of an archive that did not come about.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    internal void ForgetArchive(string runId) => _database.Write(transaction =>
        Connection.Execute("delete from archived_recording where run_id = @runId", new { runId }, transaction));

    /// <summary>What is wrong with the database itself, one sentence each; empty where nothing is.</summary>
    internal ImmutableArray<string> CheckIntegrity()
    {
        IEnumerable<string> broken = Connection.Query<string>("pragma integrity_check").Where(line => line != "ok");
        IEnumerable<string> dangling = Connection
            .Query<(string Table, long? Row, string Parent, long Key)>("pragma foreign_key_check")
            .Select(row => $"a row of {row.Table} refers to a row of {row.Parent} that is not there");
        return [.. broken, .. dangling];
    }
}
