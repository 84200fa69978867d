using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;

namespace Bench.Models.Detectors;

/// <summary>
/// How unusual a vector is against good ones. Features are standardised, z = (x - μ)/σ; principal components of the
/// good ones split z into the part within their common variation, measured by Hotelling's T² = Σt²/λ, and the rest,
/// measured by SPE = |e|². Each over its 99 % limit, they add up to the score (Yue and Qin 2001):
/// φ = T²/χ²(0.99; r) + SPE/(g·χ²(0.99; h)), with g = θ₂/θ₁ and h = θ₁²/θ₂ from the sums of the remaining variances
/// and of their squares (Box 1954). φ has no fixed threshold: conformal calibration decides.
/// </summary>
internal sealed class T2SpeModel
{
    private const double LimitProbability = 0.99;

    /// <summary>Share of the variance that the components explain.</summary>
    private const double ExplainedVariance = 0.9;

    /// <summary>
    /// Remaining variance is at least this share of all variance; with none every rest would be infinitely odd.
    /// </summary>
    private const double SmallestRest = 1e-9;

    /// <summary>
    /// Components come from at most so many motors, evenly spaced over all: the decomposition takes the cube of their
    /// number, and what fewer motors cannot tell apart is left to SPE. Mean, σ and calibration use all motors.
    /// </summary>
    private const int MostForComponents = 300;

    private readonly double[] _mean;
    private readonly double[] _sigma;
    private readonly double[] _variances;
    private readonly double[][] _axes;

    /// <summary>Puts a model together from stored parts.</summary>
    public T2SpeModel(
        double[] mean, double[] sigma, double[] variances, double[][] axes, double t2Limit, double speLimit)
    {
        _mean = mean;
        _sigma = sigma;
        _variances = variances;
        _axes = axes;
        T2Limit = t2Limit;
        SpeLimit = speLimit;
    }

    /// <summary>Mean of the good vectors.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Floored standard deviations of the good vectors.</summary>
    public ReadOnlySpan<double> Sigma => _sigma;

    /// <summary>Variances of the kept components, falling.</summary>
    public ReadOnlySpan<double> Variances => _variances;

    /// <summary>Number of kept components r.</summary>
    public int Components => _axes.Length;

    /// <summary>99 % limit of T².</summary>
    public double T2Limit { get; }

    /// <summary>99 % limit of SPE.</summary>
    public double SpeLimit { get; }

    /// <summary>One kept component, a unit vector.</summary>
    public ReadOnlySpan<double> Axis(int component) => _axes[component];

    /// <summary>
    /// Learns from good vectors; <paramref name="smallestSigma"/> is the measurement's repeatability per feature. As
    /// many components as explain 90 % of the variance, at most min(d - 1, n - 2) and at most n/3: of the others n
    /// motors know too little. More than 300 motors count as 300 there.
    /// </summary>
    /// <exception cref="ArgumentException">Fewer than 4 vectors.</exception>
    public static T2SpeModel Fit(IReadOnlyList<double[]> rows, ReadOnlySpan<double> smallestSigma)
    {
        int n = rows.Count;
        if (n < 4)
        {
            throw new ArgumentException($"{n} good vectors, expected 4 or more.", nameof(rows));
        }

        int d = rows[0].Length;
        double[] mean = MeanOf(rows);
        double[] sigma = SigmaOf(rows, mean, smallestSigma);
        double[][] z = [.. rows.Select(row => Standardise(row, mean, sigma))];
        int sample = Math.Min(n, MostForComponents);
        int most = Math.Max(0, Math.Min(Math.Min(d - 1, sample - 2), sample / 3));
        (double[] variances, double[][] axes) = PrincipalComponents.Of(Sample(z), most);

        double total = variances.Sum();
        double explained = 0;
        int kept = 0;
        while (kept < axes.Length && explained < ExplainedVariance * total)
        {
            explained += variances[kept++];
        }

        double theta1 = Math.Max(variances[kept..].Sum(), SmallestRest * Math.Max(total, 1));
        double theta2 = Math.Max(variances[kept..].Sum(v => v * v), theta1 * theta1 / d);
        double speLimit = theta2 / theta1 * ChiSquared.InvCDF(theta1 * theta1 / theta2, LimitProbability);
        double t2Limit = kept == 0 ? 1 : ChiSquared.InvCDF(kept, LimitProbability);
        return new T2SpeModel(mean, sigma, variances[..kept], axes[..kept], t2Limit, speLimit);
    }

    /// <summary>Score of a vector; NaN if any feature is not finite.</summary>
    public AnomalyScore Score(ReadOnlySpan<double> x)
    {
        double[] z = Standardise(x, _mean, _sigma);
        double t2 = 0;
        for (int k = 0; k < _axes.Length; k++)
        {
            double t = TensorPrimitives.Dot<double>(_axes[k], z);
            t2 += t * t / _variances[k];
            TensorPrimitives.MultiplyAdd(_axes[k], -t, z, z);
        }

        return new AnomalyScore(t2 / T2Limit, TensorPrimitives.SumOfSquares<double>(z) / SpeLimit);
    }

    /// <summary>
    /// Share of each feature in the score: c_j = ((V·diag((λ·T²lim)^-½)·Vᵀ + SPElim^-½·(I - V·Vᵀ))·z)_j². All are
    /// ≥ 0 and their sum is φ, because the two parts are orthogonal.
    /// </summary>
    public double[] Contributions(ReadOnlySpan<double> x)
    {
        double[] rest = Standardise(x, _mean, _sigma);
        double[] within = new double[rest.Length];
        for (int k = 0; k < _axes.Length; k++)
        {
            double t = TensorPrimitives.Dot<double>(_axes[k], rest);
            TensorPrimitives.MultiplyAdd(_axes[k], t / Math.Sqrt(_variances[k] * T2Limit), within, within);
            TensorPrimitives.MultiplyAdd(_axes[k], -t, rest, rest);
        }

        TensorPrimitives.MultiplyAdd(rest, 1 / Math.Sqrt(SpeLimit), within, within);
        TensorPrimitives.Multiply(within, within, within);
        return within;
    }

    /// <summary>The vector in standard deviations from the mean of the good ones.</summary>
    public double[] Standardise(ReadOnlySpan<double> x) => Standardise(x, _mean, _sigma);

    private static double[] Standardise(ReadOnlySpan<double> x, double[] mean, double[] sigma)
    {
        double[] z = new double[x.Length];
        TensorPrimitives.Subtract(x, mean, z);
        TensorPrimitives.Divide(z, sigma, z);
        return z;
    }

    private static double[][] Sample(double[][] rows) => rows.Length <= MostForComponents
        ? rows
        : [.. Enumerable.Range(0, MostForComponents).Select(i => rows[i * rows.Length / MostForComponents])];

    private static double[] MeanOf(IReadOnlyList<double[]> rows)
    {
        double[] mean = new double[rows[0].Length];
        foreach (double[] row in rows)
        {
            TensorPrimitives.Add(mean, row, mean);
        }

        TensorPrimitives.Divide(mean, rows.Count, mean);
        return mean;
    }

    private static double[] SigmaOf(IReadOnlyList<double[]> rows, double[] mean, ReadOnlySpan<double> smallestSigma)
    {
        double[] sigma = new double[mean.Length];
        double[] deviation = new double[mean.Length];
        foreach (double[] row in rows)
        {
            TensorPrimitives.Subtract(row, mean, deviation);
            TensorPrimitives.MultiplyAdd(deviation, deviation, sigma, sigma);
        }

        TensorPrimitives.Divide(sigma, rows.Count - 1, sigma);
        TensorPrimitives.Sqrt(sigma, sigma);
        TensorPrimitives.Max(sigma, smallestSigma, sigma);
        return sigma;
    }
}

/// <summary>The two parts of the score φ.</summary>
/// <param name="WithinVariation">T² over its limit: an unusual size of the variation that good motors have.</param>
/// <param name="NewPattern">SPE over its limit: a pattern that good motors do not have.</param>
internal readonly record struct AnomalyScore(double WithinVariation, double NewPattern)
{
    /// <summary>φ.</summary>
    public double Total => WithinVariation + NewPattern;
}
