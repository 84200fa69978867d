using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bench.Analysis.Metrics;
using Bench.Models.Features;

namespace Bench.Models.Files;

/// <summary>
/// Features as text for spreadsheets and <c>pandas.read_csv(path, comment="#")</c>: comma-separated (RFC 4180), one row
/// per motor, the first six columns say who it is and of which definition, each other column is named by step, sensor,
/// family, name, position and unit. A CSV file does not describe its columns completely; whoever reads it back must
/// know the definition.
/// </summary>
public static class FeatureCsv
{
    private const string Mark = "# bench-features 1";

    private static readonly ImmutableArray<string> s_identity =
        ["serial_number", "group", "variant", "bench", "label", "definition_hash"];

    /// <summary>Writes a table; floats in the shortest form that reads back exactly.</summary>
    public static void Save(FeatureTable table, TextWriter writer)
    {
        writer.Write($"{Mark} {Quoted(table.PartType)}\n");
        writer.Write(string.Join(',', s_identity.Concat(Columns(table.Definition).Select(Quoted))));
        writer.Write('\n');
        foreach (MotorFeatures motor in table.Motors)
        {
            string[] identity =
            [
                motor.SerialNumber, motor.Group, motor.Origin.Variant, motor.Origin.Bench, motor.Label,
                motor.Measurement.Definition.Hash,
            ];
            writer.Write(string.Join(',', identity.Select(Quoted)));
            foreach (float value in FeatureVectors.Of(motor.Measurement))
            {
                writer.Write(',');
                writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
            }

            writer.Write('\n');
        }
    }

    /// <summary>Reads a table of a known definition.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="definition">What the columns must be.</param>
    /// <exception cref="FormatException">Not such a file, columns missing, added, moved or renamed, another
    /// definition's hash, or a value that is no finite number: the message says where.</exception>
    public static FeatureTable Load(TextReader reader, string source, MeasurementDefinition definition)
    {
        string first = reader.ReadLine() ?? "";
        if (!first.StartsWith(Mark, StringComparison.Ordinal))
        {
            throw new FormatException($"{source}: the first line is not \"{Mark} …\", so it is no feature table.");
        }

        RequireColumns(Fields(reader.ReadLine() ?? ""), source, definition);
        ImmutableArray<MotorFeatures>.Builder motors = ImmutableArray.CreateBuilder<MotorFeatures>();
        int line = 2;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (text.Length > 0)
            {
                motors.Add(ToMotor(Fields(text), $"{source}, line {line}", definition));
            }
        }

        string partType = Fields(first[Mark.Length..].Trim())[0];
        return new FeatureTable(partType, definition, motors.ToImmutable());
    }

    private static void RequireColumns(List<string> columns, string source, MeasurementDefinition definition)
    {
        string[] expected = [.. s_identity, .. Columns(definition)];
        for (int i = 0; i < Math.Max(expected.Length, columns.Count); i++)
        {
            string wanted = i < expected.Length ? $"\"{expected[i]}\"" : "no further column";
            string found = i < columns.Count ? $"\"{columns[i]}\"" : "missing";
            if (wanted != found)
            {
                throw new FormatException($"{source}: column {i + 1} is {found}, expected {wanted}.");
            }
        }
    }

    private static MotorFeatures ToMotor(List<string> fields, string where, MeasurementDefinition definition)
    {
        int expected = s_identity.Length + definition.Length;
        if (fields.Count != expected)
        {
            throw new FormatException($"{where}: {fields.Count} fields, expected {expected}.");
        }

        if (fields[5] != definition.Hash)
        {
            throw new FormatException(
                $"{where}: motor {fields[0]} has features of another definition ({Short(fields[5])}), expected "
                + $"{Short(definition.Hash)}.");
        }

        float[] row = new float[definition.Length];
        for (int i = 0; i < row.Length; i++)
        {
            string text = fields[s_identity.Length + i];
            bool isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out row[i]);
            if (!isNumber || !float.IsFinite(row[i]))
            {
                throw new FormatException(
                    $"{where}: \"{Short(text)}\" in column \"{Columns(definition).ElementAt(i)}\" of motor "
                    + $"{fields[0]}, expected a finite number.");
            }
        }

        return new MotorFeatures(fields[0], fields[1], FeatureVectors.ToMeasurement(definition, row))
        {
            Origin = new MotorOrigin(fields[2], fields[3]),
            Label = fields[4],
        };
    }

    private static IEnumerable<string> Columns(MeasurementDefinition definition) =>
        Feature.Of(definition).Select(feature => $"{feature.Key} [{feature.Unit}]");

    private static string Short(string text) => text.Length <= 12 ? text : text[..12];

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n#") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";

    private static List<string> Fields(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        int at = 0;
        while (at <= line.Length)
        {
            field.Clear();
            bool quoted = at < line.Length && line[at] == '"';
            at += quoted ? 1 : 0;
            for (; at < line.Length && (quoted || line[at] != ','); at++)
            {
                bool isQuote = line[at] == '"';
                bool isDoubled = isQuote && quoted && at + 1 < line.Length && line[at + 1] == '"';
                quoted = quoted && (!isQuote || isDoubled);
                at += isDoubled ? 1 : 0;
                if (!isQuote || isDoubled)
                {
                    field.Append(line[at]);
                }
            }

            fields.Add(field.ToString());
            at++;
        }

        return fields;
    }
}
