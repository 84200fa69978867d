using System.Numerics;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// High-resolution spectral analysis of a windowed envelope: a constant and sinusoids of given rates, fitted to the
/// lowest bins of its spectrum by least squares (ECMA-418-2:2025, clause 9.1.4, formulae 121 to 142).
/// </summary>
/// <remarks>
/// Formula (127) is printed with 2π in the phase; the Fourier transform of a rectangular window has π, and only with
/// that the fit reproduces what it fits.
/// </remarks>
internal sealed class LinePairFit
{
    /// <summary>Bins of the spectrum.</summary>
    public const int Bins = 49;

    /// <summary>Distance between bins.</summary>
    public const double BinHz = BandEnvelope.RateHz / FluctuationWindow.EnvelopeLength;

    private const int LeastBins = 17;
    private const int BinsAbove = 8;
    private const double Least = 2.220446049250313e-16;

    private readonly FluctuationWindow _window;
    private readonly Complex[] _spectrum = new Complex[Bins];
    private readonly double[] _power = new double[Bins];
    private readonly Complex[] _constant;

    public LinePairFit(ReadOnlySpan<double> envelope, FluctuationWindow window)
    {
        _window = window;
        for (int k = 0; k < Bins; k++)
        {
            Complex turn = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / FluctuationWindow.EnvelopeLength);
            Complex phase = Complex.Pow(turn, window.First);
            for (int i = window.First; i <= window.Last; i++)
            {
                _spectrum[k] += envelope[i] * phase;
                phase *= turn;
            }

            _power[k] = (_spectrum[k].Real * _spectrum[k].Real) + (_spectrum[k].Imaginary * _spectrum[k].Imaginary);
        }

        _constant = Kernel(0, Bins);
    }

    /// <summary>Squared magnitudes of the bins.</summary>
    public ReadOnlySpan<double> Power => _power;

    /// <summary>Fits sinusoids.</summary>
    /// <param name="ratesHz">Their rates, above 0.</param>
    /// <returns>The constant, a quarter of each sinusoid's squared amplitude, and the squared error.</returns>
    public (double Constant, double[] Powers, double Error) Fit(ReadOnlySpan<double> ratesHz)
    {
        double highest = 0;
        foreach (double rate in ratesHz)
        {
            highest = Math.Max(highest, rate);
        }

        int bins = (int)Math.Round(highest / BinHz, MidpointRounding.AwayFromZero) + BinsAbove;
        bins = Math.Min(Math.Max(LeastBins, bins), Bins);
        Complex[][] columns = Columns(ratesHz, bins);
        int size = columns.Length;
        double[][] matrix = [.. Enumerable.Range(0, size).Select(_ => new double[size])];
        double[] right = new double[size];
        for (int i = 0; i < size; i++)
        {
            right[i] = Product(columns[i], _spectrum, bins, IsReal(i));
            for (int j = 0; j < size; j++)
            {
                matrix[i][j] = Product(columns[i], columns[j], bins, IsReal(i) == IsReal(j));
            }
        }

        double[] solution = Solve([.. matrix.Select(row => (double[])row.Clone())], (double[])right.Clone());
        double error = Error(matrix, right, solution, bins);
        double[] powers = new double[ratesHz.Length];
        for (int i = 0; i < powers.Length; i++)
        {
            (double re, double im) = (solution[(2 * i) + 1], solution[(2 * i) + 2]);
            powers[i] = (re * re) + (im * im);
        }

        return (solution[0], powers, error);
    }

    private static bool IsReal(int column) => column == 0 || column % 2 == 1;

    // A constant, and for each rate the sum and the conjugate difference of its two lines (126, 128, 129).
    private Complex[][] Columns(ReadOnlySpan<double> ratesHz, int bins)
    {
        Complex[][] columns = new Complex[(2 * ratesHz.Length) + 1][];
        columns[0] = _constant;
        for (int i = 0; i < ratesHz.Length; i++)
        {
            Complex[] positive = Kernel(ratesHz[i], bins);
            Complex[] negative = Kernel(-ratesHz[i], bins);
            columns[(2 * i) + 1] = [.. positive.Zip(negative, static (p, n) => p + n)];
            columns[(2 * i) + 2] = [.. positive.Zip(negative, static (p, n) => Complex.Conjugate(p - n))];
        }

        return columns;
    }

    // Formula (127): the window's spectrum, shifted to a rate.
    private Complex[] Kernel(double rateHz, int bins)
    {
        Complex[] kernel = new Complex[bins];
        for (int k = 0; k < bins; k++)
        {
            double f = ((double)k / FluctuationWindow.EnvelopeLength) - (rateHz / BandEnvelope.RateHz) + Least;
            double magnitude = Math.Sin(Math.PI * f * _window.Length) / Math.Sin(Math.PI * f);
            kernel[k] = Complex.FromPolarCoordinates(magnitude, -Math.PI * f * (_window.First + _window.Last));
        }

        return kernel;
    }

    // Formulae (131) to (134).
    private static double Product(Complex[] x, Complex[] y, int bins, bool same)
    {
        double sum = 0;
        for (int k = 0; k < bins; k++)
        {
            sum += same
                ? (x[k].Real * y[k].Real) + (x[k].Imaginary * y[k].Imaginary)
                : (x[k].Real * y[k].Imaginary) + (x[k].Imaginary * y[k].Real);
        }

        return sum;
    }

    // Formula (135).
    private double Error(double[][] matrix, double[] right, double[] solution, int bins)
    {
        double error = 0;
        for (int k = 0; k < bins; k++)
        {
            error += _power[k];
        }

        for (int i = 0; i < solution.Length; i++)
        {
            error -= 2 * right[i] * solution[i];
            for (int j = 0; j < solution.Length; j++)
            {
                error += solution[i] * matrix[i][j] * solution[j];
            }
        }

        return error;
    }

    // Gaussian elimination with the largest pivot of each column.
    private static double[] Solve(double[][] a, double[] b)
    {
        int n = b.Length;
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < n; row++)
            {
                pivot = Math.Abs(a[row][column]) > Math.Abs(a[pivot][column]) ? row : pivot;
            }

            (b[column], b[pivot]) = (b[pivot], b[column]);
            (a[column], a[pivot]) = (a[pivot], a[column]);
            for (int row = column + 1; row < n; row++)
            {
                double factor = a[column][column] == 0 ? 0 : a[row][column] / a[column][column];
                b[row] -= factor * b[column];
                for (int j = column; j < n; j++)
                {
                    a[row][j] -= factor * a[column][j];
                }
            }
        }

        for (int row = n - 1; row >= 0; row--)
        {
            for (int j = row + 1; j < n; j++)
            {
                b[row] -= a[row][j] * b[j];
            }

            b[row] = a[row][row] == 0 ? 0 : b[row] / a[row][row];
        }

        return b;
    }
}
