using Bench.Models.Verdicts;

namespace Bench.Results;

/// <summary>What finished tests are searched by; empty means all.</summary>
internal sealed record ResultSearch
{
    /// <summary>A part of the serial number; capital letters and small ones are alike.</summary>
    public string Serial { get; init; } = "";

    /// <summary>Only this part type.</summary>
    public string PartType { get; init; } = "";

    /// <summary>Only this bench.</summary>
    public string Bench { get; init; } = "";

    /// <summary>Only this verdict.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Only this code of the top finding.</summary>
    public string Code { get; init; } = "";

    /// <summary>Only from this time on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only before this time.</summary>
    public DateTimeOffset? To { get; init; }
}
