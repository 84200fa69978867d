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
    /// Phase in radians; <paramref name="position"/> is −1 at the begin of the window and 1 at its end.
    /// </summary>
    public double At(double position) => Start + (position * (Slope + (position * Bend)));

    /// <summary>
    /// Least-squares fit to the unwrapped angle of a space vector, given at equal distances.
    /// </summary>
    /// <param name="alpha">Component along phase U.</param>
    /// <param name="beta">Component across it.</param>
    /// <param name="average">Samples averaged per angle: keeps switching ripple out of the unwrapping.</param>
    public static QuadraticPhase Fit(ReadOnlySpan<float> alpha, ReadOnlySpan<float> beta, int average)
    {
        int count = alpha.Length / average;
        double previous = 0;
        double turns = 0;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        for (int i = 0; i < count; i++)
        {
            double a = 0;
            double b = 0;
            for (int j = i * average; j < (i + 1) * average; j++)
            {
                a += alpha[j];
                b += beta[j];
            }

            double angle = Math.Atan2(b, a);
            double change = angle - previous;
            turns += i == 0 ? 0 : change > Math.PI ? -1 : change < -Math.PI ? 1 : 0;
            previous = angle;
            double phase = angle + (2 * Math.PI * turns);
            double x = Position((i * average) + ((average - 1) / 2.0), alpha.Length);
            sum0 += phase;
            sum1 += phase * x;
            sum2 += phase * (((3 * x * x) - 1) / 2);
        }

        // Legendre polynomials P0, P1, P2 are all but orthogonal over many equidistant points: 1, 1/3, 1/5.
        double p0 = sum0 / count;
        double p1 = 3 * sum1 / count;
        double p2 = 5 * sum2 / count;
        return new QuadraticPhase(p0 - (p2 / 2), p1, 1.5 * p2);
    }

    /// <summary>Position of a sample in a window of a given length, from −1 to 1.</summary>
    public static double Position(double sample, int length) => ((2 * (sample + 0.5)) / length) - 1;
}
