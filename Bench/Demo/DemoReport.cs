using System.Collections.Immutable;
using Bench.Reports;
using Bench.Testing;

namespace Bench.Demo;

/// <summary>Writes the demo's shift report.</summary>
internal static class DemoReport
{
    /// <summary>Writes report.html into the data folder and returns its path.</summary>
    public static string Write(TestSetup setup, ImmutableArray<DemoOutcome> outcomes)
    {
        string path = Path.Combine(setup.Folder.Root, "report.html");
        ShiftReport.Write(path, new ShiftReportInput
        {
            PartType = setup.Recipe.PartType,
            Bench = setup.BenchName,
            WrittenAt = TimeProvider.System.GetUtcNow(),
            Motors = [.. outcomes.Select(o => Motor(o.Outcome))],
            Baseline = setup.Baseline is null ? null : BaselineSummary.Of(setup.Baseline),
            TimeZone = TimeZoneInfo.Local,
        });
        return path;
    }

    private static MotorReportInput Motor(TestOutcome outcome) => new()
    {
        Result = outcome.Result,
        Speed = outcome.Speed,
        OrderMaps = outcome.OrderMaps,
    };
}
