using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bench.Web.Security;

/// <summary>Who changed what, when, from what to what. The database lets nobody change or delete a line.</summary>
internal sealed class AuditTrail(WebDatabase database, TimeProvider time)
{
    /// <summary>Writes a line in the transaction of the change itself: neither is there without the other.</summary>
    public void Note(SqliteConnection connection, SqliteTransaction transaction, AuditNote note) =>
        connection.Execute(
            "insert into audit (at, user_name, action, object, before, after) "
            + "values (@At, @User, @Action, @Object, @Before, @After)",
            new
            {
                At = WebTime.Text(time.GetUtcNow()),
                note.User,
                note.Action,
                note.Object,
                Before = Json(note.Before),
                After = Json(note.After),
            },
            transaction);

    /// <summary>Writes a line about something that leaves no other trace in the database.</summary>
    public void Note(AuditNote note) =>
        database.Write((connection, transaction) => Note(connection, transaction, note));

    /// <summary>A page of the trail, newest first.</summary>
    public (long Total, ImmutableArray<AuditLine> Items) List(PageOf page, string subject) => database.Read(
        connection =>
    {
        const string Where = "from audit where (@subject = '' or object = @subject) ";
        long total = connection.ExecuteScalar<long>($"select count(*) {Where}", new { subject });
        IEnumerable<AuditRow> rows = connection.Query<AuditRow>(
            "select id, at, user_name as User, action, object, before, after "
            + $"{Where} order by id desc limit @Size offset @Skip",
            new { subject, page.Size, page.Skip });
        return (total, rows.Select(row => row.ToLine()).ToImmutableArray());
    });

    private static string? Json(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private sealed class AuditRow
    {
        public long Id { get; init; }

        public string At { get; init; } = "";

        public string User { get; init; } = "";

        public string Action { get; init; } = "";

        public string Object { get; init; } = "";

        public string? Before { get; init; }

        public string? After { get; init; }

        public AuditLine ToLine() => new(Id, At, User, Action, Object, Element(Before), Element(After));

        private static JsonElement? Element(string? json) =>
            json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
    }
}

/// <summary>A change to be written down.</summary>
/// <param name="User">Who.</param>
/// <param name="Action">What was done, such as "user-created".</param>
/// <param name="Object">To what, such as "user/anna".</param>
/// <param name="Before">How it was; null for nothing.</param>
/// <param name="After">How it is; null for nothing.</param>
internal sealed record AuditNote(string User, string Action, string Object, object? Before, object? After);

/// <summary>A line of the trail.</summary>
internal sealed record AuditLine(
    long Id, string At, string User, string Action, string Object, JsonElement? Before, JsonElement? After);
