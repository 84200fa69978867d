using System.Globalization;
using System.Text.Json;

namespace Bench.Analysis.PartTypes;

/// <summary>
/// Refuses single values of a part type file; every message has file, path, value and what was expected.
/// </summary>
internal readonly struct ValueCheck(string source)
{
    private const int MostCharacters = 500;

    /// <summary>A number within closed bounds.</summary>
    public void InRange(string path, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw Refused(path, value, $"{Text(least)}-{Text(most)}");
        }
    }

    /// <summary>A number above one bound and up to another.</summary>
    public void AboveUpTo(string path, double value, double above, double most)
    {
        if (!(value > above && value <= most))
        {
            throw Refused(path, value, $"more than {Text(above)}, at most {Text(most)}");
        }
    }

    /// <summary>A condition on a number, with what was expected instead.</summary>
    public void That(bool holds, string path, double value, string expected)
    {
        if (!holds)
        {
            throw Refused(path, value, expected);
        }
    }

    /// <summary>A condition on a text, with what was expected instead.</summary>
    public void That(bool holds, string path, string value, string expected)
    {
        if (!holds)
        {
            throw new FormatException($"{source}: {path} is {Quoted(value)}, expected {expected}.");
        }
    }

    /// <summary>A text for people: not empty, not longer than 500 characters.</summary>
    public void Words(string path, string value) =>
        That(value.Trim().Length is > 0 and <= MostCharacters, path, value, $"1-{MostCharacters} characters");

    /// <summary>A short identity: letters, digits, hyphen and underscore.</summary>
    public void Identity(string path, string value) => That(
        value.Length is > 0 and <= 40 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'),
        path,
        value,
        "1-40 letters, digits, hyphens or underscores");

    /// <summary>Number of entries of a list.</summary>
    public void Count(string path, int count, int least, int most)
    {
        if (count < least || count > most)
        {
            throw new FormatException($"{source}: {path} has {count} entries, expected {least}-{most}.");
        }
    }

    /// <summary>Entries that may occur once only.</summary>
    public void Unique<T>(string list, string member, IReadOnlyList<T> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            for (int k = 0; k < i; k++)
            {
                if (EqualityComparer<T>.Default.Equals(values[i], values[k]))
                {
                    string value = values[i] is double number ? Text(number) : Quoted($"{values[i]}");
                    throw new FormatException(
                        $"{source}: {list}[{i}]{member} is {value}, which {list}[{k}]{member} is already.");
                }
            }
        }
    }

    private FormatException Refused(string path, double value, string expected) =>
        new($"{source}: {path} is {Text(value)}, expected {expected}.");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text.Length > 60 ? text[..60] + "…" : text)}\"";
}
