using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>
/// Judges every row of the conformance report and keeps docs/conformance.md true. With the environment variable
/// BENCH_WRITE_CONFORMANCE=1 it writes the document instead of comparing it.
/// </summary>
public sealed class ConformanceReportTests
{
    private static readonly string s_document = Path.Combine(SharedData.RepositoryRoot, "docs", "conformance.md");

    public static TheoryData<string> Titles => [.. ConformanceReport.Sections.Select(section => section.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Every_row_holds(string title)
    {
        ConformanceSection section = ConformanceReport.Sections.Single(section => section.Title == title);
        Assert.NotEmpty(section.Rows);
        Assert.Empty(section.Rows.Where(row => !row.Holds).Select(ConformanceReport.Line));
    }

    [Fact]
    public void No_vector_is_left_out()
    {
        foreach (ConformanceSection section in ConformanceReport.Sections)
        {
            Assert.NotEmpty(section.Rows);
        }

        IEnumerable<string> used = ConformanceReport.Sections.SelectMany(section => section.Files);
        Assert.Empty(ConformanceVectors.All().Except(used));
    }

    [Fact]
    public void The_document_lists_exactly_these_rows()
    {
        string text = ConformanceReport.Write();
        if (Environment.GetEnvironmentVariable("BENCH_WRITE_CONFORMANCE") == "1")
        {
            File.WriteAllText(s_document, text);
        }

        string[] committed = File.ReadAllText(s_document).ReplaceLineEndings("\n").Split('\n');
        string[] computed = text.Split('\n');
        Dictionary<string, ConformanceRow> rows = [];
        foreach (ConformanceRow row in ConformanceReport.Sections.SelectMany(section => section.Rows))
        {
            rows[ConformanceReport.Line(row)] = row;
        }

        Assert.Equal(computed.Length, committed.Length);
        for (int i = 0; i < computed.Length; i++)
        {
            bool isStated = rows.TryGetValue(computed[i], out ConformanceRow? row)
                ? ConformanceReport.States(committed[i], row)
                : committed[i] == computed[i];
            Assert.True(isStated, $"line {i + 1} is to be\n{computed[i]}\nand is\n{committed[i]}\n"
                + "Write it anew: see CONTRIBUTING.md.");
        }
    }
}
