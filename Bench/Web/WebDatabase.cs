using Bench.Results;
using Microsoft.Data.Sqlite;

namespace Bench.Web;

/// <summary>
/// The pages' own connection to the results database: users, sessions, audit trail, alarms. One caller at a time; the
/// connection that stores verdicts is another one, so that nobody who looks at a page keeps a verdict waiting.
/// </summary>
internal sealed class WebDatabase(DataFolder folder) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ResultDatabase _database = ResultDatabase.Open(folder.Database);

    /// <summary>Asks.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        lock (_lock)
        {
            return query(_database.Connection);
        }
    }

    /// <summary>Writes in one transaction.</summary>
    /// <exception cref="IOException">Nothing was written: the message says why.</exception>
    public void Write(Action<SqliteConnection, SqliteTransaction> work)
    {
        lock (_lock)
        {
            _database.Write(transaction => work(_database.Connection, transaction));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _database.Dispose();
        }
    }
}
