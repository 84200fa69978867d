using System.Collections.Immutable;
using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Metrics;

/// <summary>
/// What a part type's recipe comes to: steps on the time axis, curves, and the analyses that fill them.
/// </summary>
/// <param name="PartType">Where it comes from.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Definition">The curves.</param>
/// <param name="Analyses">The analyses, in the order of their curves.</param>
/// <param name="TachoChannel">Index of the tacho channel; −1 where there is none.</param>
/// <param name="Shared">What the sessions share.</param>
internal sealed record RecipePlan(
    PartType PartType,
    ImmutableArray<StepSpan> Steps,
    MeasurementDefinition Definition,
    ImmutableArray<PlannedAnalysis> Analyses,
    int TachoChannel,
    SharedPlans Shared)
{
    /// <summary>Whether anything needs the shaft angle.</summary>
    public bool NeedsAngle => Analyses.Any(analysis => analysis is PlannedOrderAnalysis);

    /// <summary>Sample rate of a channel.</summary>
    public double RateHz(int channel) => PartType.Channels[channel].SampleRateHz;
}
