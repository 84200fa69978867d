using System.Collections.Immutable;
using System.Text.Json;

namespace Bench.Results;

/// <summary>
/// <c>sensors.json</c> in the data folder: which sensor is fitted to which channel of the bench. A bench may have more
/// channels than a part type measures. Without the file nothing is known of the sensors.
/// </summary>
internal static class SensorsFile
{
    private const string Name = "sensors.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads the file of a data folder.</summary>
    /// <exception cref="FormatException">It is damaged: path, value and reason.</exception>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public static ImmutableArray<FittedSensor> Load(DataFolder folder)
    {
        string path = Path.Combine(folder.Root, Name);
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            FittedSensor[] sensors = JsonSerializer.Deserialize<FittedSensor[]>(File.ReadAllText(path), s_json)
                ?? throw new FormatException($"{path}: expected a list of sensors.");
            Check(path, sensors);
            return [.. sensors];
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    private static void Check(string path, FittedSensor[] sensors)
    {
        HashSet<string> channels = new(StringComparer.Ordinal);
        for (int i = 0; i < sensors.Length; i++)
        {
            FittedSensor sensor = sensors[i];
            string? wrong = sensor switch
            {
                null => " is null, expected a sensor",
                { Channel: null or "" } => ".channel is empty, expected a channel of the part type such as \"AccA\"",
                { SerialNumber: null or "" } => ".serialNumber is empty, expected the sensor's serial number",
                { Sensitivity: double s } when !double.IsFinite(s) || s == 0 =>
                    $".sensitivity is {s}, expected a number other than 0",
                { Sensitivity: not null, SensitivityUnit: null or "" } =>
                    ".sensitivityUnit is empty, expected the unit of the sensitivity such as \"mV/(m/s²)\"",
                _ when !channels.Add(sensor.Channel) => $".channel is \"{sensor.Channel}\" a second time",
                _ => null,
            };
            if (wrong is not null)
            {
                throw new FormatException($"{path}: $[{i}]{wrong}.");
            }
        }
    }
}
