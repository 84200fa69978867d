using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Recipes;
using Bench.Samples.Simulation;
using Bench.Testing;
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
        : this(Recipe.Load("7DL").PartType)
    {
    }

    internal RecipeBenchmarks(PartType partType)
    {
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

    /// <summary>The same with the analyses spread over two cores.</summary>
    /// <returns>What was measured.</returns>
    [Benchmark]
    public Measurement WholeCycleOnTwoCores()
    {
        using AnalysisSession session = _analyzer.Start(new AnalysisOptions { Parts = 2 });
        using AnalysisCrew crew = new(session);
        foreach (float[][] block in _blocks)
        {
            for (int channel = 0; channel < block.Length; channel++)
            {
                crew.Process(channel, block[channel]);
            }
        }

        return crew.Complete();
    }

    /// <summary>What one of the two parts of <see cref="WholeCycleOnTwoCores"/> does.</summary>
    internal void OnePart(int part)
    {
        using AnalysisSession session = _analyzer.Start(new AnalysisOptions { Parts = 2 });
        foreach (float[][] block in _blocks)
        {
            for (int channel = 0; channel < block.Length; channel++)
            {
                session.Parts[part].Process(channel, block[channel]);
            }
        }

        session.Parts[part].Complete();
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

    /// <summary>Feeds a session of another length: the cycle, then its last second again and again.</summary>
    /// <param name="session">The session.</param>
    /// <param name="fromSecond">What it has been fed.</param>
    /// <param name="toSecond">What it is to be fed.</param>
    internal void Feed(AnalysisSession session, int fromSecond, int toSecond)
    {
        int perSecond = (int)Math.Round(1 / MotorSimulation.BlockSeconds);
        for (int block = fromSecond * perSecond; block < toSecond * perSecond; block++)
        {
            int last = _blocks.Length - perSecond;
            Process(session, _blocks[block < last ? block : last + ((block - last) % perSecond)]);
        }
    }

    private static void Process(AnalysisSession session, float[][] block)
    {
        for (int channel = 0; channel < block.Length; channel++)
        {
            session.Process(channel, block[channel]);
        }
    }
}
