using Bench.Analysis.Spectra;
using Bench.Analysis.Transforms;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>
/// The power of windowed frames of 4096 samples at 75 % overlap: one second of eight channels is 400 transforms.
/// </summary>
[MemoryDiagnoser]
public class SpectrogramBenchmarks
{
    private const int FrameLength = 4096;
    private const int Hop = FrameLength / 4;

    private readonly RealFft _fft = new(FrameLength);
    private readonly AlignedFloats _window = new(FrameLength);
    private readonly AlignedFloats _power;
    private readonly AlignedFloats _scratch;
    private readonly AlignedFloats[] _channels;

    /// <summary>Prepares one second.</summary>
    public SpectrogramBenchmarks()
    {
        Window.Create(WindowKind.Hann, FrameLength).Values.CopyTo(_window.Span);
        _power = new AlignedFloats(_fft.Bins);
        _scratch = new AlignedFloats(_fft.ScratchLength);

        // As many samples more as the last frame overlaps into the next second: 50 frames begin in each second.
        _channels = [.. Enumerable.Range(0, TestSignal.Channels).Select(channel =>
        {
            AlignedFloats samples = new(TestSignal.SampleRateHz + FrameLength - Hop);
            TestSignal.Fill(samples.Span, channel);
            return samples;
        })];
    }

    /// <summary>One second of eight channels.</summary>
    [Benchmark]
    public void EightChannelSeconds()
    {
        foreach (AlignedFloats channel in _channels)
        {
            for (int start = 0; start < TestSignal.SampleRateHz; start += Hop)
            {
                _fft.Power(channel.Span.Slice(start, FrameLength), _window.Span, _power.Span, _scratch.Span);
            }
        }
    }
}
