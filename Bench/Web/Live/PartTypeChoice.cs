using System.Collections.Immutable;
using Bench.Recipes;
using Bench.Results;

namespace Bench.Web.Live;

/// <summary>Which part type a motor is, by its serial number.</summary>
internal static class PartTypeChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="recipes">Part types of the bench.</param>
    /// <param name="serialNumber">The motor.</param>
    /// <param name="asked">The name that was asked for; null for the one whose pattern fits.</param>
    /// <exception cref="FormatException">None fits, or more than one: the message says which.</exception>
    public static Recipe Of(ImmutableArray<Recipe> recipes, SerialNumber serialNumber, string? asked)
    {
        if (asked is not null)
        {
            return recipes.FirstOrDefault(recipe => recipe.PartType.Name == asked)
                ?? throw new FormatException($"This bench does not test {asked}; it tests {Names(recipes)}.");
        }

        Recipe[] fitting = [.. recipes.Where(recipe => recipe.PartType.Fits(serialNumber.ToString()))];
        return fitting switch
        {
            [Recipe one] => one,
            [] when recipes is [Recipe { PartType.SerialPattern: "" } only] => only,
            [] => throw new FormatException(
                $"Serial number {serialNumber} belongs to none of the part types of this bench: {Names(recipes)}."),
            _ => throw new FormatException(
                $"Serial number {serialNumber} fits several part types, {Names([.. fitting])}: choose one."),
        };
    }

    private static string Names(ImmutableArray<Recipe> recipes) =>
        string.Join(", ", recipes.Select(recipe => recipe.PartType.Name));
}
