namespace Bench.Models.Labels;

/// <summary>What somebody found out about a motor after its test. A second opinion is a second label.</summary>
/// <param name="SerialNumber">The motor.</param>
/// <param name="Kind">What was found.</param>
/// <param name="Cause">Physical cause of a fault, in the words of the findings; empty otherwise.</param>
/// <param name="Author">Who says so.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Note">Free text.</param>
public sealed record MotorLabel(
    string SerialNumber, LabelKind Kind, string Cause, string Author, DateTimeOffset At, string Note);

/// <summary>What a label says of a motor.</summary>
public enum LabelKind
{
    /// <summary>Taken apart, driven or listened to: it is good.</summary>
    ConfirmedGood = 1,

    /// <summary>A fault was found, with its cause.</summary>
    ConfirmedFault,

    /// <summary>Reworked, and good after that.</summary>
    Reworked,

    /// <summary>Came back from the field with a complaint.</summary>
    FieldReturn,

    /// <summary>A golden motor: kept, and measured regularly to see whether the bench has changed.</summary>
    Golden,
}
