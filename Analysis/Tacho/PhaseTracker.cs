using System.Numerics;

namespace Bench.Analysis.Tacho;

/// <summary>
/// Phase of one line whose frequency is roughly known: the signal is turned back by the rough phase, averaged under a
/// Hann window, and what remains of phase is added. For a real signal this is the analytic signal around the line.
/// </summary>
internal sealed class PhaseTracker
{
    /// <summary>Values per length of the window.</summary>
    public const int HopsPerWindow = 8;

    private readonly double _sampleRateHz;
    private readonly int _length;
    private readonly double[] _window;

    /// <summary>Plans the tracker.</summary>
    /// <param name="sampleRateHz">Rate of the signal.</param>
    /// <param name="windowSeconds">Length of the mean: three periods of the line or more.</param>
    public PhaseTracker(double sampleRateHz, double windowSeconds)
    {
        _sampleRateHz = sampleRateHz;
        Hop = Math.Max(1, (int)(windowSeconds * sampleRateHz / HopsPerWindow));
        _length = Hop * HopsPerWindow;
        _window = [.. Enumerable.Range(0, _length)
            .Select(i => (1 - Math.Cos(2 * Math.PI * (i + 0.5) / _length)) / _length)];
    }

    /// <summary>Samples between two values.</summary>
    public int Hop { get; }

    /// <summary>Time of the first value; it lies in the middle of the first window.</summary>
    public double FirstSeconds => (_length - 1) / 2.0 / _sampleRateHz;

    /// <summary>Tracks the line through a signal.</summary>
    /// <param name="real">The signal, or the real part of a complex one.</param>
    /// <param name="imaginary">The imaginary part; empty for a real signal.</param>
    /// <param name="roughHz">Rough frequency at each sample.</param>
    /// <returns>Phase in turns and the line's share of the signal's power in each window.</returns>
    public (double[] Turns, double[] Shares) Track(
        ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, ReadOnlySpan<double> roughHz)
    {
        bool isReal = imaginary.IsEmpty;
        Complex[] turned = new Complex[real.Length];
        double[] rough = new double[real.Length];
        double phase = 0;
        for (int n = 0; n < real.Length; n++)
        {
            rough[n] = phase;
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * (phase - Math.Floor(phase)));
            turned[n] = new Complex(cos, sin) * new Complex(real[n], isReal ? 0 : imaginary[n]);
            double next = n + 1 < real.Length ? roughHz[n + 1] : roughHz[n];
            phase += (roughHz[n] + next) / 2 / _sampleRateHz;
        }

        int count = real.Length < _length ? 0 : ((real.Length - _length) / Hop) + 1;
        double[] turns = new double[count];
        double[] shares = new double[count];
        double last = 0;
        for (int i = 0; i < count; i++)
        {
            int start = i * Hop;
            (Complex mean, double power) = Mean(turned.AsSpan(start, _length));

            // Of a real tone half the amplitude is at each sign of frequency.
            shares[i] = (isReal ? 2 : 1) * ((mean.Real * mean.Real) + (mean.Imaginary * mean.Imaginary)) / power;
            double rest = mean.Phase / (2 * Math.PI);
            last += double.IsFinite(rest) ? Math.IEEERemainder(rest - last, 1) : 0;
            double middle = start + ((_length - 1) / 2.0);
            int before = (int)middle;
            turns[i] = rough[before] + ((middle - before) * (rough[before + 1] - rough[before])) + last;
        }

        return (turns, shares);
    }

    private (Complex Mean, double Power) Mean(ReadOnlySpan<Complex> turned)
    {
        Complex sum = Complex.Zero;
        double power = 0;
        for (int i = 0; i < turned.Length; i++)
        {
            Complex value = turned[i];
            sum += _window[i] * value;
            power += _window[i] * ((value.Real * value.Real) + (value.Imaginary * value.Imaginary));
        }

        return (sum, power);
    }
}
