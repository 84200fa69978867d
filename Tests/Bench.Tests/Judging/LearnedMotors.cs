using Bench.Demo;
using Bench.Models;
using Bench.Models.Features;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Samples.Simulation;
using Bench.Testing;
using Decision = Bench.Judging.Judge;

namespace Bench.Bench.Tests.Judging;

/// <summary>What good virtual motors of each part type look like, learned once for all tests of a class.</summary>
public sealed class LearnedMotors
{
    // Neither seed is the demo's: what is tuned to its motors alone shows here.
    private const long LearnSeed = 3;
    private const long TestSeed = 4;

    private readonly Dictionary<string, Lazy<(Recipe Recipe, Baseline Baseline)>> _learned = new()
    {
        ["7DL"] = new(() => Learn("7DL", 30)),
        ["6AM"] = new(() => Learn("6AM", 24)),
    };

    /// <summary>A motor that has nothing wrong and was not learned from.</summary>
    public Specimen Motor(string partType, int number)
    {
        Specimen first = BenchShift.GoodMotors(_learned[partType].Value.Recipe.PartType, TestSeed, number)[^1];
        return first with { SerialNumber = $"{first.SerialNumber}-T" };
    }

    /// <summary>Simulates the motors' cycles in this process and judges them as the bench would.</summary>
    internal Judgement[] Judge(string partType, IReadOnlyList<Specimen> motors)
    {
        (Recipe recipe, Baseline baseline) = _learned[partType].Value;
        Judgement[] judgements = new Judgement[motors.Count];
        Parallel.For(0, motors.Count, i =>
        {
            using RunEvidence evidence = SimulatedMotors.Gather(recipe, motors[i]);
            judgements[i] = Decision.Decide(
                evidence.Faults, evidence.Measurement, baseline, partType, MotorOrigin.Unknown);
        });
        return judgements;
    }

    private static (Recipe Recipe, Baseline Baseline) Learn(string partType, int count)
    {
        Recipe recipe = Recipe.Load(partType);
        GoodMotor[] motors =
        [
            .. SimulatedMotors.Measure(
                recipe,
                BenchShift.GoodMotors(recipe.PartType, LearnSeed, count),
                groups: 6,
                progress: null,
                TestContext.Current.CancellationToken),
        ];
        return (recipe, BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, [.. motors], new TeachInOptions()));
    }
}
