namespace Bench.Analysis.Currents;

/// <summary>
/// Clarke and Park transforms, amplitude-invariant: a symmetrical system of amplitude A is a vector of length A (E.
/// Clarke, Circuit Analysis of AC Power Systems, 1943; R. H. Park, AIEE Trans. 48, 1929).
/// </summary>
public static class SpaceVector
{
    private static readonly double s_rootThree = Math.Sqrt(3);

    /// <summary>
    /// Three phases to the space vector z = (2u − v − w)/3 + j·(v − w)/√3 and the zero sequence (u + v + w)/3.
    /// </summary>
    /// <param name="u">Phase U.</param>
    /// <param name="v">Phase V, which lags U by a third of a turn in the positive sequence.</param>
    /// <param name="w">Phase W.</param>
    /// <returns>α along phase U, β a quarter turn ahead of it, and zero; the unit of the phases.</returns>
    public static (double Alpha, double Beta, double Zero) Clarke(double u, double v, double w) =>
        (((2 * u) - v - w) / 3, (v - w) / s_rootThree, (u + v + w) / 3);

    /// <summary>The space vector as seen from a turning frame: z·e^−jθ.</summary>
    /// <param name="alpha">Component along phase U.</param>
    /// <param name="beta">Component across it.</param>
    /// <param name="angleRadians">Angle θ of the d axis against phase U.</param>
    /// <returns>Components along the d axis and along the q axis, a quarter turn ahead of it.</returns>
    public static (double D, double Q) Park(double alpha, double beta, double angleRadians)
    {
        (double sin, double cos) = Math.SinCos(angleRadians);
        return ((alpha * cos) + (beta * sin), (beta * cos) - (alpha * sin));
    }

    /// <summary>Three phases of a recorded piece to d and q.</summary>
    /// <param name="u">Phase U.</param>
    /// <param name="v">Phase V.</param>
    /// <param name="w">Phase W.</param>
    /// <param name="angleRadians">
    /// Electrical angle of the d axis per sample: pole pairs times the shaft's angle plus the rotor's offset, or
    /// <see cref="CurrentAngle"/>. Where it is NaN the result is.
    /// </param>
    /// <param name="d">At least as many values.</param>
    /// <param name="q">At least as many values.</param>
    /// <exception cref="ArgumentException">The spans differ in length or the results are too short.</exception>
    public static void Park(
        ReadOnlySpan<float> u,
        ReadOnlySpan<float> v,
        ReadOnlySpan<float> w,
        ReadOnlySpan<double> angleRadians,
        Span<float> d,
        Span<float> q)
    {
        if (v.Length != u.Length || w.Length != u.Length || angleRadians.Length != u.Length
            || d.Length < u.Length || q.Length < u.Length)
        {
            throw new ArgumentException(
                $"Three phases and angles of one length and room for it expected, given {u.Length}, {v.Length}, "
                    + $"{w.Length}, {angleRadians.Length} and room for {d.Length} and {q.Length}.");
        }

        for (int i = 0; i < u.Length; i++)
        {
            (double alpha, double beta, _) = Clarke(u[i], v[i], w[i]);
            (double along, double across) = Park(alpha, beta, angleRadians[i]);
            d[i] = (float)along;
            q[i] = (float)across;
        }
    }
}
