using System.Text.Json;

namespace Bench.Web.ModelPages;

/// <summary>A piece of model work, running or done; what it is changes with time, so each view is a snapshot.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">"train", "gate" or "compare".</param>
/// <param name="PartType">The part type.</param>
/// <param name="BaselineId">The candidate; empty for a training.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="EndedAt">When it ended, UTC; null while it runs.</param>
/// <param name="State">"running", "done", "failed" or "cancelled".</param>
/// <param name="Judged">Tests judged so far.</param>
/// <param name="Of">Tests of the history, about.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Result">Card, gate report or comparison; null until it is done, and in lists.</param>
internal sealed record ModelJob(
    string Id,
    string Kind,
    string PartType,
    string BaselineId,
    string By,
    string StartedAt,
    string? EndedAt,
    string State,
    int Judged,
    long Of,
    string? Error,
    JsonElement? Result)
{
    /// <summary>State while it runs.</summary>
    public const string Running = "running";

    /// <summary>State after it came to its end.</summary>
    public const string Done = "done";

    /// <summary>State after it could not.</summary>
    public const string Failed = "failed";

    /// <summary>State after somebody stopped it.</summary>
    public const string Cancelled = "cancelled";
}
