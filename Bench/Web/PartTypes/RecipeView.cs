using System.Collections.Immutable;
using Bench.Recipes;

namespace Bench.Web.PartTypes;

/// <summary>A part type in the list.</summary>
internal sealed record RecipeEntry(
    string Name,
    int Revision,
    string Description,
    string SerialPattern,
    double DurationSeconds,
    int Channels,
    int Steps,
    int Curves,
    string Hash,
    bool Learned)
{
    /// <summary>Makes it.</summary>
    public static RecipeEntry Of(Recipe recipe, bool learned) => new(
        recipe.PartType.Name,
        recipe.PartType.Revision,
        recipe.PartType.Description,
        recipe.PartType.SerialPattern,
        recipe.PartType.DurationSeconds,
        recipe.PartType.Channels.Length,
        recipe.PartType.Steps.Length,
        recipe.Analyzer.Definition.Curves.Length,
        recipe.Hash,
        learned);
}

/// <summary>A part type with its text and its revisions, newest first.</summary>
internal sealed record RecipeView(RecipeEntry Info, string Text, ImmutableArray<RecipeRevision> Revisions);

/// <summary>A revision; without an author it came with the program or from a file.</summary>
internal sealed record RecipeRevision(int Revision, string Hash, string? Author, string? At, string? Reason);

/// <summary>What a check of a text found.</summary>
/// <param name="Faults">What is wrong; empty where it can be saved.</param>
/// <param name="NewCurves">Curves that it measures and the current revision does not.</param>
/// <param name="GoneCurves">Curves that the current revision measures and it does not.</param>
/// <param name="MeasuresSame">Whether learned limits stay valid.</param>
internal sealed record RecipeCheck(
    ImmutableArray<RecipeFault> Faults,
    ImmutableArray<string> NewCurves,
    ImmutableArray<string> GoneCurves,
    bool MeasuresSame);
