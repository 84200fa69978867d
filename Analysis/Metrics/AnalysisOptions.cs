namespace Bench.Analysis.Metrics;

/// <summary>
/// Where the shaft speed comes from when there is no tacho channel, as in foreign recordings, and how the work is
/// divided.
/// </summary>
public sealed record AnalysisOptions
{
    /// <summary>
    /// Into how many parts the analyses are divided, 1 or more: see <see cref="AnalysisSession.Parts"/>. Each part that
    /// tracks orders finds the tacho's edges for itself, which costs some percent of the whole; results do not change.
    /// </summary>
    public int Parts { get; init; } = 1;

    /// <summary>Constant speed in rpm, at least 30; it takes the place of the tacho.</summary>
    public double? FixedSpeedRpm { get; init; }

    /// <summary>
    /// Times of tacho edges in seconds since the first sample, rising; as many per revolution as the part type's tacho
    /// has, one where it has none. They take the place of the tacho channel.
    /// </summary>
    public IReadOnlyList<double>? PulseTimesSeconds { get; init; }
}
