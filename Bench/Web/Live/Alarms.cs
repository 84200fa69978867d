using System.Collections.Immutable;
using System.Globalization;
using Bench.Web.Security;
using Dapper;

namespace Bench.Web.Live;

/// <summary>Alarms of the bench: raised once, shown until somebody has acknowledged them, kept for ever.</summary>
internal sealed class Alarms(WebDatabase database, AuditTrail audit, TimeProvider time)
{
    private const int MostShown = 20;

    private static readonly TimeSpan s_shownAfterwards = TimeSpan.FromHours(8);

    /// <summary>Raises an alarm, unless the same waits for its acknowledgement already.</summary>
    public void Raise(AlarmSeverity severity, string code, Translated words) =>
        database.Write((connection, transaction) => connection.Execute(
            "insert into alarm (at, severity, code, text, text_fr) "
            + "select @now, @severity, @code, @Text, @TextFr where not exists "
            + "(select 1 from alarm where code = @code and acknowledged_at is null)",
            new
            {
                now = WebTime.Text(time.GetUtcNow()),
                severity = severity == AlarmSeverity.Alarm ? "alarm" : "warning",
                code,
                words.Text,
                words.TextFr,
            },
            transaction));

    /// <summary>Those that wait, and those of the last hours; newest first.</summary>
    public ImmutableArray<AlarmView> Shown() => database.Read(connection => connection
        .Query<(long Id, string At, string Severity, string Text, string TextFr, string? By, string? Acknowledged)>(
            "select id, at, severity, text, text_fr, acknowledged_by, acknowledged_at from alarm "
            + "where acknowledged_at is null or acknowledged_at > @since order by id desc limit @MostShown",
            new { since = WebTime.Text(time.GetUtcNow() - s_shownAfterwards), MostShown })
        .Select(row => new AlarmView(
            row.Id.ToString(CultureInfo.InvariantCulture),
            row.At,
            row.Severity,
            row.Text,
            row.TextFr,
            row.By,
            row.Acknowledged))
        .ToImmutableArray());

    /// <summary>Acknowledges an alarm.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that id that waits.</exception>
    public void Acknowledge(string id, string by) => database.Write((connection, transaction) =>
    {
        int changed = connection.Execute(
            "update alarm set acknowledged_by = @by, acknowledged_at = @now where id = @id and acknowledged_at is null",
            new { id, by, now = WebTime.Text(time.GetUtcNow()) },
            transaction);
        if (changed == 0)
        {
            throw new KeyNotFoundException($"There is no alarm {id} that waits for its acknowledgement.");
        }

        audit.Note(connection, transaction, new AuditNote(by, "alarm-acknowledged", $"alarm/{id}", null, null));
    });
}

/// <summary>How grave an alarm is.</summary>
internal enum AlarmSeverity
{
    /// <summary>Testing goes on.</summary>
    Warning = 1,

    /// <summary>Testing cannot go on, or should not.</summary>
    Alarm,
}
