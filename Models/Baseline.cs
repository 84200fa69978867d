using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Calibration;
using Bench.Models.Detectors;
using Bench.Models.Explanation;
using Bench.Models.Features;
using Bench.Models.Files;
using Bench.Models.Limits;
using Bench.Models.Sensors;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models;

/// <summary>
/// What good motors of a part type look like and how far a motor may be from them: learned limit curves, an anomaly
/// model, the part type's fixed limits, and a stated false-reject rate. Immutable; safe for use by several threads.
/// Made by <see cref="BaselineTeachIn"/>, kept by <see cref="BaselineFile"/>.
/// </summary>
public sealed class Baseline
{
    private readonly AnomalyModel? _model;
    private readonly (LimitSet Limits, Explainer Explainer) _common;
    private readonly ImmutableDictionary<MotorOrigin, (LimitSet Limits, Explainer Explainer)> _own;

    internal Baseline(
        PartType partType,
        string recipeHash,
        int motors,
        int groups,
        string statement,
        LimitSet limits,
        AnomalyModel? model,
        RejectBudget budget,
        string? contentHash = null)
    {
        Part = partType;
        RecipeHash = recipeHash;
        Motors = motors;
        Groups = groups;
        Statement = statement;
        Limits = limits;
        _model = model;
        Budget = budget;
        _own = limits.Origins.ToImmutableDictionary(origin => origin, origin => JudgingOf(limits.For(origin)));
        _common = JudgingOf(limits);
        ContentHash = contentHash ?? BaselineFile.HashOf(this);
    }

    /// <summary>
    /// Part type and first 12 hexadecimal digits of the content's SHA-256, such as "7DL-0123456789ab".
    /// </summary>
    public string Id => $"{PartType}-{ContentHash[..12]}";

    /// <summary>Name of the part type.</summary>
    public string PartType => Part.Name;

    /// <summary>SHA-256 of the part type file that the good motors were measured with.</summary>
    public string RecipeHash { get; }

    /// <summary>Hash of the measurement definition; only measurements with the same one can be judged.</summary>
    public string DefinitionHash => Limits.Definition.Hash;

    /// <summary>Good motors learned from.</summary>
    public int Motors { get; }

    /// <summary>Groups (lots, shifts, benches) that they came from.</summary>
    public int Groups { get; }

    /// <summary>What share of good motors it rejects, with how much evidence, and what it cannot promise.</summary>
    public string Statement { get; }

    /// <summary>The learned limits of every curve, for judging and for plots.</summary>
    public LimitSet Limits { get; }

    /// <summary>The false-reject budget: what was asked for, its split, and what can be promised today.</summary>
    public RejectBudget Budget { get; }

    /// <summary>Learning motors that stood out from the others and should be reviewed by a person.</summary>
    public ImmutableArray<string> MotorsToReview =>
    [
        .. Limits.Calibration.Exceeding
            .Union(Limits.Calibration.SetAside, StringComparer.Ordinal)
            .Union(_model?.Dropped ?? [], StringComparer.Ordinal),
    ];

    /// <summary>What a second engine says beside our model; null where none was learned.</summary>
    public SecondOpinion? SecondOpinion => _model?.SecondOpinion;

    internal PartType Part { get; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public string ContentHash { get; }

    internal AnomalyModel? Model => _model;

    /// <summary>
    /// Judges one measurement: FAIL if a fixed limit, a learned limit or the model rejects it. INVALID, with one
    /// finding that says why, if a value is missing or the measurement was made by another recipe. Findings come most
    /// telling first, those with a cause before those with a place alone unless these are far more severe; a PASS may
    /// carry a remark of a model that may not reject yet.
    /// </summary>
    public Judgement Judge(Measurement measurement) => Judge(measurement, MotorOrigin.Unknown);

    /// <summary>
    /// Judges one measurement of a motor of known variant and bench: against their own levels where they have been
    /// learned. A bench that was not learned from is judged by its variant's level; a variant that was not learned
    /// from, where variants differ, makes the motor INVALID.
    /// </summary>
    public Judgement Judge(Measurement measurement, MotorOrigin origin)
    {
        if (InvalidReason(measurement, origin) is { } reason)
        {
            return new Judgement { Verdict = Verdict.Invalid, Findings = [reason] };
        }

        (LimitSet limits, Explainer explainer) = JudgingFor(origin);
        ImmutableArray<Finding> beyond =
        [
            .. FixedLimits.Judge(Part, measurement),
            .. explainer.Explain(measurement),
        ];
        double[] scaled = JudgingScale.To(Limits.Definition, [BaselineTeachIn.VectorOf(measurement)])[0];
        double[] vector = Limits.Centring.Apply(scaled, origin);
        AnomalyScore score = _model?.Detector.Score(vector) ?? new AnomalyScore(double.NaN, double.NaN);
        double p = _model?.Calibration.PValue(score.Total) ?? double.NaN;
        bool unusual = p <= _model?.Share;
        double second = SecondOpinion?.Score(vector) ?? double.NaN;
        if (SecondOpinion is { IsReady: true } && !double.IsFinite(second))
        {
            return new Judgement { Verdict = Verdict.Invalid, Findings = [NotFinite()] };
        }

        ImmutableArray<Finding> remarks = unusual
            ? [ModelExplainer.ToFinding(Part, _model!, Explain(vector)!)]
            : [];
        bool rejected = !beyond.IsEmpty || (unusual && _model!.Authority == ModelAuthority.Rejects);
        double limitScore = JointStatistic.Of(limits, measurement);
        return new Judgement
        {
            Verdict = rejected ? Verdict.Fail : Verdict.Pass,
            Findings = [.. beyond.OrderByDescending(Explainer.Rank), .. remarks],
            AnomalyScore = score.Total,
            PValue = p,
            SecondScore = second,
            SecondPValue = SecondOpinion?.Calibration.PValue(second) ?? double.NaN,
            LimitScore = limitScore,
            LimitPValue = new ConformalCalibration(Limits.Calibration.Scores).PValue(limitScore),
        };
    }

    /// <summary>
    /// What the model sees in a complete measurement of this recipe: shares of curves, nearest good motors, and the
    /// smallest change that would have made it pass; null where there is no model.
    /// </summary>
    public ModelExplanation? Explain(Measurement measurement, MotorOrigin origin) =>
        InvalidReason(measurement, origin) is { } reason
            ? throw new ArgumentException(reason.Text, nameof(measurement))
            : Explain(Limits.Centring.Apply(
                JudgingScale.To(Limits.Definition, [BaselineTeachIn.VectorOf(measurement)])[0], origin));

    private ModelExplanation? Explain(double[] vector) =>
        _model is null ? null : ModelExplainer.Explain(Part.Machine, Limits.Definition, _model, vector);

    /// <summary>
    /// Whether the sensors' patterns can be those of a motor at all: findings "sensors-swapped",
    /// "sensor-gain" and "sensor-loose" with an instruction; empty if they are plausible. To be asked before
    /// <see cref="Judge(Measurement)"/>.
    /// </summary>
    public ImmutableArray<Finding> CheckSensors(Measurement measurement) =>
        CheckSensors(measurement, MotorOrigin.Unknown);

    /// <summary>The same for a motor of known variant and bench.</summary>
    public ImmutableArray<Finding> CheckSensors(Measurement measurement, MotorOrigin origin) =>
        measurement.Definition.Hash == DefinitionHash
            ? SensorChecks.Run(Part, JudgingFor(origin).Limits, measurement)
            : [];

    /// <summary>The baseline with other limits, for example edited ones; the model and what was learned stay.</summary>
    /// <param name="limits">Made from this baseline's limits, with <see cref="NextRevision"/>.</param>
    /// <exception cref="ArgumentException">The limits name another parent.</exception>
    public Baseline With(LimitSet limits) =>
        limits.Revision.ParentHash == ContentHash
            ? new Baseline(Part, RecipeHash, Motors, Groups, Statement, limits, _model, Budget)
            : throw new ArgumentException(
                $"The limits were made from \"{limits.Revision.ParentHash}\", expected {ContentHash} ({Id}).",
                nameof(limits));

    /// <summary>The baseline with its second engine at hand.</summary>
    /// <param name="engine">The engine that <see cref="SecondOpinion"/> names.</param>
    /// <param name="file">The engine's file; it is given to the engine only if its SHA-256 is the registered
    /// one.</param>
    /// <exception cref="FormatException">Another engine or another file.</exception>
    /// <exception cref="InvalidOperationException">The baseline was learned without a second engine.</exception>
    public Baseline With(IAnomalyEngine engine, byte[] file) => SecondOpinion is { } opinion
        ? new Baseline(
            Part, RecipeHash, Motors, Groups, Statement, Limits, _model!.With(opinion.Attach(engine, file)), Budget)
        : throw new InvalidOperationException($"Baseline {Id} was learned without a second engine.");

    /// <summary>The signature of the next version of these limits.</summary>
    /// <param name="author">Who is responsible.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why.</param>
    public LimitRevision NextRevision(string author, DateTimeOffset at, string reason) => new()
    {
        Version = Limits.Revision.Version + 1,
        Author = author,
        At = at,
        Reason = reason,
        ParentHash = ContentHash,
    };

    private (LimitSet Limits, Explainer Explainer) JudgingOf(LimitSet limits) => (limits, new Explainer(Part, limits));

    private (LimitSet Limits, Explainer Explainer) JudgingFor(MotorOrigin origin) =>
        _own.TryGetValue(origin, out (LimitSet, Explainer) own) ? own
        : _own.TryGetValue(origin with { Bench = "" }, out (LimitSet, Explainer) ofVariant) ? ofVariant
        : _common;

    private Finding NotFinite() => new()
    {
        Source = FindingSource.Check,
        Code = "engine-not-finite",
        Text = $"Engine {SecondOpinion!.Engine} has no finite score for the motor, which says nothing of it.",
        Instruction = "Test again; if it stays, judge with a baseline without this engine.",
    };

    private Finding? InvalidReason(Measurement measurement, MotorOrigin origin)
    {
        if (measurement.Definition.Hash != DefinitionHash)
        {
            return new Finding
            {
                Source = FindingSource.Check,
                Code = "definition-differs",
                Text = $"The motor was measured by another recipe than the good motors of baseline {Id}.",
                Instruction = "Load the baseline that belongs to this recipe, or learn a new one.",
            };
        }

        if (!Limits.Centring.Knows(origin.Variant))
        {
            return new Finding
            {
                Source = FindingSource.Check,
                Code = "variant-unknown",
                Text = $"Baseline {Id} has learned several variants, but not \"{origin.Variant}\".",
                Instruction = $"Learn from {Centring.FewestMotors} or more good motors of this variant.",
            };
        }

        return MissingValues.FirstIn(measurement) is not { } missing ? null : new Finding
        {
            Source = FindingSource.Check,
            Code = "value-missing",
            Text = $"{MissingValues.CountIn(measurement)} of {measurement.Definition.Length} values are missing, "
                + $"the first at {missing}.",
            Instruction = "Check sensors and speed profile, test again.",
        };
    }
}
