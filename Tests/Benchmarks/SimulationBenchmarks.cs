using Bench.Analysis.PartTypes;
using Bench.Recipes;
using Bench.Samples.Simulation;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>Rendering a second of a virtual motor: what the demo and the tests live on.</summary>
[MemoryDiagnoser]
public class SimulationBenchmarks
{
    private readonly PartType _partType = Recipe.Load("7DL").PartType;
    private readonly float[][] _block;
    private readonly int _cycleBlocks;
    private MotorSimulation _simulation;
    private int _next;

    /// <summary>Sets a motor on the bench.</summary>
    public SimulationBenchmarks()
    {
        _simulation = Begin();
        _cycleBlocks = (int)Math.Round(_partType.DurationSeconds / MotorSimulation.BlockSeconds);
        _block =
            [.. Enumerable.Range(0, _partType.Channels.Length).Select(c => new float[_simulation.BlockSamples(c)])];
    }

    /// <summary>Renders one second; the cycle begins anew when it is over.</summary>
    [Benchmark]
    public void OneSecond()
    {
        for (int i = 0; i < 100; i++)
        {
            if (_next++ == _cycleBlocks)
            {
                _simulation = Begin();
                _next = 1;
            }

            _simulation.Render(_block);
        }
    }

    private MotorSimulation Begin() => new(_partType, new Specimen("7DL-2611-00001", 20, [], []));
}
