using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Metrics;

/// <summary>
/// The analyses of one part type's recipe, planned once; each test gets a session of its own. Immutable and shareable.
/// </summary>
public sealed class RecipeAnalyzer
{
    private readonly RecipePlan _plan;

    /// <summary>Plans the recipe.</summary>
    /// <param name="partType">The part type.</param>
    /// <exception cref="ArgumentException">
    /// The recipe cannot be carried out: unknown step or channel, order above what the rate allows, step too short; the
    /// message names path, value and reason.
    /// </exception>
    public RecipeAnalyzer(PartType partType) => _plan = RecipePlanner.Plan(partType);

    /// <summary>The curves that a session yields.</summary>
    public MeasurementDefinition Definition => _plan.Definition;

    /// <summary>Starts the analysis of one test, with the speed from the tacho channel.</summary>
    /// <exception cref="InvalidOperationException">Orders are asked for, but the part type has no tacho
    /// channel.</exception>
    public AnalysisSession Start() => Start(new AnalysisOptions());

    /// <summary>Starts the analysis of one test.</summary>
    /// <param name="options">Where the speed comes from.</param>
    /// <exception cref="ArgumentException">The options contradict each other or a speed is below 30 rpm.</exception>
    /// <exception cref="InvalidOperationException">Orders are asked for, but nothing gives the speed.</exception>
    public AnalysisSession Start(AnalysisOptions options) => new(_plan, options);
}
