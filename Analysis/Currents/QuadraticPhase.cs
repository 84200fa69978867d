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
    /// Cosines and sines of the phases of consecutive samples: as many as the spans hold.
    /// </summary>
    /// <remarks>
    /// From eight samples to the next eight the phase grows by a step, and the step by the same amount each time: two
    /// complex multiplications in double, 1e-14 from the function after the few hundred samples of a call.
    /// </remarks>
    /// <param name="sample">The first sample in the window.</param>
    /// <param name="length">Samples in the window.</param>
    /// <param name="cosines">Room for a multiple of eight values; they may go on behind the window's end.</param>
    /// <param name="sines">Room for as many.</param>
    public void CopyTurns(int sample, int length, Span<float> cosines, Span<float> sines)
    {
        Vector256<double> offsets = Vector256<double>.Indices + Vector256.Create(sample + 0.5);
        Vector256<double> four = Vector256.Create(4.0);
        Vector256<double> lowPhase = At(offsets, length);
        Vector256<double> highPhase = At(offsets + four, length);
        (Vector256<double> lowSin, Vector256<double> lowCos) = Vector256.SinCos(Wrap(lowPhase));
        (Vector256<double> highSin, Vector256<double> highCos) = Vector256.SinCos(Wrap(highPhase));
        offsets += four + four;
        (Vector256<double> lowStepSin, Vector256<double> lowStepCos) =
            Vector256.SinCos(Wrap(At(offsets, length) - lowPhase));
        (Vector256<double> highStepSin, Vector256<double> highStepCos) =
            Vector256.SinCos(Wrap(At(offsets + four, length) - highPhase));
        double stride = 2.0 * Vector256<float>.Count / length;
        (double bendSin, double bendCos) = Math.SinCos(2 * Bend * stride * stride);
        for (int i = 0; i < cosines.Length; i += Vector256<float>.Count)
        {
            Vector256.Narrow(lowCos, highCos).CopyTo(cosines[i..]);
            Vector256.Narrow(lowSin, highSin).CopyTo(sines[i..]);
            (lowCos, lowSin) =
                ((lowCos * lowStepCos) - (lowSin * lowStepSin), (lowCos * lowStepSin) + (lowSin * lowStepCos));
            (highCos, highSin) =
                ((highCos * highStepCos) - (highSin * highStepSin), (highCos * highStepSin) + (highSin * highStepCos));
            (lowStepCos, lowStepSin) =
                ((lowStepCos * bendCos) - (lowStepSin * bendSin), (lowStepCos * bendSin) + (lowStepSin * bendCos));
            (highStepCos, highStepSin) =
                ((highStepCos * bendCos) - (highStepSin * bendSin), (highStepCos * bendSin) + (highStepSin * bendCos));
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

    // Phase at offsets in samples from the window's begin.
    private Vector256<double> At(Vector256<double> offsets, int length)
    {
        Vector256<double> position = (offsets * (2.0 / length)) - Vector256<double>.One;
        return Vector256.Create(Start) + (position * (Vector256.Create(Slope) + (position * Bend)));
    }

    private static Vector256<double> Wrap(Vector256<double> angle) =>
        angle - (2 * Math.PI * Vector256.Round(angle * (0.5 / Math.PI)));
}
