using MathNet.Numerics.Distributions;

namespace Bench.Models.Evaluation;

/// <summary>A share counted on few motors, with its exact 95 % interval (Clopper and Pearson 1934).</summary>
/// <param name="Count">How many of them.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record ShareInterval(int Count, int Of, double Low, double High)
{
    /// <summary>The share; NaN of none.</summary>
    public double Share => Of == 0 ? double.NaN : (double)Count / Of;

    /// <summary>Counts.</summary>
    public static ShareInterval For(int count, int of)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
        return new ShareInterval(
            count,
            of,
            count == 0 ? 0 : Beta.InvCDF(count, of - count + 1, 0.025),
            count == of ? 1 : Beta.InvCDF(count + 1, of - count, 0.975));
    }

    /// <summary>
    /// Whether so many are compatible with a promised share: the chance of as many or more, if the promise holds, is at
    /// least 5 %.
    /// </summary>
    public bool Keeps(double promised) =>
        Count == 0 || 1 - Binomial.CDF(promised, Of, Count - 1) >= 0.05;
}
