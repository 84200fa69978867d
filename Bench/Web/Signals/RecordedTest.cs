using Bench.Analysis.PartTypes;
using Bench.Recipes;
using Bench.Results;
using Bench.Web.Results;

namespace Bench.Web.Signals;

/// <summary>A finished test whose recording is still there, and the recipe that it was measured by.</summary>
internal sealed record RecordedTest(StoredRun Run, Recipe Recipe, string Path)
{
    /// <summary>Finds a test.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that id.</exception>
    /// <exception cref="FileNotFoundException">Its recording was deleted.</exception>
    public static RecordedTest Of(Archives archives, string id) => archives.Find(id, (archive, store, run) =>
        new RecordedTest(
            run,
            archive.RecipeOf(store, run.RecipeHash) ?? throw NoRecipe(),
            RecordingFiles.Existing(archive.Folder, run)));

    /// <summary>A recipe that this version of the program cannot read any more.</summary>
    public static InvalidDataException NoRecipe() =>
        new("The recipe of this test cannot be read by this version of the program.");

    /// <summary>A channel of its part type.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that id.</exception>
    public Channel ChannelOf(string id) => Recipe.PartType.Channels.FirstOrDefault(channel => channel.Id == id)
        ?? throw new KeyNotFoundException("The part type of this test has no channel of this id.");

    /// <summary>Names what is made of its recording: by the recording's content and the recipe's.</summary>
    public string KeyOf(params ReadOnlySpan<string> parts) =>
        $"{Run.Id}/{Run.RecordingHash}/{string.Join('/', parts!)}";

    /// <summary>Measures speed and order maps again.</summary>
    public Task<RunAnalysis> AnalyseAsync(HeavyWork work, CancellationToken cancel) =>
        work.RunAsync(KeyOf("run"), stop => RunAnalysis.Of(Path, Recipe, stop), cancel);
}
