using Bench.Models.Verdicts;

namespace Bench.Results;

/// <summary>Which results to list; empty means all.</summary>
public sealed record ResultQuery
{
    /// <summary>Only this motor.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Only this part type.</summary>
    public string PartType { get; init; } = "";

    /// <summary>Only this verdict.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>At most so many, the newest.</summary>
    public int Last { get; init; } = 50;
}
