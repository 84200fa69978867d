using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Models.Verdicts;
using Bench.Reports;
using Bench.Web.Texts;

namespace Bench.Web.Results;

/// <summary>A finding as pages show it.</summary>
internal sealed record FindingView(
    int Rank,
    string Source,
    string Code,
    string Text,
    string TextFr,
    string Instruction,
    string InstructionFr,
    string Cause,
    string CauseFr,
    string Curve,
    string Channel,
    double? PositionFrom,
    double? PositionTo,
    double? PositionAt,
    double? Value,
    double? Limit,
    double? Severity)
{
    /// <summary>Makes the views of a test's findings.</summary>
    /// <param name="findings">Most severe first.</param>
    /// <param name="verdict">The test's verdict.</param>
    /// <param name="partType">Gives names of channels; null where it is unknown.</param>
    public static ImmutableArray<FindingView> Of(
        ImmutableArray<Finding> findings, Verdict verdict, PartType? partType) =>
        [.. findings.Select((finding, i) => Of(finding, i + 1, verdict, partType))];

    private static FindingView Of(Finding finding, int rank, Verdict verdict, PartType? partType)
    {
        string channel = partType is null ? finding.Channel : CurvePlot.ChannelName(partType, finding.Channel);
        (string textFr, string instructionFr) = FrenchWords.Of(finding, channel);

        // A bench check has no place on a curve; a model has no limit at a point.
        bool isPlaced = finding.Curve.Length > 0;
        bool isLimited = finding.Source is FindingSource.LearnedLimit or FindingSource.FixedLimit;
        return new FindingView(
            rank,
            NameOf(finding.Source),
            finding.Code,
            finding.Text,
            textFr,
            finding.Instruction.Length > 0 ? finding.Instruction : GeneralInstruction.Of(verdict),
            verdict == Verdict.Pass ? "" : instructionFr,
            finding.Cause,
            FrenchWords.CauseOf(finding),
            finding.Curve,
            finding.Channel,
            isPlaced ? finding.From : null,
            isPlaced ? finding.To : null,
            isPlaced ? finding.At : null,
            isLimited ? Finite(finding.Value) : null,
            isLimited ? Finite(finding.Limit) : null,
            Finite(finding.Severity));
    }

    private static string NameOf(FindingSource source) => source switch
    {
        FindingSource.Check => "check",
        FindingSource.FixedLimit => "fixed-limit",
        FindingSource.LearnedLimit => "learned-limit",
        _ => "model",
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
