namespace Bench.Analysis.Currents;

/// <summary>One frame of <see cref="CurrentOrders"/>: sums of windowed vectors, turned back by every order.</summary>
internal sealed class OrderFrame(int periods, int reach)
{
    private readonly double[] _real = new double[(2 * reach) + 1];
    private readonly double[] _imaginary = new double[(2 * reach) + 1];
    private double _start = double.NaN;
    private double _weights;

    /// <summary>Whether the frame gathers samples.</summary>
    public bool IsRunning => !double.IsNaN(_start);

    /// <summary>Begins at an angle; NaN waits.</summary>
    public void Begin(double angle)
    {
        _start = angle;
        _weights = 0;
        Array.Clear(_real);
        Array.Clear(_imaginary);
    }

    /// <summary>Share of the frame that lies before an angle; NaN while it waits.</summary>
    public double ShareAt(double angle) => Math.Abs(angle - _start) / (periods * Math.Tau);

    /// <summary>Adds a vector that stands for a span of angle.</summary>
    public void Add(double angle, double alpha, double beta, double span)
    {
        double share = ShareAt(angle);
        if (!(share < 1))
        {
            return;
        }

        double weight = span * (0.5 - (0.5 * Math.Cos(Math.Tau * share)));
        _weights += weight;
        (double stepSin, double stepCos) = Math.SinCos(-angle / periods);
        double cos = 1;
        double sin = 0;
        double re = weight * alpha;
        double im = weight * beta;
        Span<double> real = _real;
        Span<double> imaginary = _imaginary;
        for (int m = 0; m <= reach; m++)
        {
            real[reach + m] += (re * cos) - (im * sin);
            imaginary[reach + m] += (re * sin) + (im * cos);
            if (m > 0)
            {
                real[reach - m] += (re * cos) + (im * sin);
                imaginary[reach - m] += (im * cos) - (re * sin);
            }

            (cos, sin) = ((cos * stepCos) - (sin * stepSin), (cos * stepSin) + (sin * stepCos));
        }
    }

    /// <summary>power[ν] += |C(ν)|²/2.</summary>
    public void AddPower(Span<double> power)
    {
        double scale = 0.5 / (_weights * _weights);
        for (int k = 0; k < power.Length; k++)
        {
            power[k] += ((_real[k] * _real[k]) + (_imaginary[k] * _imaginary[k])) * scale;
        }
    }

    /// <summary>
    /// Powers of the d and q components of order n: C(1 + n) + conj C(1 − n) and (C(1 + n) − conj C(1 − n))/j are their
    /// complex amplitudes; at n = 0 they are the means.
    /// </summary>
    public void AddRipple(Span<double> d, Span<double> q)
    {
        double scale = 0.5 / (_weights * _weights);
        for (int n = 0; n < d.Length; n++)
        {
            int upper = reach + periods + n;
            int lower = reach + periods - n;
            double dReal = _real[upper] + _real[lower];
            double dImaginary = _imaginary[upper] - _imaginary[lower];
            double qReal = _imaginary[upper] + _imaginary[lower];
            double qImaginary = _real[lower] - _real[upper];

            // Both halves of the mean are the same line: half its amplitude twice, and its mean square is whole.
            double share = n == 0 ? 0.5 : 1;
            d[n] += ((dReal * dReal) + (dImaginary * dImaginary)) * scale * share;
            q[n] += ((qReal * qReal) + (qImaginary * qImaginary)) * scale * share;
        }
    }
}
