using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using Bench.Testing;
using Bench.Web.Live;
using Bench.Web.Results;
using Bench.Web.Signals;

namespace Bench.Web.PartTypes;

/// <summary>Runs a stored recording through a recipe that is not saved; nothing of what comes out is stored.</summary>
internal sealed class DryRunner(TestBench bench, Archives archives, HeavyWork heavy)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such test.</exception>
    /// <exception cref="FileNotFoundException">Its recording was deleted.</exception>
    public Task<DryRun> RunAsync(Recipe recipe, string id, CancellationToken cancel)
    {
        (StoredRun run, string path, ImmutableDictionary<string, (CurveDefinition, ImmutableArray<double?>)> before) =
            archives.Find(id, (archive, store, run) =>
                (run, RecordingFiles.Existing(archive.Folder, run), Before(archive, store, run)));
        return heavy.RunAloneAsync(
            stop =>
            {
                RecordedMotor motor = RecordedMotors
                    .MeasureRecordingAsync(recipe, path, OutsideEnd.Of(run), new AnalysisOptions(), stop)
                    .GetAwaiter().GetResult();
                return Show(recipe, run, motor, before);
            },
            cancel);
    }

    private DryRun Show(
        Recipe recipe,
        StoredRun run,
        RecordedMotor motor,
        ImmutableDictionary<string, (CurveDefinition Curve, ImmutableArray<double?> Values)> before)
    {
        Baseline? inForce = bench.BaselineOf(recipe);
        Baseline? baseline = inForce?.DefinitionHash == recipe.Analyzer.Definition.Hash ? inForce : null;
        bool canJudge = baseline is not null || !motor.Faults.IsEmpty || motor.Measurement is null;
        Judgement? judgement = canJudge
            ? Judging.Judge.Decide(motor.Faults, motor.Measurement, baseline, recipe.PartType.Name, run.Origin)
            : null;
        ImmutableArray<DryRunCurve>.Builder curves = ImmutableArray.CreateBuilder<DryRunCurve>();
        for (int i = 0; i < (motor.Measurement?.Definition.Curves.Length ?? 0); i++)
        {
            CurveDefinition curve = motor.Measurement!.Definition.Curves[i];
            bool isSame = before.TryGetValue(curve.Key, out (CurveDefinition Curve, ImmutableArray<double?> Values) was)
                && was.Curve.Positions.SequenceEqual(curve.Positions);
            curves.Add(DryRunCurve.Of(
                curve,
                motor.Measurement.Values(i),
                isSame ? was.Values : null,
                baseline?.Limits.Curves[i].Upper));
        }

        return new DryRun(
            run.SerialNumber,
            VerdictNames.Of(run.Verdict),
            judgement is null ? null : VerdictNames.Of(judgement.Verdict),
            judgement is null ? [] : FindingView.Of(judgement.Findings, judgement.Verdict, recipe.PartType),
            curves.ToImmutable());
    }

    private static ImmutableDictionary<string, (CurveDefinition Curve, ImmutableArray<double?> Values)> Before(
        ResultArchive archive, ResultStore store, StoredRun run)
    {
        if (run.Values is null || run.DefinitionHash is null)
        {
            return ImmutableDictionary<string, (CurveDefinition, ImmutableArray<double?>)>.Empty;
        }

        MeasurementDefinition definition = archive.DefinitionOf(store, run.DefinitionHash);
        Measurement measurement = ResultStore.MeasurementOf(run.Values, definition);
        return Enumerable.Range(0, definition.Curves.Length).ToImmutableDictionary(
            i => definition.Curves[i].Key,
            i => (definition.Curves[i], DryRunCurve.Numbers(measurement.Values(i))));
    }
}
