using System.Collections.Immutable;
using System.Text.Json;
using Bench.Analysis.PartTypes;
using Bench.Recipes;

namespace Bench.Web.Live;

/// <summary>Part types as pages show them.</summary>
internal static class PartTypeInfos
{
    /// <summary>Describes one.</summary>
    /// <param name="recipe">The part type.</param>
    /// <param name="learned">Whether limits have been learned for it.</param>
    public static PartTypeInfo Of(Recipe recipe, bool learned) => new(
        recipe.PartType.Name,
        recipe.PartType.Revision,
        recipe.PartType.Description,
        recipe.PartType.SerialPattern is { Length: > 0 } pattern ? pattern : null,
        recipe.PartType.DurationSeconds,
        Steps(recipe.PartType),
        learned);

    /// <summary>The steps of the cycle and when they begin.</summary>
    public static ImmutableArray<StepInfo> Steps(PartType partType)
    {
        double start = 0;
        ImmutableArray<StepInfo>.Builder steps = ImmutableArray.CreateBuilder<StepInfo>(partType.Steps.Length);
        foreach (TestStep step in partType.Steps)
        {
            string kind = JsonNamingPolicy.CamelCase.ConvertName(step.Kind.ToString());
            steps.Add(new StepInfo(step.Name, kind, Math.Round(start, 6), step.DurationSeconds));
            start += step.DurationSeconds;
        }

        return steps.MoveToImmutable();
    }
}
