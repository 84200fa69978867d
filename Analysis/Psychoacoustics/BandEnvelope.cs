using Bench.Analysis.Transforms;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// The envelope of a block of a band's signal, the magnitude of its analytic signal, at every 32nd sample
/// (ECMA-418-2:2025, formulae 65 and 119).
/// </summary>
internal sealed class BandEnvelope
{
    public const int Decimation = 32;

    /// <summary>Rate of envelopes.</summary>
    public const double RateHz = RateConverter.OutputRateHz / Decimation;

    private readonly RealFft _fft;
    private readonly ComplexFft32 _fold;
    private readonly float[] _spectrum;
    private readonly float[] _folded;
    private readonly float[] _analytic;
    private readonly float[] _scratch;

    public BandEnvelope(int block)
    {
        Length = block / Decimation;
        _fft = new RealFft(block);
        _fold = new ComplexFft32(Length);
        _spectrum = new float[2 * _fft.Bins];
        _folded = new float[2 * Length];
        _analytic = new float[2 * Length];
        _scratch = new float[Math.Max(_fft.ScratchLength, _fold.ScratchLength)];
    }

    /// <summary>Values of an envelope.</summary>
    public int Length { get; }

    /// <summary>Computes the envelope of a block. As only every 32nd sample is wanted, the bins of the block's spectrum
    /// that lie a multiple of the envelope's length apart fall onto one.</summary>
    public void Compute(ReadOnlySpan<float> samples, Span<double> envelope)
    {
        _fft.Forward(samples, _spectrum, _scratch);
        _folded.AsSpan().Clear();
        for (int k = 0; k < _fft.Bins; k++)
        {
            float weight = k == 0 || 2 * k == _fft.Length ? 1 : 2;
            int bin = 2 * (k % Length);
            _folded[bin] += weight * _spectrum[2 * k];
            _folded[bin + 1] += weight * _spectrum[(2 * k) + 1];
        }

        _fold.Inverse(_folded, _analytic, _scratch);
        for (int i = 0; i < Length; i++)
        {
            double re = _analytic[2 * i];
            double im = _analytic[(2 * i) + 1];
            envelope[i] = Math.Sqrt((re * re) + (im * im)) / Decimation;
        }
    }
}
