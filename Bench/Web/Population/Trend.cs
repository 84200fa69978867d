using System.Collections.Immutable;
using Bench.Models.Capability;
using Bench.Models.Drift;
using Bench.Results;
using Bench.Web.Results;
using MathNet.Numerics.Statistics;

namespace Bench.Web.Population;

/// <summary>A feature over the newest motors, with what a control chart says of it.</summary>
internal sealed record Trend(
    ImmutableArray<TrendPoint> Points,
    double? Limit,
    double? Center,
    double? Sigma,
    ImmutableArray<BrokenRule> Rules)
{
    private const int FewestForRules = 10;

    /// <summary>Makes it.</summary>
    public static Trend Of(ResultArchive archive, Feature feature, ImmutableArray<StoredValue> values)
    {
        double[] good = GoodValues(values);
        double center = good.Length > 1 ? good.Mean() : double.NaN;
        double sigma = good.Length > 1 ? good.StandardDeviation() : double.NaN;
        double[] all = [.. values.Select(value => value.Value)];
        return new Trend(
            [.. values.Select(TrendPoint.Of)],
            feature.Limits(archive, values).High,
            Finite(center),
            Finite(sigma),
            good.Length < FewestForRules || !(sigma > 0)
                ? []
                : [.. ControlRules.Find(all, center, sigma).Select(broken => BrokenRule.Of(broken))]);
    }

    /// <summary>Values of the motors that passed.</summary>
    public static double[] GoodValues(IEnumerable<StoredValue> values) =>
    [
        .. values.Where(value => value.Verdict == Models.Verdicts.Verdict.Pass)
            .Select(value => value.Value)
            .Where(double.IsFinite),
    ];

    private static double? Finite(double value) => double.IsFinite(value) ? Math.Round(value, 4) : null;
}

/// <summary>One motor of a trend.</summary>
internal sealed record TrendPoint(string Id, string SerialNumber, string StartedAt, string Verdict, double? Value)
{
    /// <summary>Makes it.</summary>
    public static TrendPoint Of(StoredValue value) => new(
        value.Id,
        value.SerialNumber,
        value.StartedAt,
        VerdictNames.Of(value.Verdict),
        double.IsFinite(value.Value) ? Math.Round(value.Value, 4) : null);
}

/// <summary>A rule of the control chart that a stretch of motors breaks.</summary>
/// <param name="Rule">"nelson1" to "nelson8".</param>
/// <param name="From">Index of its first motor.</param>
/// <param name="To">Index of its last motor.</param>
internal sealed record BrokenRule(string Rule, int From, int To)
{
    /// <summary>Makes it.</summary>
    public static BrokenRule Of(ControlViolation broken) => new(broken.Rule.ToString(), broken.From, broken.To);
}

/// <summary>How the good motors' values of a feature are spread.</summary>
internal sealed record Distribution(
    double[] Edges,
    int[] Counts,
    double? Mean,
    double? Sigma,
    double? Cp,
    double? Cpk,
    double? Ppk,
    int N,
    double? LimitHigh,
    double? LimitLow)
{
    private const int MostBins = 40;

    /// <summary>Makes it; of fewer than two motors there is a number and no figure.</summary>
    public static Distribution Of(ResultArchive archive, Feature feature, ImmutableArray<StoredValue> values)
    {
        double[] good = Trend.GoodValues(values);
        (double? high, double? low) = feature.Limits(archive, values);
        if (good.Length < 2)
        {
            return new Distribution([], [], null, null, null, null, null, good.Length, high, low);
        }

        ProcessCapability? capability = high is null && low is null ? null : ProcessCapability.Of(good, low, high);
        Histogram histogram = new(good, Math.Clamp((int)Math.Sqrt(good.Length), 5, MostBins));
        return new Distribution(
            [.. Enumerable.Range(0, histogram.BucketCount).Select(i => histogram[i].LowerBound), histogram.UpperBound],
            [.. Enumerable.Range(0, histogram.BucketCount).Select(i => (int)histogram[i].Count)],
            good.Mean(),
            good.StandardDeviation(),
            Finite(capability?.Cp),
            Finite(capability?.Cpk),
            Finite(capability?.Ppk),
            good.Length,
            high,
            low);
    }

    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
