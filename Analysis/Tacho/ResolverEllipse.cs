using MathNet.Numerics.LinearAlgebra;

namespace Bench.Analysis.Tacho;

/// <summary>
/// The ellipse that a resolver's sine and cosine describe, and the angle on it: offsets, unequal amplitudes and a phase
/// that is no right angle are taken off (P. L. M. Heydemann, Appl. Opt. 20, 1981).
/// </summary>
internal sealed class ResolverEllipse
{
    private const int Sectors = 16;

    private readonly double _offsetSine;
    private readonly double _offsetCosine;
    private readonly double _sine;
    private readonly double _cosine;
    private readonly double _phase;

    private ResolverEllipse(double offsetSine, double offsetCosine, double sine, double cosine, double phase)
    {
        _offsetSine = offsetSine;
        _offsetCosine = offsetCosine;
        _sine = sine;
        _cosine = cosine;
        _phase = phase;
    }

    /// <summary>Least-squares conic a·s² + b·s·c + d·c² + e·s + f·c = 1 through all points.</summary>
    /// <exception cref="ArgumentException">The points do not go round, or lie on no ellipse.</exception>
    public static ResolverEllipse Fit(ReadOnlySpan<double> sine, ReadOnlySpan<double> cosine)
    {
        double scale = Math.Sqrt(MeanSquare(sine) + MeanSquare(cosine));
        if (!(scale > 0) || !GoesRound(sine, cosine))
        {
            throw new ArgumentException(
                "Sine and cosine do not go round the whole circle: record at least one electrical turn.");
        }

        Matrix<double> normal = Matrix<double>.Build.Dense(5, 5);
        Vector<double> right = Vector<double>.Build.Dense(5);
        double[] row = new double[5];
        for (int i = 0; i < sine.Length; i++)
        {
            double s = sine[i] / scale;
            double c = cosine[i] / scale;
            (row[0], row[1], row[2], row[3], row[4]) = (s * s, s * c, c * c, s, c);
            for (int j = 0; j < 5 && double.IsFinite(s + c); j++)
            {
                right[j] += row[j];
                for (int k = 0; k < 5; k++)
                {
                    normal[j, k] += row[j] * row[k];
                }
            }
        }

        Vector<double> conic = normal.Solve(right);
        return FromConic(conic[0], conic[1], conic[2], conic[3], conic[4], scale);
    }

    /// <summary>The angle in turns, −½ to ½, and the radius, 1 on the ellipse.</summary>
    public (double Turns, double Radius) AngleOf(double sine, double cosine)
    {
        double x = (sine - _offsetSine) / _sine;
        double y = (((cosine - _offsetCosine) / _cosine) + (x * Math.Sin(_phase))) / Math.Cos(_phase);
        return (Math.Atan2(x, y) / (2 * Math.PI), Math.Sqrt((x * x) + (y * y)));
    }

    /// <summary>What was corrected.</summary>
    public ResolverErrors Errors(double residualShare) => new(
        _offsetSine / _sine,
        _offsetCosine / _sine,
        _cosine / _sine,
        _phase * 180 / Math.PI,
        100 * residualShare);

    private static ResolverEllipse FromConic(double a, double b, double d, double e, double f, double scale)
    {
        // Centre: the gradient is 0. Around it the quadratic form Q, whose inverse holds amplitudes and phase.
        double determinant = (4 * a * d) - (b * b);
        double s0 = ((b * f) - (2 * d * e)) / determinant;
        double c0 = ((b * e) - (2 * a * f)) / determinant;
        double size = 1 + (a * s0 * s0) + (b * s0 * c0) + (d * c0 * c0);
        double sine = Math.Sqrt(4 * d * size / determinant);
        double cosine = Math.Sqrt(4 * a * size / determinant);
        double phase = Math.Asin(2 * b * size / determinant / (sine * cosine));
        return double.IsFinite(sine + cosine + phase)
            ? new ResolverEllipse(s0 * scale, c0 * scale, sine * scale, cosine * scale, phase)
            : throw new ArgumentException("Sine and cosine lie on no ellipse: check the channels and the excitation.");
    }

    private static bool GoesRound(ReadOnlySpan<double> sine, ReadOnlySpan<double> cosine)
    {
        bool[] seen = new bool[Sectors];
        for (int i = 0; i < sine.Length; i++)
        {
            double turns = (Math.Atan2(sine[i], cosine[i]) / (2 * Math.PI)) + 0.5;
            if (double.IsFinite(turns))
            {
                seen[Math.Min(Sectors - 1, (int)(turns * Sectors))] = true;
            }
        }

        return seen.All(sector => sector);
    }

    private static double MeanSquare(ReadOnlySpan<double> values)
    {
        double sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            sum += double.IsFinite(value) ? value * value : 0;
            count += double.IsFinite(value) ? 1 : 0;
        }

        return sum / count;
    }
}
