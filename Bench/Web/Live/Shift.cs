using System.Collections.Immutable;
using Bench.Models.Verdicts;
using Bench.Results;
using Bench.Web.Security;
using Dapper;

namespace Bench.Web.Live;

/// <summary>The shift that runs, and its counters.</summary>
internal sealed class Shift(WebDatabase database, AuditTrail audit, TimeProvider time)
{
    /// <summary>When it began; where nobody began one, today at midnight UTC.</summary>
    public DateTimeOffset Since => database.Read(connection =>
        connection.QueryFirstOrDefault<string?>("select since from shift order by id desc limit 1")) is { } text
            ? WebTime.Parse(text)
            : new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>A new one begins now.</summary>
    public void Begin(string by) => database.Write((connection, transaction) =>
    {
        string now = WebTime.Text(time.GetUtcNow());
        connection.Execute("insert into shift (since, begun_by) values (@now, @by)", new { now, by }, transaction);
        audit.Note(connection, transaction, new AuditNote(by, "shift-begun", "shift", null, new { since = now }));
    });

    /// <summary>Counts the tests of the shift.</summary>
    public ShiftView Count(ResultStore store)
    {
        DateTimeOffset since = Since;
        ImmutableArray<TestMark> marks = store.MarksSince(since);
        TestMark[] firsts =
        [
            .. marks.Where(mark => mark.Verdict != Verdict.Invalid)
                .DistinctBy(mark => mark.SerialNumber, StringComparer.Ordinal),
        ];
        return new ShiftView(
            WebTime.Text(since),
            marks.Length,
            marks.Count(mark => mark.Verdict == Verdict.Pass),
            marks.Count(mark => mark.Verdict == Verdict.Fail),
            marks.Count(mark => mark.Verdict == Verdict.Invalid),
            firsts.Length == 0 ? null : (double)firsts.Count(mark => mark.Verdict == Verdict.Pass) / firsts.Length,
            ReasonCounts.Of(marks.Where(mark => mark.Verdict == Verdict.Fail)));
    }
}
