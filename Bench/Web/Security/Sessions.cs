using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.WebUtilities;

namespace Bench.Web.Security;

/// <summary>
/// Who is logged in. The browser keeps a random token in a cookie that no script can read; the database keeps its
/// SHA-256. A session ends twelve hours after it began: a shift, and what comes before and after it.
/// </summary>
internal sealed class Sessions(WebDatabase database, Users users, TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "bench-session";

    private const int TokenBytes = 32;

    private static readonly TimeSpan s_length = TimeSpan.FromHours(12);

    // Asked with every request: the database is read once per session. Users change by this process alone.
    private readonly ConcurrentDictionary<string, Session?> _known = new(StringComparer.Ordinal);

    /// <summary>A token that belongs to nobody yet.</summary>
    public static string NewToken() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>
    /// What a page sends along with each change, so that no other site can make the browser do it: it follows from the
    /// token, which another site cannot read.
    /// </summary>
    public static string CsrfOf(string token) => Digest("csrf " + token);

    /// <summary>Begins a session and returns its token.</summary>
    public string Begin(User user)
    {
        string token = NewToken();
        DateTimeOffset now = time.GetUtcNow();
        Session session = new(user.Name, now + s_length);
        database.Write((connection, transaction) =>
        {
            connection.Execute(
                "delete from session where expires_at < @now", new { now = WebTime.Text(now) }, transaction);
            connection.Execute(
                "insert into session (id, user_name, created_at, expires_at) values (@id, @User, @now, @ends)",
                new { id = IdOf(token), session.User, now = WebTime.Text(now), ends = WebTime.Text(session.Ends) },
                transaction);
        });
        _known[IdOf(token)] = session;
        return token;
    }

    /// <summary>The user of a token; null where it is nobody's or has ended.</summary>
    public User? Find(string token)
    {
        if (token.Length is 0 or > 100)
        {
            return null;
        }

        Session? session = _known.TryGetValue(IdOf(token), out Session? known) ? known : Load(IdOf(token));
        return session is not null && session.Ends > time.GetUtcNow() ? users.Find(session.User) : null;
    }

    /// <summary>Ends a session.</summary>
    public void End(string token)
    {
        _known.TryRemove(IdOf(token), out _);
        database.Write((connection, transaction) => connection.Execute(
            "delete from session where id = @id", new { id = IdOf(token) }, transaction));
    }

    /// <summary>Ends all sessions of a user, whose rights or password have changed.</summary>
    public void EndAll(string user)
    {
        _known.Clear();
        database.Write((connection, transaction) => connection.Execute(
            "delete from session where user_name = @user", new { user }, transaction));
    }

    private Session? Load(string id)
    {
        Session? session = database.Read(connection => connection
            .Query<(string User, string Ends)>(
                "select user_name, expires_at from session where id = @id", new { id })
            .Select(row => new Session(row.User, WebTime.Parse(row.Ends)))
            .FirstOrDefault());

        // Only what exists is remembered: anybody can send tokens that do not.
        return session is null ? null : _known[id] = session;
    }

    private static string IdOf(string token) => Digest("session " + token);

    private static string Digest(string text) =>
        WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Session(string User, DateTimeOffset Ends);
}
