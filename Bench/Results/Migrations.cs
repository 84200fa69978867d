using System.Data;
using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bench.Results;

/// <summary>
/// Brings a results database to the newest schema: numbered SQL files, each run once, in one transaction.
/// </summary>
internal static class Migrations
{
    private const string Prefix = "Bench.Results.Migrations.";

    /// <summary>Runs what the database lacks.</summary>
    /// <exception cref="InvalidDataException">The database was made by a newer version of this program.</exception>
    public static void Apply(SqliteConnection connection)
    {
        (int Version, string Sql)[] all = [.. Load()];
        int current = (int)connection.ExecuteScalar<long>("pragma user_version");
        if (current > all[^1].Version)
        {
            throw new InvalidDataException(
                $"{connection.DataSource} has schema {current}, this program knows {all[^1].Version}: "
                + "use the newer program.");
        }

        foreach ((int version, string sql) in all.Where(step => step.Version > current))
        {
            using SqliteTransaction transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            connection.Execute(sql, transaction: transaction);
            string number = version.ToString(CultureInfo.InvariantCulture);
            connection.Execute($"pragma user_version = {number}", transaction: transaction);
            transaction.Commit();
        }
    }

    private static IEnumerable<(int Version, string Sql)> Load()
    {
        Assembly assembly = typeof(Migrations).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(IsMigration).Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using StreamReader reader = new(stream);
            yield return (int.Parse(name.AsSpan(Prefix.Length, 3), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }

    private static bool IsMigration(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
