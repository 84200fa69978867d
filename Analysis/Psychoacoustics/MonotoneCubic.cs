namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Cubic interpolation that never overshoots the points (F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5,
/// 1984).
/// </summary>
internal sealed class MonotoneCubic
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _slopes;

    /// <summary>Takes two points or more, x rising.</summary>
    public MonotoneCubic(double[] x, double[] y)
    {
        _x = x;
        _y = y;
        _slopes = new double[x.Length];
        if (x.Length == 2)
        {
            _slopes[0] = _slopes[1] = Chord(0);
            return;
        }

        for (int i = 1; i + 1 < x.Length; i++)
        {
            (double before, double after) = (Chord(i - 1), Chord(i));
            (double h0, double h1) = (x[i] - x[i - 1], x[i + 1] - x[i]);
            (double w0, double w1) = ((2 * h1) + h0, h1 + (2 * h0));
            _slopes[i] = before * after <= 0 ? 0 : (w0 + w1) / ((w0 / before) + (w1 / after));
        }

        int last = x.Length - 1;
        _slopes[0] = End(x[1] - x[0], x[2] - x[1], Chord(0), Chord(1));
        _slopes[last] = End(x[last] - x[last - 1], x[last - 1] - x[last - 2], Chord(last - 1), Chord(last - 2));
    }

    /// <summary>The value at a place between the first and the last point.</summary>
    public double At(double x)
    {
        int index = Array.BinarySearch(_x, x);
        int i = Math.Clamp(index < 0 ? ~index - 1 : index, 0, _x.Length - 2);
        double h = _x[i + 1] - _x[i];
        double t = (x - _x[i]) / h;
        double s = 1 - t;
        return (_y[i] * s * s * (1 + (2 * t))) + (_y[i + 1] * t * t * (1 + (2 * s)))
            + (h * t * s * ((_slopes[i] * s) - (_slopes[i + 1] * t)));
    }

    private double Chord(int i) => (_y[i + 1] - _y[i]) / (_x[i + 1] - _x[i]);

    // Three points, limited so that the end stays monotone.
    private static double End(double h0, double h1, double chord, double next)
    {
        double slope = ((((2 * h0) + h1) * chord) - (h0 * next)) / (h0 + h1);
        if (slope * chord <= 0)
        {
            return 0;
        }

        return chord * next <= 0 && Math.Abs(slope) > 3 * Math.Abs(chord) ? 3 * chord : slope;
    }
}
