namespace Bench.Analysis.Metrics;

/// <summary>
/// Analyses that belong together, and what they cost: the smallest piece into which a session is divided.
/// </summary>
/// <param name="Cost">Work, about the nanoseconds of the whole test; only the ratios matter.</param>
/// <param name="Group">What is analysed over angle, if so.</param>
/// <param name="Channels">Channels that are analysed over time, if any.</param>
internal sealed record AnalysisLoad(double Cost, OrderGroup? Group, IReadOnlyList<int> Channels)
{
    // What an analysis takes per sample of a channel, measured on part type 7DL: only the ratios matter.
    internal const double LevelNanoseconds = 0.6;
    internal const double SpectrumNanoseconds = 2;
    internal const double CurrentsNanoseconds = 12;
    internal const double OrderNanoseconds = 9;
    internal const double EnvelopeNanoseconds = 18;

    /// <summary>An order group.</summary>
    public static AnalysisLoad Of(OrderGroup group) => new(group.Cost, group, []);

    /// <summary>Divides into shares of about equal cost: the costliest first, each to who has least so far.</summary>
    /// <returns>At least one share, possibly empty; not more than there are loads.</returns>
    public static List<List<AnalysisLoad>> Divide(IReadOnlyList<AnalysisLoad> loads, int shares)
    {
        List<List<AnalysisLoad>> divided =
            [.. Enumerable.Range(0, Math.Max(1, Math.Min(shares, loads.Count))).Select(_ => new List<AnalysisLoad>())];
        foreach (AnalysisLoad load in loads.OrderByDescending(load => load.Cost))
        {
            divided.MinBy(share => share.Sum(taken => taken.Cost))!.Add(load);
        }

        return divided;
    }
}
