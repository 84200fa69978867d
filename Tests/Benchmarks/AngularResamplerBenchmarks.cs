using Bench.Analysis.Orders;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>Eight channels of 51.2 kHz taken at 512 samples per revolution of a shaft of 100 rev/s.</summary>
[MemoryDiagnoser]
public class AngularResamplerBenchmarks
{
    /// <summary>How much of a second the plain reference computes: one channel, a hundredth of the positions.</summary>
    public const double PlainShare = 1.0 / (TestSignal.Channels * 100);

    private const int PositionsPerSecond = 512 * 100;
    private const int Batch = 512;

    // Orders up to 100 of 512 samples per revolution.
    private const double UsedShare = 100.0 / 512;

    private readonly AngularResampler _resampler = new();
    private readonly int _level = AngularResampler.LevelFor(
        PositionsPerSecond / (double)TestSignal.SampleRateHz, UsedShare);

    private readonly float[] _frames;
    private readonly float[] _channel;
    private readonly double[] _positions;
    private readonly float[] _output = new float[Batch * AngularResampler.Lanes];

    /// <summary>Prepares one second; the shaft's speed swings by a per mille, so that every phase occurs.</summary>
    public AngularResamplerBenchmarks()
    {
        int reach = AngularResampler.Reach(_level);
        int length = TestSignal.SampleRateHz + (4 * reach);
        _frames = new float[length * AngularResampler.Lanes];
        _channel = new float[length];
        for (int channel = TestSignal.Channels - 1; channel >= 0; channel--)
        {
            TestSignal.Fill(_channel, channel);
            for (int i = 0; i < length; i++)
            {
                _frames[(i * AngularResampler.Lanes) + channel] = _channel[i];
            }
        }

        _positions = new double[PositionsPerSecond];
        for (int i = 0; i < _positions.Length; i++)
        {
            double swing = 0.001 * PositionsPerSecond / (2 * Math.PI) * Math.Sin(2 * Math.PI * i / PositionsPerSecond);
            _positions[i] = reach + 8 + (i * (double)TestSignal.SampleRateHz / PositionsPerSecond) + swing;
        }
    }

    /// <summary>One second of eight channels.</summary>
    [Benchmark(Baseline = true)]
    public void EightChannelSeconds()
    {
        for (int done = 0; done < _positions.Length; done += Batch)
        {
            _resampler.Resample(_frames, 0, _positions.AsSpan(done, Batch), _level, _output);
        }
    }

    /// <summary>The plain double-precision reference on <see cref="PlainShare"/> of the second.</summary>
    /// <returns>Sum of the values, so that nothing is optimised away.</returns>
    [Benchmark]
    public double PlainPart()
    {
        double sum = 0;
        for (int i = 0; i < PositionsPerSecond / 100; i++)
        {
            sum += AngularResamplerReference.At(_channel, _positions[i], _level);
        }

        return sum;
    }
}
