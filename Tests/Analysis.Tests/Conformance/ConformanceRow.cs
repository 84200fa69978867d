namespace Bench.Analysis.Tests.Conformance;

/// <summary>One result of ours beside what a standard or a publication states for it.</summary>
/// <param name="Quantity">What is compared, and of which signal.</param>
/// <param name="Clause">Clause, table or annex of the section's source.</param>
/// <param name="Expected">The stated value.</param>
/// <param name="Actual">Ours.</param>
/// <param name="Limits">How far ours may be off.</param>
/// <param name="Tolerance">The limits in words, with where they come from.</param>
/// <param name="Unit">Unit of all values.</param>
internal sealed record ConformanceRow(
    string Quantity,
    string Clause,
    double Expected,
    double Actual,
    Limits Limits,
    string Tolerance,
    string Unit = "")
{
    /// <summary>How many values the row stands for: it shows the one that is nearest to its limit.</summary>
    public int Values { get; private init; } = 1;

    /// <summary>Ours less the stated value.</summary>
    public double Deviation => Actual - Expected;

    /// <summary>Share of the tolerance that the deviation uses: up to 1 holds.</summary>
    public double Share => Limits.Share(Deviation);

    /// <summary>Whether the deviation is within its limits; a value that is not a number is not.</summary>
    public bool Holds => Share <= 1;

    /// <summary>Many values in one row: the one that uses most of its tolerance, or one that is not a number.</summary>
    public static ConformanceRow WorstOf(IEnumerable<ConformanceRow> rows, string quantity, string tolerance)
    {
        ConformanceRow[] all = [.. rows];
        Assert.NotEmpty(all);
        ConformanceRow worst = all.FirstOrDefault(row => double.IsNaN(row.Share)) ?? all.MaxBy(row => row.Share)!;
        return worst with { Quantity = quantity, Tolerance = tolerance, Values = all.Length };
    }
}

/// <summary>How far a value may be off.</summary>
/// <param name="Below">Below what is stated, from 0 to ∞.</param>
/// <param name="Above">Above it.</param>
internal readonly record struct Limits(double Below, double Above)
{
    /// <summary>The same to both sides.</summary>
    public static Limits Within(double tolerance) => new(tolerance, tolerance);

    /// <summary>A part of a value, but not less than a fixed amount.</summary>
    public static Limits Relative(double part, double value, double least = 0) =>
        Within(Math.Max(least, part * Math.Abs(value)));

    /// <summary>A value that may only be smaller: what is stated is the largest.</summary>
    public static Limits AtMost(double above) => new(double.PositiveInfinity, above);

    /// <summary>Which part of the tolerance a deviation uses.</summary>
    public double Share(double deviation)
    {
        double limit = deviation < 0 ? Below : Above;
        return deviation == 0 ? 0 : Math.Abs(deviation) / limit;
    }
}
