using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bench.Web.PartTypes;

/// <summary>What is wrong with a part type's text, and where.</summary>
/// <param name="Path">Where, such as "channels[2].fullScale"; empty for the whole.</param>
/// <param name="Line">The line, from 1 on; null where there is none.</param>
/// <param name="Message">Path, value and what was expected, in one sentence.</param>
internal sealed partial record RecipeFault(string Path, int? Line, string Message)
{
    /// <summary>Reads the loader's sentence and finds its place in the text.</summary>
    /// <param name="message">Begins with the source and a colon, or with the source and a line.</param>
    /// <param name="source">The name under which the text was loaded.</param>
    /// <param name="text">The text.</param>
    public static RecipeFault Of(string message, string source, string text)
    {
        string rest = message.StartsWith(source, StringComparison.Ordinal) ? message[source.Length..] : message;
        Match atLine = AtLine().Match(rest);
        if (atLine.Success)
        {
            return new RecipeFault(
                "", int.Parse(atLine.Groups[1].ValueSpan, CultureInfo.InvariantCulture), atLine.Groups[2].Value);
        }

        string sentence = rest.TrimStart(':', ' ');
        Match atPath = AtPath().Match(sentence);
        string path = atPath.Success ? atPath.Groups[1].Value : "";
        return new RecipeFault(path, LineOf(Encoding.UTF8.GetBytes(text), path), sentence);
    }

    /// <summary>The line on which the value of a path stands, or else the nearest object around it.</summary>
    public static int? LineOf(ReadOnlySpan<byte> utf8, string path)
    {
        Utf8JsonReader reader = new(
            utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        List<string> names = [];
        List<int> places = [];
        (int Depth, long Start) best = (0, -1);
        string[] wanted = [.. Part().Matches(path).Select(part => part.Value)];
        try
        {
            while (reader.Read())
            {
                int depth = reader.CurrentDepth;
                if (reader.TokenType is JsonTokenType.PropertyName)
                {
                    Put(names, depth - 1, reader.GetString()!);
                    continue;
                }

                if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    continue;
                }

                Put(places, depth - 1, At(places, depth - 1, -1) + 1);
                Put(places, depth, -1);
                Put(names, depth, "");
                int fits = Fitting(wanted, names, places, depth);
                if (fits == depth && fits > best.Depth)
                {
                    best = (fits, reader.TokenStartIndex);
                }
            }
        }
        catch (JsonException)
        {
            // What can be read up to the fault is enough.
        }

        return best.Start < 0 ? null : 1 + utf8[..(int)best.Start].Count((byte)'\n');
    }

    private static int Fitting(string[] wanted, List<string> names, List<int> places, int depth)
    {
        for (int level = 0; level < depth; level++)
        {
            string own = names[level].Length > 0
                ? names[level]
                : places[level].ToString(CultureInfo.InvariantCulture);
            if (level >= wanted.Length || !own.Equals(wanted[level], StringComparison.OrdinalIgnoreCase))
            {
                return level;
            }
        }

        return depth;
    }

    private static T At<T>(List<T> list, int index, T otherwise) =>
        index >= 0 && index < list.Count ? list[index] : otherwise;

    private static void Put<T>(List<T> list, int index, T value)
    {
        if (index < 0)
        {
            return;
        }

        while (list.Count <= index)
        {
            list.Add(value);
        }

        list[index] = value;
    }

    [GeneratedRegex(@"^, line (\d+): (.*)$", RegexOptions.Singleline)]
    private static partial Regex AtLine();

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9_]*(?:\[\d+\]|\.[A-Za-z0-9_]+)*) (?:is|lacks|has|are) ")]
    private static partial Regex AtPath();

    [GeneratedRegex(@"[A-Za-z0-9_]+")]
    private static partial Regex Part();
}
