using System.Collections.Immutable;
using System.Numerics;
using Bench.Analysis.Signals;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Spectra;

/// <summary>
/// Acceleration to velocity and displacement in the frequency domain: each component divided by jω once or twice.
/// Batch.
/// </summary>
/// <remarks>
/// <para>Dividing by ω lifts what lies low, such as offset, drift and 1/f noise; components below a lowest frequency
/// are therefore taken out: from half of it up to it they fade in along a raised cosine. Choose it at or below the
/// lowest frequency of interest, 10 Hz for severity to ISO 20816.</para>
/// <para>The piece counts as one period: within some periods of the lowest frequency of its ends a step between end and
/// begin shows. Streaming severity in mm/s is <see cref="Weightings.VibrationSeverity"/>.</para>
/// </remarks>
public static class FrequencyIntegration
{
    /// <summary>Integrates a piece of signal.</summary>
    /// <param name="samples">N samples, at least 2; acceleration in m/s² gives m/s or m.</param>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <param name="times">1 for velocity, 2 for displacement.</param>
    /// <param name="lowestHz">Lowest frequency kept whole, above 0 and below half the sampling rate.</param>
    /// <param name="integrated">At least N values, without mean.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range, or a sample is not a number.</exception>
    public static void Integrate(
        ReadOnlySpan<float> samples, double sampleRateHz, int times, double lowestHz, Span<double> integrated)
    {
        Check(sampleRateHz, times, lowestHz);
        SampleGuard.ThrowIfUnusable(samples, 2, "Integration");
        if (integrated.Length < samples.Length)
        {
            throw new ArgumentException($"{samples.Length} samples do not fit into {integrated.Length} values.");
        }

        int length = samples.Length;
        ComplexFft fft = new(length);
        Complex[] values = new Complex[length];
        Complex[] spectrum = new Complex[length];
        Complex[] scratch = new Complex[fft.ScratchLength];
        for (int i = 0; i < length; i++)
        {
            values[i] = samples[i];
        }

        fft.Forward(values, spectrum, scratch);
        for (int k = 0; k < length; k++)
        {
            spectrum[k] *= Factor(k, length, sampleRateHz, times, lowestHz);
        }

        fft.Inverse(spectrum, values, scratch);
        for (int i = 0; i < length; i++)
        {
            integrated[i] = values[i].Real;
        }
    }

    /// <summary>Integrates a power spectrum or density: each bin over ω², or over ω⁴.</summary>
    /// <param name="spectrum">Spectrum of acceleration over frequency in Hz.</param>
    /// <param name="times">1 for velocity, 2 for displacement.</param>
    /// <param name="lowestHz">Lowest frequency kept whole.</param>
    /// <param name="unit">Unit of the result, such as "(m/s)²/Hz".</param>
    public static Curve Integrate(Curve spectrum, int times, double lowestHz, string unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(times, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowestHz);
        double[] values = new double[spectrum.Values.Length];
        for (int k = 0; k < values.Length; k++)
        {
            double hertz = spectrum.Axis.At(k);
            double gain = FadeIn(hertz, lowestHz);
            values[k] = gain == 0 ? 0 : spectrum.Values[k] * gain * gain / Math.Pow(2 * Math.PI * hertz, 2 * times);
        }

        return spectrum with
        {
            Name = $"{spectrum.Name}, integrated {(times == 1 ? "once" : "twice")}",
            Unit = unit,
            Values = ImmutableArray.Create(values),
            Method = FormattableString.Invariant($"{spectrum.Method}; divided by (jω)^{times} from {lowestHz} Hz up"),
        };
    }

    private static void Check(double sampleRateHz, int times, double lowestHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(times, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowestHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lowestHz, sampleRateHz / 2);
    }

    private static Complex Factor(int k, int length, double sampleRateHz, int times, double lowestHz)
    {
        double hertz = (2 * k <= length ? k : k - length) * sampleRateHz / length;
        double gain = FadeIn(Math.Abs(hertz), lowestHz);
        if (gain == 0)
        {
            return 0;
        }

        Complex factor = gain / new Complex(0, 2 * Math.PI * hertz);
        factor = times == 1 ? factor : factor / new Complex(0, 2 * Math.PI * hertz);

        // At half the sampling rate a real signal has no velocity: its quadrature is not in the samples.
        return 2 * k == length && times == 1 ? 0 : factor;
    }

    private static double FadeIn(double hertz, double lowestHz)
    {
        double share = Math.Clamp((hertz / lowestHz * 2) - 1, 0, 1);
        return 0.5 - (0.5 * Math.Cos(Math.PI * share));
    }
}
