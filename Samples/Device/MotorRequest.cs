using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Samples.Simulation;

namespace Bench.Samples.Device;

/// <summary>
/// Body of POST /motor, such as
/// <c>{"serialNumber":"7DL-0001","seed":1,"defects":[{"defect":"unbalance","severity":0.5}],"faults":["deadSensor"]}</c
/// >.
/// </summary>
internal static class MotorRequest
{
    private const int LongestSerialNumber = 40;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a motor.</summary>
    /// <exception cref="FormatException">Not such a body: one sentence says what is wrong.</exception>
    public static Specimen Parse(ReadOnlySpan<byte> utf8)
    {
        Body body;
        try
        {
            body = JsonSerializer.Deserialize<Body>(utf8, s_options)
                ?? throw new FormatException("The body is null, expected a motor.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The body is not a motor: {e.Message}", e);
        }

        string serial = body.SerialNumber;
        if (serial.Length is 0 or > LongestSerialNumber || serial.Any(char.IsControl))
        {
            throw new FormatException(
                $"serialNumber has {serial.Length} characters, expected 1-{LongestSerialNumber} printable ones.");
        }

        foreach (SeededDefect defect in body.Defects)
        {
            if (!(defect.Severity is > 0 and <= 1) || !Enum.IsDefined(defect.Defect))
            {
                throw new FormatException(
                    $"Severity of {defect.Defect} is {defect.Severity}, expected above 0 and at most 1.");
            }
        }

        return new Specimen(serial, body.Seed, body.Defects, body.Faults);
    }

    /// <summary>Writes a motor in the same form.</summary>
    public static string Write(Specimen specimen) => JsonSerializer.Serialize(specimen, s_options);

    private sealed record Body
    {
        public required string SerialNumber { get; init; }

        public long Seed { get; init; } = 1;

        public ImmutableArray<SeededDefect> Defects { get; init; } = [];

        public ImmutableArray<BenchFault> Faults { get; init; } = [];
    }
}
