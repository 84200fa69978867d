using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Demo;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Features;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Samples.Simulation;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>The decision alone, from a motor's values to the verdict with its findings.</summary>
[MemoryDiagnoser]
public class JudgingBenchmarks
{
    private const int GoodMotors = 12;

    private readonly Baseline _baseline;
    private readonly Measurement _measurement;

    /// <summary>Learns from virtual motors.</summary>
    public JudgingBenchmarks()
    {
        Recipe recipe = Recipe.Load("7DL");
        ImmutableArray<Specimen> specimens = BenchShift.GoodMotors(recipe.PartType, seed: 20, GoodMotors);
        ImmutableArray<GoodMotor> motors =
            SimulatedMotors.Measure(recipe, specimens, groups: 4, progress: null, CancellationToken.None);
        _baseline = BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, motors, new TeachInOptions());
        _measurement = motors[0].Measurement;
    }

    /// <summary>Judges one motor.</summary>
    /// <returns>The verdict.</returns>
    [Benchmark]
    public Verdict Decide() => Judge.Decide([], _measurement, _baseline, "7DL", MotorOrigin.Unknown).Verdict;
}
