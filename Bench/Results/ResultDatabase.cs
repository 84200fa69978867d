using Dapper;
using Microsoft.Data.Sqlite;

namespace Bench.Results;

/// <summary>
/// The SQLite file behind the results. What is written is on disk before a write returns, or not there at all; after a
/// failed write (disk full) the file is opened anew and goes on.
/// </summary>
internal sealed class ResultDatabase : IDisposable
{
    private readonly string _path;

    private ResultDatabase(string path, SqliteConnection connection)
    {
        _path = path;
        Connection = connection;
    }

    /// <summary>The open connection, for queries.</summary>
    public SqliteConnection Connection { get; private set; }

    /// <summary>Opens or makes the file and brings it to the newest schema.</summary>
    /// <exception cref="IOException">The file cannot be opened for writing.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a results database of this or an older version.
    /// </exception>
    public static ResultDatabase Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        try
        {
            ResultDatabase database = new(path, Connect(path));
            try
            {
                Migrations.Apply(database.Connection);
                return database;
            }
            catch
            {
                database.Dispose();
                throw;
            }
        }
        catch (SqliteException e) when (
            e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY)
        {
            throw new IOException($"{path} cannot be opened: its folder is missing or may not be written.", e);
        }
        catch (SqliteException e)
        {
            throw new InvalidDataException($"{path} cannot be used as results database: {e.Message}", e);
        }
    }

    /// <summary>Writes in one transaction.</summary>
    /// <exception cref="IOException">Nothing was written: the message says why.</exception>
    public void Write(Action<SqliteTransaction> work)
    {
        try
        {
            using SqliteTransaction transaction = Connection.BeginTransaction();
            work(transaction);
            transaction.Commit();
        }
        catch (SqliteException e)
        {
            // SQLite has rolled back by itself, which this version of its library does not learn of.
            string reason = Reason(e);
            Dispose();
            Connection = Connect(_path);
            throw new IOException($"Nothing could be written to {_path}: {reason}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Connection.Dispose();
        }
        catch (SqliteException)
        {
            // A transaction that SQLite has rolled back already cannot be rolled back again.
        }
    }

    private static SqliteConnection Connect(string path)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The failed roll-back hides the cause; a disk without room is by far the commonest one.
    private string Reason(SqliteException e)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(_path))!;
        DriveInfo drive = new(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder);
        const long Little = 1 << 20;
        return drive.AvailableFreeSpace < Little
            ? $"the disk is full ({drive.AvailableFreeSpace} bytes left). Make room, then test this motor again."
            : e.Message;
    }
}
