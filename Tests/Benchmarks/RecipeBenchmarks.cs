using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Recipes;
using Bench.Samples.Simulation;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>
/// A whole test cycle of part type 7DL through every analysis of its recipe, in blocks of 10 ms as a device sends them:
/// eight channels at 51.2 kHz and the tacho at 102.4 kHz.
/// </summary>
[MemoryDiagnoser]
public class RecipeBenchmarks
{
    private readonly RecipeAnalyzer _analyzer;
    private readonly float[][][] _blocks;

    /// <summary>Renders the cycle of a good motor once.</summary>
    public RecipeBenchmarks()
    {
        PartType partType = Recipe.Load("7DL").PartType;
        _analyzer = new RecipeAnalyzer(partType);
        DurationSeconds = partType.DurationSeconds;
        MotorSimulation simulation = new(partType, new Specimen("7DL-2611-00001", 20, [], []));
        _blocks = new float[(int)Math.Round(partType.DurationSeconds / MotorSimulation.BlockSeconds)][][];
        for (int block = 0; block < _blocks.Length; block++)
        {
            _blocks[block] =
                [.. Enumerable.Range(0, partType.Channels.Length).Select(c => new float[simulation.BlockSamples(c)])];
            simulation.Render(_blocks[block]);
        }
    }

    /// <summary>Length of the cycle.</summary>
    public double DurationSeconds { get; }

    /// <summary>One cycle, results included.</summary>
    /// <returns>What was measured.</returns>
    [Benchmark]
    public Measurement WholeCycle()
    {
        using AnalysisSession session = _analyzer.Start();
        foreach (float[][] block in _blocks)
        {
            Process(session, block);
        }

        return session.Complete();
    }

    /// <summary>
    /// Bytes allocated per block in the second half of the cycle, when all buffers have grown to their size.
    /// </summary>
    internal double AllocatedBytesPerBlock()
    {
        using AnalysisSession session = _analyzer.Start();
        int half = _blocks.Length / 2;
        for (int block = 0; block < half; block++)
        {
            Process(session, _blocks[block]);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int block = half; block < _blocks.Length; block++)
        {
            Process(session, _blocks[block]);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(_blocks.Length - half);
    }

    private static void Process(AnalysisSession session, float[][] block)
    {
        for (int channel = 0; channel < block.Length; channel++)
        {
            session.Process(channel, block[channel]);
        }
    }
}
