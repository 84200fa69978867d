using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bench.Recipes;

namespace Bench.Benchmarks;

/// <summary>
/// The recipe of 7DL on a bench twice its size: each of the eight sensors twice, all at 102.4 kHz, every analysis for
/// both. The largest bench that the program is meant for.
/// </summary>
internal static class SixteenChannels
{
    private const double SampleRateHz = 102_400;
    private const string Second = "2";

    /// <summary>The recipe, its cycle as of 7DL.</summary>
    public static Recipe Load() => Load(_ => { });

    /// <summary>The recipe with a dwell of a given length.</summary>
    public static Recipe WithDwell(double seconds) => Load(partType =>
        partType["steps"]!.AsArray().Single(step => (string?)step!["kind"] == "dwell")!["durationSeconds"] = seconds);

    private static Recipe Load(Action<JsonNode> change)
    {
        JsonNode partType = JsonNode.Parse(
            Recipe.Load("7DL").Text,
            documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        DoubleChannels(partType);
        DoubleAnalyses(partType["analyses"]!.AsArray());
        change(partType);
        string file = Path.Combine(
            Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}.json"));
        File.WriteAllText(file, partType.ToJsonString());
        try
        {
            return Recipe.Load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void DoubleChannels(JsonNode partType)
    {
        string tacho = (string)partType["tacho"]!["channel"]!;
        JsonArray channels = partType["channels"]!.AsArray();
        foreach (JsonNode channel in channels.Where(c => (string?)c!["id"] != tacho).Select(c => c!).ToArray())
        {
            channel["sampleRateHz"] = SampleRateHz;
            JsonNode copy = channel.DeepClone();
            copy["id"] = (string)channel["id"]! + Second;
            copy["name"] = (string)channel["name"]! + " " + Second;
            channels.Add(copy);
        }
    }

    private static void DoubleAnalyses(JsonArray analyses)
    {
        foreach (JsonNode analysis in analyses.Select(a => a!).ToArray())
        {
            JsonNode copy = analysis.DeepClone();
            JsonNode?[] ids =
                [.. analysis["channels"]!.AsArray().Select(id => JsonValue.Create((string)id! + Second))];
            copy["channels"] = new JsonArray(ids);
            analyses.Add(copy);
        }
    }
}
