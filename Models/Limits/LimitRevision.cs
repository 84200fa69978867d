namespace Bench.Models.Limits;

/// <summary>
/// Which version of the limits this is, who made it from which one, when and why. Part of what a baseline's hash
/// covers. The time comes from outside: nothing here reads a clock.
/// </summary>
public sealed record LimitRevision
{
    /// <summary>1 for limits without a predecessor, then counting up.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Who is responsible; empty where nobody signed.</summary>
    public string Author { get; init; } = "";

    /// <summary>When; null where nobody said.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Why they changed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Content hash of the baseline that these limits were made from; empty for the first.</summary>
    public string ParentHash { get; init; } = "";
}
