using Bench.Analysis.Octaves;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>Third octaves from 20 Hz to 20 kHz, 31 bands of class 1, eight channels at 51.2 kHz.</summary>
[MemoryDiagnoser]
public class OctaveFilterBankBenchmarks
{
    /// <summary>How much of a second the plain reference computes: one channel, a tenth of the second.</summary>
    public const double PlainShare = 1.0 / (TestSignal.Channels * 10);

    // The device's blocks: 10 ms.
    private const int BlockSamples = TestSignal.SampleRateHz / 100;

    private readonly OctaveFilterBank _bank;
    private readonly PlainOctaveBank _plain;
    private readonly float[][] _blocks;
    private readonly double[] _plainSamples;

    /// <summary>Designs the bank and cuts one second into blocks.</summary>
    public OctaveFilterBankBenchmarks()
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(3, 20, 20_000, TestSignal.SampleRateHz);
        _bank = new OctaveFilterBank(plan, TestSignal.Channels);
        _plain = new PlainOctaveBank(plan);
        _blocks = new float[TestSignal.SampleRateHz / BlockSamples][];
        float[] channel = new float[TestSignal.SampleRateHz];
        for (int c = 0; c < TestSignal.Channels; c++)
        {
            TestSignal.Fill(channel, c);
            for (int block = 0; block < _blocks.Length; block++)
            {
                _blocks[block] ??= new float[TestSignal.Channels * BlockSamples];
                channel.AsSpan(block * BlockSamples, BlockSamples).CopyTo(_blocks[block].AsSpan(c * BlockSamples));
            }
        }

        _plainSamples = [.. channel.Take(TestSignal.SampleRateHz / 10).Select(x => (double)x)];
    }

    /// <summary>Number of bands.</summary>
    internal int BandCount => _bank.Plan.Bands.Length;

    /// <summary>One second of eight channels.</summary>
    [Benchmark(Baseline = true)]
    public void EightChannelSeconds()
    {
        foreach (float[] block in _blocks)
        {
            _bank.Process(block);
        }
    }

    /// <summary>The plain double-precision reference on <see cref="PlainShare"/> of the second.</summary>
    [Benchmark]
    public void PlainPart() => _plain.Process(_plainSamples);
}
