using System.CommandLine;
using System.Globalization;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;

namespace Bench.Cli;

/// <summary>Options that the model verbs share, and the data they name.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<string> _partType = CommonOptions.PartType("7DL");
    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Option<string> _author = new("--author")
    {
        Description = "Who does this; it is kept with what was done",
        DefaultValueFactory = _ => Environment.UserName,
        HelpName = "name",
    };

    private readonly Option<string> _note = new("--note")
    {
        Description = "Why, in your words",
        DefaultValueFactory = _ => "",
        HelpName = "text",
    };

    private readonly Option<string?> _since = new("--since")
    {
        Description = "Only tests from this time on (UTC)",
        HelpName = "date",
    };

    private readonly Option<string?> _until = new("--until")
    {
        Description = "Only tests before this time (UTC)",
        HelpName = "date",
    };

    private readonly Option<string> _bench = new("--bench-name")
    {
        Description = "Only tests of this bench",
        DefaultValueFactory = _ => "",
        HelpName = "name",
    };

    /// <summary>Adds data folder, part type, and --json.</summary>
    public void AddTo(Command command)
    {
        command.Add(_partType);
        command.Add(_data);
        command.Add(_json);
    }

    /// <summary>Adds who and why as well, for verbs that change something.</summary>
    public void AddAuthorTo(Command command)
    {
        AddTo(command);
        command.Add(_author);
        command.Add(_note);
    }

    /// <summary>Adds which motors are learned from.</summary>
    public void AddQueryTo(Command command)
    {
        command.Add(_since);
        command.Add(_until);
        command.Add(_bench);
    }

    /// <summary>The data folder, which must hold results.</summary>
    public DataFolder Folder(ParseResult parsed) => StoredResults.Folder(parsed.GetRequiredValue(_data));

    /// <summary>The part type, made ready.</summary>
    public Recipe Recipe(ParseResult parsed) => Recipes.Recipe.Load(parsed.GetRequiredValue(_partType));

    /// <summary>Whether a script asks.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Who does it.</summary>
    public string Author(ParseResult parsed) => parsed.GetRequiredValue(_author);

    /// <summary>Why.</summary>
    public string Note(ParseResult parsed) => parsed.GetRequiredValue(_note);

    /// <summary>From when on.</summary>
    public DateTimeOffset? Since(ParseResult parsed) => Time(parsed.GetValue(_since));

    /// <summary>Which motors are learned from.</summary>
    public LearningQuery Query(ParseResult parsed) => new()
    {
        Since = Since(parsed),
        Until = Time(parsed.GetValue(_until)),
        Bench = parsed.GetRequiredValue(_bench),
    };

    /// <summary>The task that the options ask for.</summary>
    public ModelTask Task(ParseResult parsed, ModelTaskKind kind)
    {
        Recipe recipe = Recipe(parsed);
        return new ModelTask
        {
            Kind = kind,
            DataFolder = Folder(parsed).Root,
            Recipe = recipe.Text,
            RecipeHash = recipe.Hash,
            Author = Author(parsed),
            Note = Note(parsed),
            Query = kind == ModelTaskKind.Train ? Query(parsed) : new LearningQuery(),
        };
    }

    /// <summary>A time as people write it; null for none.</summary>
    /// <exception cref="UsageException">It is no time.</exception>
    public static DateTimeOffset? Time(string? text) => text is null
        ? null
        : DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new UsageException($"\"{text}\" is no date: expected one like 2026-11-21 or 2026-11-21T06:30.");
}
