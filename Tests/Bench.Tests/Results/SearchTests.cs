using System.Collections.Immutable;
using Bench.Models.Verdicts;
using Bench.Results;
using Bench.Tests.Shared;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bench.Bench.Tests.Results;

/// <summary>Searches of a long history: 40,000 motors, of which none of the values may be read.</summary>
public sealed class SearchTests : IDisposable
{
    private const int Motors = 40_000;

    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;

    public SearchTests()
    {
        _data = DataFolder.Open(_folder.Root);
        ResultStore.Open(_data, TimeProvider.System).Dispose();
        using SqliteConnection connection = new($"Data Source={_data.Database}");
        connection.Execute(
            "insert into recipe values ('r', '7DL', 1, '');"
            + "with recursive n(i) as (select 0 union all select i + 1 from n where i < @Last) "
            + "insert into test_run (id, serial_number, part_type, bench, started_at, verdict, recipe_hash, software, "
            + "curve_values) select 'id-' || i, printf('M-%05d', i), '7DL', 'bench-' || (i % 2), "
            + "strftime('%Y-%m-%dT%H:%M:%S.0000000Z', 1767225600 + 60 * i, 'unixepoch'), "
            + "case when i % 20 = 0 then 2 else 1 end, 'r', 'test', zeroblob(64) from n",
            new { Last = Motors - 1 });
    }

    [Fact]
    public void A_search_of_a_long_history_finds_the_newest_first()
    {
        using var store = ResultStore.Open(_data, TimeProvider.System);
        ResultSearch search = new() { Serial = "39", Verdict = Verdict.Fail, Bench = "bench-0" };
        string[] expected =
        [
            .. Enumerable.Range(0, Motors).Where(i => i % 20 == 0)
                .Select(i => $"M-{i:00000}")
                .Where(serial => serial.Contains("39", StringComparison.Ordinal))
                .Reverse(),
        ];
        (long total, ImmutableArray<ResultRow> rows) = store.Search(search, 0, 10);
        Assert.Equal(expected.Length, total);
        Assert.Equal(expected[..10], rows.Select(row => row.SerialNumber));
    }

    // Two seconds or two milliseconds: it is a matter of reading the table or the index.
    [Fact]
    public void A_search_reads_the_index_and_not_the_motors_values()
    {
        using SqliteConnection connection = new($"Data Source={_data.Database}");
        string[] plan =
        [
            .. connection.Query<(long, long, long, string Detail)>(
                "explain query plan select count(*) " + ResultStore.Filter,
                new
                {
                    Serial = "39",
                    Pattern = "%39%",
                    PartType = "7DL",
                    Bench = "",
                    Verdict = 0,
                    Code = "",
                    From = "",
                    To = "~",
                })
                .Select(row => row.Detail),
        ];
        Assert.Contains(plan, step => step.Contains("USING COVERING INDEX test_run_search", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
