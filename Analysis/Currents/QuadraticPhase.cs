using System.Runtime.Intrinsics;

namespace Bench.Analysis.Currents;

/// <summary>
/// The phase of a rotating field over a window as a second-degree polynomial: constant acceleration, noise averaged
/// out.
/// </summary>
/// <param name="Start">Phase in radians at the middle of the window.</param>
/// <param name="Slope">Radians per half window there.</param>
/// <param name="Bend">Radians per half window squared.</param>
internal readonly record struct QuadraticPhase(double Start, double Slope, double Bend)
{
    /// <summary>
    /// Pieces of a window: of 0.25 s, each 8 ms, long enough to average out and short enough for a run-up's change of
    /// frequency within the window, up to ±64 Hz.
    /// </summary>
    private const int Blocks = 32;

    /// <summary>
    /// Phase in radians; <paramref name="position"/> is −1 at the begin of the window and 1 at its end.
    /// </summary>
    public double At(double position) => Start + (position * (Slope + (position * Bend)));

    /// <summary>
    /// Phases of consecutive samples, wrapped into −π … π: as many as <paramref name="phases"/> holds.
    /// </summary>
    /// <param name="sample">The first sample in the window.</param>
    /// <param name="length">Samples in the window.</param>
    /// <param name="phases">Room for a multiple of eight values; they may go on behind the window's end.</param>
    public void CopyWrapped(int sample, int length, Span<float> phases)
    {
        // Position and polynomial in double: the phase grows to hundreds of turns and is wanted to 1e-7 of one.
        Vector256<double> start = Vector256.Create(Start);
        Vector256<double> slope = Vector256.Create(Slope);
        Vector256<double> bend = Vector256.Create(Bend);
        Vector256<double> offsets = Vector256<double>.Indices + Vector256.Create(sample + 0.5);
        for (int i = 0; i < phases.Length; i += Vector256<float>.Count)
        {
            Vector256<double> low = Position(offsets + Vector256.Create((double)i), length);
            Vector256<double> high = Position(offsets + Vector256.Create(i + 4.0), length);
            low = Wrap(start + (low * (slope + (low * bend))));
            high = Wrap(start + (high * (slope + (high * bend))));
            Vector256.Narrow(low, high).CopyTo(phases[i..]);
        }
    }

    /// <summary>
    /// Fit to the angle of a space vector, given at equal distances: turned back by its mean frequency, averaged over
    /// <see cref="Blocks"/> pieces and unwrapped there, where noise and harmonics as large as half of the fundamental
    /// do not make the angle slip; then once more about the frequency found.
    /// </summary>
    /// <param name="alpha">Component along phase U.</param>
    /// <param name="beta">Component across it.</param>
    /// <param name="average">Samples averaged per point: keeps switching ripple out of the mean frequency.</param>
    public static QuadraticPhase Fit(ReadOnlySpan<float> alpha, ReadOnlySpan<float> beta, int average)
    {
        double perSample = MeanFrequency(alpha, beta, average);
        QuadraticPhase coarse = FitAbout(alpha, beta, perSample);
        return FitAbout(alpha, beta, 2 * coarse.Slope / alpha.Length);
    }

    /// <summary>Position of a sample in a window of a given length, from −1 to 1.</summary>
    public static double Position(double sample, int length) => ((2 * (sample + 0.5)) / length) - 1;

    // Argument of the correlation of neighbours (B. Boashash, Proc. IEEE 80, 1992): it needs no unwrapping.
    private static double MeanFrequency(ReadOnlySpan<float> alpha, ReadOnlySpan<float> beta, int average)
    {
        double real = 0;
        double imaginary = 0;
        double lastA = 0;
        double lastB = 0;
        for (int i = 0; i + average <= alpha.Length; i += average)
        {
            double a = 0;
            double b = 0;
            for (int j = i; j < i + average; j++)
            {
                a += alpha[j];
                b += beta[j];
            }

            real += (a * lastA) + (b * lastB);
            imaginary += (b * lastA) - (a * lastB);
            lastA = a;
            lastB = b;
        }

        return Math.Atan2(imaginary, real) / average;
    }

    // Angles of the pieces' means after turning back by a frequency in radians per sample; that is added again.
    private static QuadraticPhase FitAbout(ReadOnlySpan<float> alpha, ReadOnlySpan<float> beta, double perSample)
    {
        int count = Math.Min(Blocks, alpha.Length);
        double previous = 0;
        double turns = 0;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double weights = 0;
        for (int i = 0; i < count; i++)
        {
            int from = i * alpha.Length / count;
            int to = (i + 1) * alpha.Length / count;
            double middle = (from + to - 1) / 2.0;
            double angle = AngleOf(alpha[from..to], beta[from..to], perSample, (from + to - alpha.Length) / 2.0);
            double change = angle - previous;
            turns += i == 0 ? 0 : change > Math.PI ? -1 : change < -Math.PI ? 1 : 0;
            previous = angle;
            double phase = angle + (2 * Math.PI * turns);
            double x = Position(middle, alpha.Length);
            double weight = to - from;
            weights += weight;
            sum0 += weight * phase;
            sum1 += weight * phase * x;
            sum2 += weight * phase * (((3 * x * x) - 1) / 2);
        }

        // Legendre polynomials P0, P1, P2 are all but orthogonal over many equidistant points: 1, 1/3, 1/5.
        double p0 = sum0 / weights;
        double p1 = 3 * sum1 / weights;
        double p2 = 5 * sum2 / weights;
        return new QuadraticPhase(p0 - (p2 / 2), p1 + (perSample * alpha.Length / 2), 1.5 * p2);
    }

    // Angles count from the window's middle. Eight samples are turned at once by a recursion that begins anew with each
    // piece; what is left over is turned one by one.
    private static double AngleOf(
        ReadOnlySpan<float> alpha, ReadOnlySpan<float> beta, double perSample, double fromMiddle)
    {
        double first = fromMiddle - ((alpha.Length - 1) / 2.0);
        Vector256<double> offsets = Vector256<double>.Indices + Vector256.Create(first);
        (Vector256<double> sinLow, Vector256<double> cosLow) = Vector256.SinCos(offsets * -perSample);
        (Vector256<double> sinHigh, Vector256<double> cosHigh) =
            Vector256.SinCos((offsets + Vector256.Create(4.0)) * -perSample);
        (double stepSin, double stepCos) = Math.SinCos(-perSample * Vector256<float>.Count);
        Vector256<double> real = Vector256<double>.Zero;
        Vector256<double> imaginary = real;
        int j = 0;
        for (; j <= alpha.Length - Vector256<float>.Count; j += Vector256<float>.Count)
        {
            (Vector256<double> aLow, Vector256<double> aHigh) = Vector256.Widen(Vector256.Create(alpha[j..]));
            (Vector256<double> bLow, Vector256<double> bHigh) = Vector256.Widen(Vector256.Create(beta[j..]));
            real += (aLow * cosLow) - (bLow * sinLow) + ((aHigh * cosHigh) - (bHigh * sinHigh));
            imaginary += (aLow * sinLow) + (bLow * cosLow) + ((aHigh * sinHigh) + (bHigh * cosHigh));
            (cosLow, sinLow) =
                ((cosLow * stepCos) - (sinLow * stepSin), (cosLow * stepSin) + (sinLow * stepCos));
            (cosHigh, sinHigh) =
                ((cosHigh * stepCos) - (sinHigh * stepSin), (cosHigh * stepSin) + (sinHigh * stepCos));
        }

        double re = Vector256.Sum(real);
        double im = Vector256.Sum(imaginary);
        for (; j < alpha.Length; j++)
        {
            (double sin, double cos) = Math.SinCos(-perSample * (first + j));
            re += (alpha[j] * cos) - (beta[j] * sin);
            im += (alpha[j] * sin) + (beta[j] * cos);
        }

        return Math.Atan2(im, re);
    }

    private static Vector256<double> Position(Vector256<double> middle, int length) =>
        (middle * (2.0 / length)) - Vector256<double>.One;

    private static Vector256<double> Wrap(Vector256<double> angle) =>
        angle - (2 * Math.PI * Vector256.Round(angle * (0.5 / Math.PI)));
}
