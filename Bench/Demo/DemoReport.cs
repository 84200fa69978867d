using System.Collections.Immutable;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Models.Verdicts;
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
            Motors = [.. outcomes.Select(o => Motor(setup.Recipe.PartType, o.Outcome))],
            Baseline = setup.Baseline is null ? null : BaselineSummary.Of(setup.Baseline),
            TimeZone = TimeZoneInfo.Local,
        });
        return path;
    }

    private static MotorReportInput Motor(PartType partType, TestOutcome outcome) => new()
    {
        Result = outcome.Result,
        Speed = outcome.Evidence.Speed,
        OrderMaps = [.. OrderMaps(partType, outcome)],
    };

    // Maps of the channels that have findings: the others are not looked at.
    private static IEnumerable<OrderMap> OrderMaps(PartType partType, TestOutcome outcome)
    {
        HashSet<string> channels = [.. outcome.Result.Judgement.Findings.Select((Finding finding) => finding.Channel)];
        foreach (TestStep step in partType.Steps.Where(s => s.Kind == StepKind.RunUp))
        {
            foreach (string channel in channels)
            {
                if (outcome.Evidence.Map(step.Name, channel) is { } map)
                {
                    yield return map;
                }
            }
        }
    }
}
