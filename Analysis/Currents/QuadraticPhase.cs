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

    // Turned by a recursion that starts at the piece's first sample; angles count from the window's middle.
    private static double AngleOf(
        ReadOnlySpan<float> alpha, ReadOnlySpan<float> beta, double perSample, double fromMiddle)
    {
        (double stepSin, double stepCos) = Math.SinCos(-perSample);
        (double sin, double cos) = Math.SinCos(-perSample * (fromMiddle - ((alpha.Length - 1) / 2.0)));
        double real = 0;
        double imaginary = 0;
        for (int j = 0; j < alpha.Length; j++)
        {
            real += (alpha[j] * cos) - (beta[j] * sin);
            imaginary += (alpha[j] * sin) + (beta[j] * cos);
            (cos, sin) = ((cos * stepCos) - (sin * stepSin), (cos * stepSin) + (sin * stepCos));
        }

        return Math.Atan2(imaginary, real);
    }
}
