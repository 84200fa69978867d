using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Recordings.Mapping;

/// <summary>Reads mappings from JSON (comments and trailing commas allowed) and checks every value.</summary>
public static class RecordingMappingFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Reads a mapping file.</summary>
    /// <exception cref="RecordingException">
    /// The file is missing or not valid: the message names path, value and reason.
    /// </exception>
    public static RecordingMapping Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"Mapping \"{path}\" cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Parses and checks one mapping.</summary>
    /// <exception cref="RecordingException">
    /// The text is not valid: the message names path, value and reason.
    /// </exception>
    public static RecordingMapping Parse(ReadOnlySpan<byte> utf8, string source)
    {
        ReadOnlySpan<byte> text = utf8.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? utf8[3..] : utf8;
        RecordingMapping? mapping;
        try
        {
            mapping = JsonSerializer.Deserialize<RecordingMapping>(text, s_options);
        }
        catch (JsonException e)
        {
            throw new RecordingException($"{source}: {e.Message}", e);
        }

        if (mapping is null)
        {
            throw new RecordingException($"{source}: the file holds null, expected a mapping.");
        }

        string? fault = FaultOf(mapping);
        return fault is null ? mapping with { Path = source } : throw new RecordingException($"{source}: {fault}.");
    }

    private static string? FaultOf(RecordingMapping mapping)
    {
        if (mapping.Channels.Length == 0)
        {
            return "$.channels is empty, expected one or more";
        }

        if (mapping.SegmentSeconds is not null && !(mapping.SegmentSeconds is > 0 and < 1e6))
        {
            return $"$.segmentSeconds is {mapping.SegmentSeconds}, expected seconds above 0";
        }

        return FaultOf(mapping.SampleRate) ?? FaultOf(mapping.Speed) ?? FaultOfChannels(mapping);
    }

    private static string? FaultOf(RateMapping rate)
    {
        int given = Given(rate.Hz, rate.FromFile, rate.Variable, rate.TimeColumn);
        if (given != 1)
        {
            return $"$.sampleRate has {given} of hz, fromFile, variable and timeColumn, expected exactly one";
        }

        if (rate.FromFile == false)
        {
            return "$.sampleRate.fromFile is false, expected true or another source";
        }

        return rate.Hz is null or (> 0 and < 1e9) && rate.SecondsPerUnit is > 0 and < 1e9
            ? null
            : "$.sampleRate has a number that is not above 0";
    }

    private static string? FaultOf(SpeedMapping? speed)
    {
        if (speed is null)
        {
            return null;
        }

        int given = Given(speed.FixedRpm, speed.Variable, speed.PulseTimes) + (speed.ByPath.IsEmpty ? 0 : 1);
        if (given != 1)
        {
            return $"$.speed has {given} of fixedRpm, byPath, variable and pulseTimes, expected exactly one";
        }

        bool positive = speed.FixedRpm is null or > 0 && speed.ByPath.All(entry => entry.Rpm > 0)
            && speed.RpmPerUnit > 0 && speed.PulsesPerRevolution > 0;
        return positive ? null : "$.speed has a number that is not above 0";
    }

    private static string? FaultOfChannels(RecordingMapping mapping)
    {
        HashSet<string> ids = [];
        for (int i = 0; i < mapping.Channels.Length; i++)
        {
            ChannelMapping channel = mapping.Channels[i];
            if (Units.ToSi(channel.Unit) is null)
            {
                return $"$.channels[{i}].unit is \"{channel.Unit}\", expected one of {Units.Known}";
            }

            if (!ids.Add(channel.Id))
            {
                return $"$.channels[{i}].id is \"{channel.Id}\", which stands before already";
            }

            if (!double.IsFinite(channel.Scale) || channel.Scale == 0)
            {
                return $"$.channels[{i}].scale is {channel.Scale}, expected a number other than 0";
            }
        }

        return null;
    }

    private static int Given(params ReadOnlySpan<object?> members)
    {
        int count = 0;
        foreach (object? member in members)
        {
            count += member is null ? 0 : 1;
        }

        return count;
    }
}
