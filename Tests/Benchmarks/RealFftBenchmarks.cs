using System.Numerics;
using Bench.Analysis.Spectra;
using Bench.Analysis.Transforms;
using BenchmarkDotNet.Attributes;
using Complex32 = MathNet.Numerics.Complex32;
using MathNet.Numerics.IntegralTransforms;

namespace Bench.Benchmarks;

/// <summary>One real transform: ours, our plain double-precision reference, and MathNet in both precisions.</summary>
[MemoryDiagnoser]
public class RealFftBenchmarks
{
    private RealFft _fft = null!;
    private ComplexFft _plain = null!;
    private AlignedFloats _input = null!;
    private AlignedFloats _window = null!;
    private AlignedFloats _spectrum = null!;
    private AlignedFloats _scratch = null!;
    private Complex[] _plainInput = [];
    private Complex[] _plainSpectrum = [];
    private Complex[] _plainScratch = [];
    private Complex32[] _single = [];
    private Complex[] _double = [];

    /// <summary>Number of samples.</summary>
    [Params(512, 1000, 1024, 2048, 3600, 4096, 8192, 16_384, 32_768, 48_000, 51_200, 65_536)]
    public int Length { get; set; }

    internal AlignedFloats Input => _input;

    /// <summary>Plans and fills.</summary>
    [GlobalSetup]
    public void Setup()
    {
        MathNet.Numerics.Control.UseSingleThread();
        _fft = new RealFft(Length);
        _input = new AlignedFloats(Length);
        _window = new AlignedFloats(Length);
        _spectrum = new AlignedFloats(2 * _fft.Bins);
        _scratch = new AlignedFloats(_fft.ScratchLength);
        TestSignal.Fill(_input.Span, 0);
        Window.Create(WindowKind.Hann, Length).Values.CopyTo(_window.Span);
    }

    /// <summary>Prepares the double-precision reference and MathNet, which overwrites its input.</summary>
    [GlobalSetup(Targets = [nameof(PlainDouble), nameof(MathNetSingle), nameof(MathNetDouble)])]
    public void SetupPeers()
    {
        Setup();
        _plain = new ComplexFft(Length);
        _plainInput = [.. _input.Span.ToArray().Select(x => new Complex(x, 0))];
        _plainSpectrum = new Complex[Length];
        _plainScratch = new Complex[_plain.ScratchLength];
        _double = [.. _plainInput];
        _single = [.. _input.Span.ToArray().Select(x => new Complex32(x, 0))];
    }

    /// <summary>Samples to bins.</summary>
    [Benchmark(Baseline = true)]
    public void Forward() => _fft.Forward(_input.Span, _spectrum.Span, _scratch.Span);

    /// <summary>Bins to samples.</summary>
    [Benchmark]
    public void Inverse() => _fft.Inverse(_spectrum.Span, _input.Span, _scratch.Span);

    /// <summary>Window, transform and squared magnitude.</summary>
    [Benchmark]
    public void Power() => _fft.Power(_input.Span, _window.Span, _spectrum.Span, _scratch.Span);

    /// <summary>The plain twin: complex, double precision.</summary>
    [Benchmark]
    public void PlainDouble() => _plain.Forward(_plainInput, _plainSpectrum, _plainScratch);

    /// <summary>MathNet, complex, single precision; its symmetric scaling keeps repeated calls finite.</summary>
    [Benchmark]
    public void MathNetSingle() => Fourier.Forward(_single, FourierOptions.Default);

    /// <summary>MathNet, complex, double precision.</summary>
    [Benchmark]
    public void MathNetDouble() => Fourier.Forward(_double, FourierOptions.Default);
}
