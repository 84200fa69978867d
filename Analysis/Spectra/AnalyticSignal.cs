using System.Numerics;
using Bench.Analysis.Signals;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Spectra;

/// <summary>
/// The analytic signal z = x + j·H{x} of a recorded piece of signal, from which envelope, phase and instantaneous
/// frequency follow (S. L. Marple, IEEE Trans. Signal Process. 47, 1999). Batch.
/// </summary>
/// <remarks>
/// <para>The transform of the whole piece loses its negative frequencies and doubles the positive ones; 0 Hz and half
/// the sampling rate stay. The piece counts as one period of a periodic signal: a step between its end and its begin
/// disturbs the Hilbert transform there, by about step/(π·d) at d samples from either end. Leave out some periods of
/// the lowest frequency of interest at both ends, or take <see cref="Envelope.EnvelopeDetector"/>, which is
/// streaming.</para>
/// <para>Cost: two transforms in double precision.</para>
/// </remarks>
public static class AnalyticSignal
{
    /// <summary>The analytic signal.</summary>
    /// <param name="samples">N samples, at least 1.</param>
    /// <param name="analytic">At least N values; the real parts are the samples to rounding.</param>
    /// <exception cref="ArgumentException">No samples, one that is not a number, or too little room.</exception>
    public static void Compute(ReadOnlySpan<float> samples, Span<Complex> analytic)
    {
        SampleGuard.ThrowIfUnusable(samples, 1, "An analytic signal");
        if (analytic.Length < samples.Length)
        {
            throw new ArgumentException($"{samples.Length} samples do not fit into {analytic.Length} values.");
        }

        int length = samples.Length;
        ComplexFft fft = new(length);
        Complex[] input = new Complex[length];
        Complex[] spectrum = new Complex[length];
        Complex[] scratch = new Complex[fft.ScratchLength];
        for (int i = 0; i < length; i++)
        {
            input[i] = samples[i];
        }

        fft.Forward(input, spectrum, scratch);
        for (int k = 1; k < length; k++)
        {
            spectrum[k] *= 2 * k < length ? 2 : 2 * k == length ? 1 : 0;
        }

        fft.Inverse(spectrum, analytic[..length], scratch);
    }

    /// <summary>Magnitude of the analytic signal: the envelope, in the unit of the samples.</summary>
    /// <param name="analytic">The analytic signal.</param>
    /// <param name="envelope">At least as many values.</param>
    public static void CopyEnvelope(ReadOnlySpan<Complex> analytic, Span<double> envelope)
    {
        for (int i = 0; i < analytic.Length; i++)
        {
            envelope[i] = analytic[i].Magnitude;
        }
    }

    /// <summary>
    /// Instantaneous frequency between each sample and the next, arg(z[i+1]·conj z[i])·f_s/2π: from −f_s/2 to f_s/2, of
    /// use for signals of one narrow band.
    /// </summary>
    /// <param name="analytic">The analytic signal.</param>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <param name="frequencyHz">At least one value less; NaN where the envelope is 0.</param>
    public static void CopyFrequency(ReadOnlySpan<Complex> analytic, double sampleRateHz, Span<double> frequencyHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        for (int i = 0; i + 1 < analytic.Length; i++)
        {
            Complex step = analytic[i + 1] * Complex.Conjugate(analytic[i]);
            frequencyHz[i] = step == Complex.Zero ? double.NaN : step.Phase * sampleRateHz / (2 * Math.PI);
        }
    }
}
