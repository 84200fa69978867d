namespace Bench.Analysis.Filters;

/// <summary>
/// The Kaiser window I₀(β√(1 - s²))/I₀(β) (J. F. Kaiser, 1974), for filters and for spectra.
/// </summary>
internal readonly struct KaiserShape
{
    private readonly double _beta;
    private readonly double _middle;

    /// <summary>Plans a window of a β, 0 or above.</summary>
    public KaiserShape(double beta)
    {
        _beta = beta;
        _middle = BesselI0(beta);
    }

    /// <summary>Value at a share of the half width: 1 at 0, smallest at -1 and 1.</summary>
    public double At(double share) => BesselI0(_beta * Math.Sqrt(Math.Max(0, 1 - (share * share)))) / _middle;

    // I₀(x) = Σ ((x/2)^m / m!)²: all terms are positive, so the series keeps full precision for the β of windows.
    private static double BesselI0(double x)
    {
        double term = 1;
        double sum = 1;
        for (int m = 1; term > sum * 1e-17; m++)
        {
            double factor = x / (2 * m);
            term *= factor * factor;
            sum += term;
        }

        return sum;
    }
}
