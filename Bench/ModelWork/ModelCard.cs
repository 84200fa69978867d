using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bench.Models;
using Bench.Models.Evaluation;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Testing;

namespace Bench.ModelWork;

/// <summary>What a person must know of a baseline before it judges motors.</summary>
internal sealed record ModelCard
{
    /// <summary>Id of the baseline.</summary>
    public required string BaselineId { get; init; }

    /// <summary>Part type.</summary>
    public required string PartType { get; init; }

    /// <summary>Who trained it.</summary>
    public required string Author { get; init; }

    /// <summary>The baseline in force at that time; empty where none was.</summary>
    public required string Parent { get; init; }

    /// <summary>Version of the program that trained it.</summary>
    public string Software { get; init; } = TestSetup.SoftwareVersion;

    /// <summary>SHA-256 of the recipe.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Hash of what is measured.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>What was asked of the history.</summary>
    public LearningQuery Query { get; init; } = new();

    /// <summary>Start of the oldest test learned from, UTC.</summary>
    public required DateTimeOffset? From { get; init; }

    /// <summary>Start of the newest test learned from, UTC.</summary>
    public required DateTimeOffset? To { get; init; }

    /// <summary>Benches that measured them.</summary>
    public required ImmutableArray<string> Benches { get; init; }

    /// <summary>Good motors learned from.</summary>
    public required int Motors { get; init; }

    /// <summary>Groups (bench and day) among them.</summary>
    public required int Groups { get; init; }

    /// <summary>Motors of the history that were not taken, with the reason.</summary>
    public required ImmutableArray<LeftOutMotor> LeftOut { get; init; }

    /// <summary>Learning motors that stood out and should be reviewed.</summary>
    public required ImmutableArray<string> ToReview { get; init; }

    /// <summary>What the baseline promises, with what it cannot promise.</summary>
    public required string Promise { get; init; }

    /// <summary>Share of good motors that may be rejected, limits and model together.</summary>
    public required double Budget { get; init; }

    /// <summary>Good motors rejected by baselines that had not seen their group.</summary>
    public required ShareInterval FalseRejects { get; init; }

    /// <summary>Id of the fault library.</summary>
    public required string Library { get; init; }

    /// <summary>Faults of the library found, per cause and dilution.</summary>
    public required ImmutableArray<FaultDetection> Detection { get; init; }

    /// <summary>How well the anomaly score alone tells faults from good motors, per cause.</summary>
    public required ImmutableSortedDictionary<string, RocArea> Areas { get; init; }

    /// <summary>Name of the second engine; empty where there is none.</summary>
    public string SecondEngine { get; init; } = "";

    /// <summary>SHA-256 of the second engine's file; only that file is loaded beside this baseline.</summary>
    public string SecondSha256 { get; init; } = "";

    /// <summary>The areas of the second engine's score, per cause.</summary>
    public ImmutableSortedDictionary<string, RocArea> SecondAreas { get; init; } =
        ImmutableSortedDictionary<string, RocArea>.Empty;

    /// <summary>What it is known not to see.</summary>
    public ImmutableArray<string> BlindSpots =>
        Library.Length == 0 || Detection.IsEmpty
            ? ["No fault of this part type has been confirmed yet: what escapes is unknown."]
            :
            [
                .. Detection
                    .Where(one => one.Cause.Length > 0 && one.DilutedDb <= 6 && one.Found.Share < 0.5)
                    .Select(one => string.Create(
                        CultureInfo.InvariantCulture,
                        $"{one.Cause}: {one.Found.Count} of {one.Found.Of} found at -{one.DilutedDb:0} dB.")),
            ];

    /// <summary>Writes the card.</summary>
    public static ModelCard Of(
        Recipe recipe,
        Baseline baseline,
        LearningSet set,
        HeldOut heldOut,
        FaultLibrary library,
        string author,
        string parent) => new()
        {
            BaselineId = baseline.Id,
            PartType = baseline.PartType,
            Author = author,
            Parent = parent,
            RecipeHash = baseline.RecipeHash,
            DefinitionHash = baseline.DefinitionHash,
            From = set.From,
            To = set.To,
            Benches = set.Benches,
            Motors = baseline.Motors,
            Groups = baseline.Groups,
            LeftOut = set.LeftOut,
            ToReview = baseline.MotorsToReview,
            Promise = baseline.Statement,
            Budget = recipe.PartType.FalseRejectBudget,
            FalseRejects = heldOut.FalseRejects,
            Library = library.Id,
            Detection = FaultDetection.Of(library, baseline),
            Areas = AreasOf(library, baseline, heldOut.Scores, judgement => judgement.AnomalyScore),
            SecondEngine = baseline.SecondOpinion?.Engine ?? "",
            SecondSha256 = baseline.SecondOpinion?.Sha256 ?? "",
            SecondAreas = baseline.SecondOpinion is null
                ? ImmutableSortedDictionary<string, RocArea>.Empty
                : AreasOf(library, baseline, heldOut.SecondScores, judgement => judgement.SecondScore),
        };

    /// <summary>The card as Markdown, for people.</summary>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine(Invariant, $"# Model card {BaselineId}")
            .AppendLine()
            .AppendLine(Invariant, $"Part type {PartType}, trained by {Author}.")
            .AppendLine(Invariant, $"In force before it: {(Parent.Length > 0 ? Parent : "none")}.")
            .AppendLine(Invariant, $"Software {Software}; recipe {RecipeHash}; measurement {DefinitionHash}.")
            .AppendLine("The same motors give the same baseline, bit for bit; there is no seed.")
            .AppendLine()
            .AppendLine(Invariant, $"## Learned from")
            .AppendLine()
            .AppendLine(
                Invariant,
                $"{Motors} good motors, groups (bench and day): {Groups}, {From:yyyy-MM-dd} to {To:yyyy-MM-dd}, "
                + $"benches: {string.Join(", ", Benches)}.")
            .AppendLine(Invariant, $"To be reviewed: {(ToReview.IsEmpty ? "none" : string.Join(", ", ToReview))}.")
            .AppendLine(Invariant, $"Left out: {LeftOut.Length}.");
        foreach (LeftOutMotor motor in LeftOut)
        {
            text.AppendLine(Invariant, $"- {motor.SerialNumber}: {motor.Reason}");
        }

        text.AppendLine()
            .AppendLine(Invariant, $"## Promise")
            .AppendLine()
            .AppendLine(Invariant, $"{Promise}")
            .AppendLine(Invariant, $"Held-out groups: {Percent(FalseRejects)} rejected; budget {Budget:P2}.")
            .AppendLine()
            .AppendLine(Invariant, $"## Faults found (library {Library})")
            .AppendLine()
            .AppendLine(Invariant, $"| cause | made weaker by | found |")
            .AppendLine(Invariant, $"|---|---|---|");
        foreach (FaultDetection one in Detection)
        {
            string cause = one.Cause.Length > 0 ? one.Cause : "all";
            text.AppendLine(Invariant, $"| {cause} | {one.DilutedDb:0} dB | {Percent(one.Found)} |");
        }

        text.AppendLine()
            .AppendLine("Area under the curve of the anomaly score alone (95 % interval):")
            .AppendLine();
        AppendAreas(text, Areas);
        if (SecondEngine.Length > 0)
        {
            text.AppendLine()
                .AppendLine(Invariant, $"The same of the second engine, {SecondEngine}, which never decides")
                .AppendLine(Invariant, $"(file with SHA-256 {SecondSha256}):")
                .AppendLine();
            AppendAreas(text, SecondAreas);
        }

        text.AppendLine().AppendLine(Invariant, $"## Blind spots").AppendLine();
        if (BlindSpots.IsEmpty)
        {
            text.AppendLine("None among the library's faults; of causes that are not in it nothing is known.");
        }

        foreach (string spot in BlindSpots)
        {
            text.AppendLine(Invariant, $"- {spot}");
        }

        return text.ToString();
    }

    private static ImmutableSortedDictionary<string, RocArea> AreasOf(
        FaultLibrary library, Baseline baseline, ImmutableArray<double> good, Func<Judgement, double> scoreOf) =>
        library.Faults
            .GroupBy(fault => fault.Cause)
            .ToImmutableSortedDictionary(
                cause => cause.Key,
                cause => RocArea.Of(
                    good, [.. cause.Select(fault => scoreOf(HistoryJudge.Judge(fault.Run, baseline)))]),
                StringComparer.Ordinal);

    private static void AppendAreas(StringBuilder text, ImmutableSortedDictionary<string, RocArea> areas)
    {
        foreach ((string named, RocArea area) in areas)
        {
            text.AppendLine(
                Invariant,
                $"- {named}: {area.Area:0.000} ({area.Low:0.000} to {area.High:0.000}), up to 10 % false rejects "
                + $"{area.PartialArea:0.000}; {area.Faulty} faulty, {area.Good} good motors");
        }
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static string Percent(ShareInterval share) => string.Create(
        CultureInfo.InvariantCulture,
        $"{share.Count} of {share.Of} ({100 * share.Low:0.0} to {100 * share.High:0.0} %)");
}
