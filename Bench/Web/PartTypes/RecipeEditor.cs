using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bench.Analysis.PartTypes;
using Bench.Recipes;
using Bench.Web.Live;
using Bench.Web.Security;

namespace Bench.Web.PartTypes;

/// <summary>
/// Part types of this bench: read, checked, saved as further revisions. A saved revision is tested by from the next
/// test on; none is ever overwritten.
/// </summary>
internal sealed class RecipeEditor(TestBench bench, Station station, AuditTrail audit)
{
    private const int MostRevisions = 500;

    private static readonly Lazy<JsonNode> s_schema =
        new(() => PartTypeSchema.Create(MemberWords.Of(typeof(PartType).Assembly).About));

    private readonly Lock _saving = new();

    /// <summary>The JSON schema of a part type.</summary>
    public static JsonNode Schema => s_schema.Value;

    /// <summary>The part types that this bench tests.</summary>
    public ImmutableArray<RecipeEntry> List() => [.. bench.Recipes.Select(Entry)];

    /// <summary>One of them, with its revisions.</summary>
    /// <exception cref="KeyNotFoundException">This bench does not test it.</exception>
    public RecipeView Find(string name)
    {
        Recipe recipe = RecipeOf(name);
        return new RecipeView(Entry(recipe), recipe.Text, Revisions(recipe));
    }

    /// <summary>The text of a revision.</summary>
    /// <exception cref="FileNotFoundException">It is not kept here.</exception>
    public string Text(string name, int revision)
    {
        Recipe current = RecipeOf(name);
        return current.PartType.Revision == revision
            ? current.Text
            : PartTypeFolder.Load(bench.Folder, name, revision).Text;
    }

    /// <summary>Says what is wrong with a text, and what it would change.</summary>
    public RecipeCheck Check(string name, string text)
    {
        Recipe current = RecipeOf(name);
        (Recipe? recipe, RecipeFault? fault) = Read(name, text);
        if (recipe is null)
        {
            return new RecipeCheck([fault!], [], [], MeasuresSame: false);
        }

        string[] now = [.. recipe.Analyzer.Definition.Curves.Select(curve => curve.Key)];
        string[] before = [.. current.Analyzer.Definition.Curves.Select(curve => curve.Key)];
        return new RecipeCheck(
            [.. Unsavable(current, recipe, text)],
            [.. now.Except(before)],
            [.. before.Except(now)],
            recipe.Analyzer.Definition.Hash == current.Analyzer.Definition.Hash);
    }

    /// <summary>A text as a recipe.</summary>
    /// <exception cref="FormatException">It is not valid: the message says where and why.</exception>
    public static Recipe Parse(string name, string text) => Read(name, text) is { Recipe: { } recipe }
        ? recipe
        : throw new FormatException(Read(name, text).Fault!.Message);

    /// <summary>Keeps a text as the next revision and tests by it from the next test on.</summary>
    /// <exception cref="FormatException">It cannot be saved: the message says why.</exception>
    public RecipeEntry Save(string name, string text, string reason, string author)
    {
        if (reason.Trim().Length is 0 or > 500)
        {
            throw new FormatException($"The reason has {reason.Trim().Length} characters, expected 1-500.");
        }

        lock (_saving)
        {
            Recipe current = RecipeOf(name);
            Recipe next = Parse(name, text);
            if (Unsavable(current, next, text).FirstOrDefault() is { } fault)
            {
                throw new FormatException(fault.Message);
            }

            if (!PartTypeFolder.Revisions(bench.Folder, name).Contains(current.PartType.Revision))
            {
                PartTypeFolder.Save(bench.Folder, current);
            }

            PartTypeFolder.Save(bench.Folder, next);
            audit.Note(new AuditNote(
                author,
                "recipe-saved",
                Subject(name),
                new { current.PartType.Revision, current.Hash },
                new { next.PartType.Revision, next.Hash, reason }));
            bench.Take(next);
            station.Publish();
            return Entry(next);
        }
    }

    private RecipeEntry Entry(Recipe recipe) => RecipeEntry.Of(recipe, bench.BaselineOf(recipe) is not null);

    private Recipe RecipeOf(string name) =>
        bench.Recipes.FirstOrDefault(recipe => recipe.PartType.Name == name)
        ?? throw new KeyNotFoundException($"This bench does not test {name}.");

    private static string Subject(string name) => $"part-type/{name}";

    private static (Recipe? Recipe, RecipeFault? Fault) Read(string name, string text)
    {
        string source = name + ".json";
        try
        {
            return (Recipe.Parse(Encoding.UTF8.GetBytes(text), source), null);
        }
        catch (FormatException e)
        {
            return (null, RecipeFault.Of(e.Message, source, text));
        }
    }

    private static IEnumerable<RecipeFault> Unsavable(Recipe current, Recipe next, string text)
    {
        if (next.PartType.Name != current.PartType.Name)
        {
            string message =
                $"name is \"{next.PartType.Name}\", expected \"{current.PartType.Name}\": a part type keeps its name.";
            yield return new RecipeFault("name", RecipeFault.LineOf(Encoding.UTF8.GetBytes(text), "name"), message);
        }

        if (next.PartType.Revision <= current.PartType.Revision)
        {
            string message = $"revision is {next.PartType.Revision}, expected {current.PartType.Revision + 1} or more: "
                + "no revision is overwritten.";
            yield return new RecipeFault(
                "revision", RecipeFault.LineOf(Encoding.UTF8.GetBytes(text), "revision"), message);
        }
    }

    private ImmutableArray<RecipeRevision> Revisions(Recipe current)
    {
        string name = current.PartType.Name;
        ILookup<int, AuditLine> saved = audit.List(new PageOf(1, MostRevisions), Subject(name)).Items
            .Where(line => line.After is { ValueKind: JsonValueKind.Object })
            .ToLookup(line => line.After!.Value.GetProperty("revision").GetInt32());
        return
        [
            .. PartTypeFolder.Revisions(bench.Folder, name)
                .Append(current.PartType.Revision)
                .Distinct()
                .OrderDescending()
                .Select(revision => Revision(revision, saved[revision].FirstOrDefault(), current)),
        ];
    }

    private RecipeRevision Revision(int revision, AuditLine? saved, Recipe current) => new(
        revision,
        saved?.After!.Value.GetProperty("hash").GetString()
            ?? (revision == current.PartType.Revision
                ? current.Hash
                : PartTypeFolder.Load(bench.Folder, current.PartType.Name, revision).Hash),
        saved?.User,
        saved?.At,
        saved?.After!.Value.GetProperty("reason").GetString());
}
