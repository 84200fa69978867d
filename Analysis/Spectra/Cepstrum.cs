using System.Numerics;
using Bench.Analysis.Signals;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Spectra;

/// <summary>
/// Cepstra: families of equidistant lines, such as a gear mesh with its sidebands, become one line at the quefrency of
/// their distance (B. P. Bogert, M. J. R. Healy and J. W. Tukey, 1963; R. B. Randall, MSSP 97, 2017). Batch.
/// </summary>
/// <remarks>
/// Both are the inverse Fourier transform (1/N included) of a natural logarithm over all N bins, negative frequencies
/// too: real and even, of which quefrencies 0 to N/2 are given. One neper in the logarithm of amplitudes is 8.686 dB.
/// Bins more than 300 dB below the highest count as being there, so that an empty bin is no −∞.
/// </remarks>
public static class Cepstrum
{
    private const double LeastPowerShare = 1e-30;

    /// <summary>The real cepstrum of one piece of signal, F⁻¹{ln |X|}: as rceps of other tools.</summary>
    /// <param name="samples">N samples, at least 2, without a window: the caller applies one if wanted.</param>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <exception cref="ArgumentException">Too few samples, or one that is not a number, or nothing but
    /// zeros.</exception>
    public static Curve Real(ReadOnlySpan<float> samples, double sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        SampleGuard.ThrowIfUnusable(samples, 2, "A cepstrum");
        ComplexFft fft = new(samples.Length);
        Complex[] input = new Complex[samples.Length];
        Complex[] spectrum = new Complex[samples.Length];
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = samples[i];
        }

        fft.Forward(input, spectrum, new Complex[fft.ScratchLength]);
        double[] power = Array.ConvertAll(
            spectrum, static x => (x.Real * x.Real) + (x.Imaginary * x.Imaginary));
        return Invert(power, 0.5, sampleRateHz, "real cepstrum", "real cepstrum F⁻¹{ln |X|}, one frame, no window");
    }

    /// <summary>
    /// The power cepstrum of an averaged spectrum, F⁻¹{ln S}: twice the real cepstrum of amplitudes √S. Averaging
    /// before the logarithm keeps the scatter of noise out of it.
    /// </summary>
    /// <param name="spectrum">Power spectrum or density over all bins of an even frame length, from 0 Hz on.</param>
    /// <exception cref="ArgumentException">Fewer than 2 bins, a bin without number, or nothing but zeros.</exception>
    public static Curve Power(Curve spectrum)
    {
        int bins = spectrum.Values.Length;
        if (bins < 2 || spectrum.Axis.First != 0)
        {
            throw new ArgumentException(
                $"A power cepstrum needs a spectrum from 0 Hz on with 2 bins or more, given {bins} bins from "
                    + FormattableString.Invariant($"{spectrum.Axis.First} {spectrum.Axis.Unit}."));
        }

        // One-sided spectra count the inner bins twice.
        int length = 2 * (bins - 1);
        double[] power = new double[length];
        for (int k = 0; k < length; k++)
        {
            int bin = Math.Min(k, length - k);
            power[k] = spectrum.Values[bin] * (bin == 0 || bin == bins - 1 ? 1 : 0.5);
        }

        double sampleRateHz = length * spectrum.Axis.Step;
        return Invert(power, 1, sampleRateHz, "power cepstrum", $"power cepstrum F⁻¹{{ln S}} of: {spectrum.Method}");
    }

    private static Curve Invert(double[] power, double factor, double sampleRateHz, string name, string method)
    {
        double largest = power.Max();
        if (!(largest > 0) || !double.IsFinite(power.Sum()))
        {
            throw new ArgumentException(
                "A cepstrum needs a spectrum of numbers that are not all zero: take a part of the signal without gap.");
        }

        ComplexFft fft = new(power.Length);
        Complex[] output = new Complex[power.Length];
        Complex[] logarithms = Array.ConvertAll(
            power, p => (Complex)(factor * Math.Log(Math.Max(p, largest * LeastPowerShare))));
        fft.Inverse(logarithms, output, new Complex[fft.ScratchLength]);
        return new Curve(
            name,
            "Np",
            new Axis("quefrency", "s", 0, 1 / sampleRateHz, (power.Length / 2) + 1),
            [.. output.Take((power.Length / 2) + 1).Select(static x => x.Real)],
            method);
    }
}
