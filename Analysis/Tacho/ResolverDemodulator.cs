using System.Numerics.Tensors;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Tacho;

/// <summary>
/// Takes the excitation off a resolver's windings: multiplies by the carrier and keeps what is slow, at about the
/// excitation's frequency.
/// </summary>
/// <remarks>
/// The carrier needs no channel of its own: s² + c² does not depend on the angle and has a line at twice the
/// excitation. Its sign is not known from it: the angle may be half an electrical turn off, which no order or speed
/// depends on.
/// </remarks>
internal sealed class ResolverDemodulator
{
    // Within 2 % of frequency the phase of twice the carrier moves less than half a turn from block to block.
    private const int PeriodsPerBlock = 10;
    private const double LeastSamplesPerPeriod = 4;

    // Kaiser: 70 dB from 1.5 times the excitation on (J. F. Kaiser, 1974).
    private const double Beta = 6.76;
    private const double PeriodsPerFilter = 4.4;

    private readonly double[] _taps;
    private readonly double _turnsPerSample;
    private readonly double _startTurns;

    /// <summary>Finds the carrier.</summary>
    /// <exception cref="ArgumentException">There are fewer than four samples per period, or no carrier.</exception>
    public ResolverDemodulator(
        ReadOnlySpan<float> sine, ReadOnlySpan<float> cosine, double sampleRateHz, double excitationHz)
    {
        double period = sampleRateHz / excitationHz;
        if (period < LeastSamplesPerPeriod)
        {
            throw new ArgumentException(
                $"An excitation of {excitationHz} Hz needs {LeastSamplesPerPeriod * excitationHz} samples per second "
                + $"or more, there are {sampleRateHz}: sample faster or record demodulated signals.");
        }

        Decimation = (int)period;
        int half = (int)Math.Ceiling(PeriodsPerFilter * period / 2);
        _taps = LowPass(half, 1 / period);
        (_turnsPerSample, _startTurns) = Carrier(sine, cosine, 1 / period);
    }

    /// <summary>Samples per value.</summary>
    public int Decimation { get; }

    /// <summary>A winding's slow part, one value every <see cref="Decimation"/> samples from the first; NaN at both
    /// ends, where the filter has not enough samples.</summary>
    public double[] Demodulate(ReadOnlySpan<float> winding)
    {
        double[] product = new double[winding.Length];
        for (int n = 0; n < winding.Length; n++)
        {
            double turns = _startTurns + (_turnsPerSample * n);
            product[n] = 2 * winding[n] * Math.Sin(2 * Math.PI * (turns - Math.Floor(turns)));
        }

        double[] slow = new double[((winding.Length - 1) / Decimation) + 1];
        int half = _taps.Length / 2;
        for (int i = 0; i < slow.Length; i++)
        {
            int first = (i * Decimation) - half;
            bool fits = first >= 0 && first + _taps.Length <= product.Length;
            slow[i] = fits
                ? TensorPrimitives.Dot<double>(product.AsSpan(first, _taps.Length), _taps)
                : double.NaN;
        }

        return slow;
    }

    // Line through the unwrapped phases of blocks, weighted alike.
    private static (double TurnsPerSample, double StartTurns) Carrier(
        ReadOnlySpan<float> sine, ReadOnlySpan<float> cosine, double nominal)
    {
        int block = (int)Math.Round(PeriodsPerBlock / nominal);
        int blocks = sine.Length / block;
        if (blocks < 2)
        {
            throw new ArgumentException($"{2 * block} samples or more expected, given {sine.Length}.");
        }

        double last = 0;
        double sum = 0;
        double moment = 0;
        double squares = 0;
        for (int i = 0; i < blocks; i++)
        {
            double turns = PhaseTurns(sine, cosine, i * block, block, 2 * nominal);
            turns = i == 0 ? turns : last + Math.IEEERemainder(turns - last, 1);
            last = turns;
            double centred = i - ((blocks - 1) / 2.0);
            sum += turns;
            moment += centred * turns;
            squares += centred * centred;
        }

        double slope = moment / squares / block;
        double middle = (((blocks - 1) / 2.0) + 0.5) * block;
        double start = (sum / blocks) - (slope * middle);
        if (!double.IsFinite(start))
        {
            throw new ArgumentException("The windings have samples that are no numbers: cut them at the gap.");
        }

        // The line at twice the carrier is −cos(2ωt + 2φ) where the carrier is sin(ωt + φ).
        return (nominal + (slope / 2), (start + 0.5) / 2);
    }

    private static double PhaseTurns(
        ReadOnlySpan<float> sine, ReadOnlySpan<float> cosine, int start, int count, double turnsPerSample)
    {
        double real = 0;
        double imaginary = 0;
        for (int n = start; n < start + count; n++)
        {
            double window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (n - start + 0.5) / count));
            double power = window * (((double)sine[n] * sine[n]) + ((double)cosine[n] * cosine[n]));
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * turnsPerSample * n);
            real += power * cos;
            imaginary += power * sin;
        }

        return Math.Atan2(imaginary, real) / (2 * Math.PI);
    }

    private static double[] LowPass(int half, double cutoff)
    {
        int count = (2 * half) + 1;
        // A periodic window, one shorter: its first value is also the last of the symmetric one.
        ReadOnlySpan<float> window = Window.Create(WindowKind.Kaiser, count - 1, Beta).Values;
        double[] taps = new double[count];
        for (int i = 0; i < count; i++)
        {
            double x = 2 * Math.PI * cutoff * (i - half);
            taps[i] = (x == 0 ? 1 : Math.Sin(x) / x) * window[i % (count - 1)];
        }

        double sum = taps.Sum();
        return [.. taps.Select(tap => tap / sum)];
    }
}
