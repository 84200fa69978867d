using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Cli;
using Bench.Models.Verdicts;
using Bench.Results;
using Bench.Samples.Simulation;
using Bench.Testing;
using Spectre.Console;

namespace Bench.Demo;

/// <summary>Tests a shift of virtual motors over the network and compares each verdict with what was seeded.</summary>
internal static class DemoShift
{
    /// <summary>Tests all motors; the outcomes belong to the caller.</summary>
    public static async Task<ImmutableArray<DemoOutcome>> RunAsync(
        TestSetup setup, ImmutableArray<Specimen> shift, VirtualDevice device, CancellationToken cancel)
    {
        ImmutableArray<DemoOutcome>.Builder outcomes = ImmutableArray.CreateBuilder<DemoOutcome>(shift.Length);
        foreach (Specimen motor in shift)
        {
            await device.LoadAsync(motor, cancel).ConfigureAwait(false);
            OpenDaqSource source = new(device.Endpoint, new OpenDaqOptions(), TimeProvider.System);
            await using (source.ConfigureAwait(false))
            {
                TestOutcome outcome = await RunCommand
                    .ExecuteAsync(setup, source, SerialNumber.Parse(motor.SerialNumber), cancel)
                    .ConfigureAwait(false);
                cancel.ThrowIfCancellationRequested();
                DemoOutcome judged = new(motor, outcome);
                outcomes.Add(judged);
                Print(judged, outcomes.Count, shift.Length);
            }
        }

        return outcomes.ToImmutable();
    }

    private static void Print(DemoOutcome outcome, int number, int of)
    {
        TestResult result = outcome.Outcome.Result;
        string mark = outcome.IsAsSeeded ? "" : "  [red]not as seeded[/]";
        Terminal.Out.MarkupLine(
            $"[grey]{number,3}/{of}[/]  {result.SerialNumber}  {Terminal.Markup(result.Judgement.Verdict),-26}  "
            + $"{Markup.Escape(result.TopReason)}{mark}");
    }
}

/// <summary>One motor of the demo: what was seeded and what came out.</summary>
internal sealed record DemoOutcome(Specimen Motor, TestOutcome Outcome)
{
    /// <summary>What was seeded, in words; "good" for nothing.</summary>
    public string Seeded => (Motor.Defects, Motor.Faults) switch
    {
        ([SeededDefect defect, ..], _) => DefectNames.Of(defect.Defect),
        (_, [BenchFault fault, ..]) => DefectNames.Of(fault),
        _ => "good",
    };

    /// <summary>Whether the verdict and its top reason are what was seeded.</summary>
    public bool IsAsSeeded
    {
        get
        {
            Judgement judgement = Outcome.Result.Judgement;
            string code = judgement.Findings is [Finding top, ..] ? top.Code : "";
            return (Motor.Defects, Motor.Faults) switch
            {
                ([SeededDefect defect, ..], _) =>
                    judgement.Verdict == Verdict.Fail && code == DefectNames.Of(defect.Defect),
                (_, [BenchFault fault, ..]) => judgement.Verdict == Verdict.Invalid && code == ExpectedCode(fault),
                _ => judgement.Verdict == Verdict.Pass,
            };
        }
    }

    private static string ExpectedCode(BenchFault fault) => fault switch
    {
        BenchFault.DeadSensor => "sensor-dead",
        BenchFault.ClippedSensor => "sensor-clipped",
        BenchFault.SwappedSensors => "sensors-swapped",
        BenchFault.LooseSensor => "sensor-loose",
        BenchFault.TachoDropout => "tacho-lost",
        BenchFault.LostSamples => "samples-lost",
        BenchFault.HammerBlow => "hammer-blow",
        _ => "speed-off-profile",
    };
}
