using Bench.Models.Verdicts;
using Bench.Results;
using Bench.Web.Texts;

namespace Bench.Web.Results;

/// <summary>A finished test in a list.</summary>
internal record ResultSummary
{
    /// <summary>Identity of the test run.</summary>
    public string Id { get; init; } = "";

    /// <summary>The motor.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Name of the part type.</summary>
    public string PartType { get; init; } = "";

    /// <summary>Name of the bench.</summary>
    public string Bench { get; init; } = "";

    /// <summary>Start, UTC.</summary>
    public string StartedAt { get; init; } = "";

    /// <summary>From the first sample to the verdict; null where the run broke off.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>"PASS", "FAIL" or "INVALID".</summary>
    public string Verdict { get; init; } = "";

    /// <summary>Code of the top finding.</summary>
    public string? Code { get; init; }

    /// <summary>The top finding.</summary>
    public string? Reason { get; init; }

    /// <summary>The same in French.</summary>
    public string? ReasonFr { get; init; }

    /// <summary>What to do with the motor or the bench.</summary>
    public string? Instruction { get; init; }

    /// <summary>The same in French.</summary>
    public string? InstructionFr { get; init; }

    /// <summary>Whether it is a simulated motor of the training.</summary>
    public bool Training { get; init; }

    /// <summary>Makes one of a row of the database.</summary>
    /// <param name="row">The row.</param>
    /// <param name="top">Its top finding; null for none.</param>
    /// <param name="area">Production or training.</param>
    public static ResultSummary Of(ResultRow row, FindingView? top, ResultArea area) => new()
    {
        Id = row.Id,
        SerialNumber = row.SerialNumber,
        PartType = row.PartType,
        Bench = row.Bench,
        StartedAt = row.StartedAt,
        DurationSeconds = row.DurationSeconds,
        Verdict = VerdictNames.Of(row.Verdict),
        Code = top?.Code,
        Reason = top?.Text,
        ReasonFr = top?.TextFr,
        Instruction = InstructionOf(row.Verdict, top?.Instruction, GeneralInstruction.Of(row.Verdict)),
        InstructionFr = InstructionOf(row.Verdict, top?.InstructionFr, GeneralInstruction.InFrench(row.Verdict)),
        Training = area == ResultArea.Training,
    };

    private static string? InstructionOf(Verdict verdict, string? particular, string general) =>
        verdict == Models.Verdicts.Verdict.Pass ? null : particular is { Length: > 0 } ? particular : general;
}

/// <summary>Where results come from; the two are never mixed.</summary>
internal enum ResultArea
{
    /// <summary>Motors of the line.</summary>
    Production = 1,

    /// <summary>Simulated motors.</summary>
    Training,
}
