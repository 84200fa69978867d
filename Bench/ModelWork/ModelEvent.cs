namespace Bench.ModelWork;

/// <summary>Something that happened to a baseline on its way into force. Events are kept for ever.</summary>
/// <param name="PartType">Name of the part type.</param>
/// <param name="BaselineId">The baseline.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Author">Who did it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Note">Why, in the author's words.</param>
/// <param name="Detail">JSON: the card of a trained one, the report of a gate; empty otherwise.</param>
internal sealed record ModelEvent(
    string PartType,
    string BaselineId,
    ModelEventKind Kind,
    string Author,
    DateTimeOffset At,
    string Note,
    string Detail);

/// <summary>What happened to a baseline.</summary>
internal enum ModelEventKind
{
    /// <summary>It was trained; detail: its card.</summary>
    Trained = 1,

    /// <summary>It went through the gate; detail: the report.</summary>
    Gated,

    /// <summary>From here on it judges beside the one in force.</summary>
    ShadowBegun,

    /// <summary>Quality has signed.</summary>
    SignedByQuality,

    /// <summary>Data science has signed.</summary>
    SignedByDataScience,

    /// <summary>It is in force.</summary>
    Activated,

    /// <summary>It is in force again after a later one was taken back.</summary>
    RolledBack,
}
