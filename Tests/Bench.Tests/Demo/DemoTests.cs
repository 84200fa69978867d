using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Demo;

/// <summary>
/// The README's first command, as a user runs it: every seeded verdict, the report, the stored results.
/// </summary>
public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("7DL", 8, 11)]
    [InlineData("6AM", 8, 11)]
    public async Task Every_seeded_defect_fails_for_its_reason_and_every_bench_fault_is_invalid(
        string partType, int faults, int defects)
    {
        using BenchProcess demo = await BenchProcess.RunInAsync(
            _folder.Root, "demo", "--part-type", partType, "--good", "8");
        int motors = 8 + faults + defects;
        Assert.True(demo.ExitCode == 0, demo.Output + demo.Errors);
        Assert.Contains($"{motors} of {motors} verdicts as seeded", demo.Output, StringComparison.Ordinal);

        string data = Path.Combine(_folder.Root, "bench-demo", partType);
        string report = await File.ReadAllTextAsync(
            Path.Combine(data, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<svg", report, StringComparison.Ordinal);
        string withoutNamespace = report.Replace("http://www.w3.org", "", StringComparison.Ordinal);
        Assert.DoesNotContain("http://", withoutNamespace, StringComparison.Ordinal);

        using BenchProcess results = await BenchProcess.RunInAsync(
            _folder.Root, "results", "--data", data, "--last", "100", "--json");
        Assert.Equal(motors, results.Output.Split("\"serialNumber\"").Length - 1);
    }

    public void Dispose() => _folder.Dispose();
}
