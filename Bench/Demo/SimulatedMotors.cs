using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Models.Training;
using Bench.Recipes;
using Bench.Samples.Simulation;
using Bench.Testing;

namespace Bench.Demo;

/// <summary>Measures virtual motors inside this process, several at a time: what the demo learns from.</summary>
internal static class SimulatedMotors
{
    /// <summary>Simulates and measures good motors; groups of equal size stand for production lots.</summary>
    public static ImmutableArray<GoodMotor> Measure(
        Recipe recipe,
        ImmutableArray<Specimen> specimens,
        int groups,
        IProgress<int>? progress,
        CancellationToken cancel)
    {
        GoodMotor[] motors = new GoodMotor[specimens.Length];
        int done = 0;
        Parallel.For(
            0,
            specimens.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel },
            i =>
            {
                motors[i] = Measure(recipe, specimens[i], $"lot {1 + (i * groups / specimens.Length)}");
                progress?.Report(Interlocked.Increment(ref done));
            });
        return [.. motors];
    }

    /// <summary>Simulates one motor's whole cycle; what it tells is the caller's to dispose.</summary>
    public static RunEvidence Gather(Recipe recipe, Specimen specimen)
    {
        MotorSimulation simulation = new(recipe.PartType, specimen);
        RunEvidence evidence = new(recipe);
        Feed(simulation, evidence);
        evidence.Complete();
        return evidence;
    }

    private static void Feed(MotorSimulation simulation, RunEvidence evidence)
    {
        float[][] block =
            [.. Enumerable.Range(0, simulation.Channels.Length).Select(c => new float[simulation.BlockSamples(c)])];
        using SampleBlock gap = new();
        int lostBlocks = 0;
        for (long i = 0; !evidence.Ended; i++)
        {
            bool isLost = simulation.Render(block) == BlockFate.Lost;
            for (int channel = 0; channel < block.Length && !isLost; channel++)
            {
                if (lostBlocks > 0)
                {
                    // As from the device: what it lost shows when the next samples come.
                    int count = block[channel].Length;
                    long begin = (i - lostBlocks) * count;
                    gap.SetFault(
                        BlockKind.Gap, channel, begin, begin, (long)lostBlocks * count, "the device lost samples");
                    evidence.Take(gap);
                }

                evidence.Take(channel, block[channel]);
            }

            lostBlocks = isLost ? lostBlocks + 1 : 0;
        }
    }

    private static GoodMotor Measure(Recipe recipe, Specimen specimen, string group)
    {
        using RunEvidence evidence = Gather(recipe, specimen);
        return evidence.Measurement is { } measurement && evidence.Faults.IsEmpty
            ? new GoodMotor(specimen.SerialNumber, group, measurement)
            : throw new InvalidDataException(
                $"The virtual motor {specimen.SerialNumber} cannot be learned from: "
                + evidence.Faults.FirstOrDefault()?.Text);
    }
}
