namespace Bench.Models.Labels;

/// <summary>
/// How well two people agree beyond chance: Cohen's κ (Cohen 1960), with the standard error of Fleiss, Cohen and
/// Everitt (1969). A model cannot be better than the labels it is measured by.
/// </summary>
/// <param name="Motors">Motors that both have labelled.</param>
/// <param name="Observed">Share on which they agree.</param>
/// <param name="ByChance">Share on which they would agree by chance.</param>
/// <param name="StandardError">Standard error of κ; NaN where κ does not exist.</param>
public sealed record Agreement(int Motors, double Observed, double ByChance, double StandardError)
{
    /// <summary>κ: 1 full agreement, 0 chance; NaN where both always say one and the same.</summary>
    public double Kappa => (Observed - ByChance) / (1 - ByChance);

    /// <summary>Compares two people's opinions on the same motors.</summary>
    /// <typeparam name="T">What an opinion is.</typeparam>
    /// <exception cref="ArgumentException">No motor, or lists of different length.</exception>
    public static Agreement Of<T>(IReadOnlyList<T> first, IReadOnlyList<T> second)
        where T : notnull
    {
        if (first.Count == 0 || first.Count != second.Count)
        {
            throw new ArgumentException(
                $"Agreement compares the same motors: got {first.Count} and {second.Count} opinions.", nameof(second));
        }

        T[] kinds = [.. first.Concat(second).Distinct()];
        double n = first.Count;
        double[][] share = [.. kinds.Select(_ => new double[kinds.Length])];
        for (int i = 0; i < first.Count; i++)
        {
            share[Array.IndexOf(kinds, first[i])][Array.IndexOf(kinds, second[i])] += 1 / n;
        }

        int[] index = [.. Enumerable.Range(0, kinds.Length)];
        double[] row = [.. index.Select(i => index.Sum(k => share[i][k]))];
        double[] column = [.. index.Select(k => index.Sum(i => share[i][k]))];
        double observed = index.Sum(i => share[i][i]);
        double chance = index.Sum(i => row[i] * column[i]);
        double kappa = (observed - chance) / (1 - chance);
        double agreeing = index.Sum(i => share[i][i] * Square(1 - ((row[i] + column[i]) * (1 - kappa))));
        double differing = Square(1 - kappa) * index.Sum(i => index.Sum(k =>
            i == k ? 0 : share[i][k] * Square(column[i] + row[k])));
        double offset = Square(kappa - (chance * (1 - kappa)));
        return new Agreement(
            first.Count,
            observed,
            chance,
            Math.Sqrt(Math.Max(0, agreeing + differing - offset) / n) / (1 - chance));
    }

    private static double Square(double value) => value * value;
}
