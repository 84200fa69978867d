using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bench.Recordings.Mapping;

/// <summary>
/// How the files of a foreign test stand are read: which column, variable or channel is which channel of a part type,
/// in which unit, at which rate and speed. It is data, read from a JSON file (<see cref="RecordingMappingFile"/>).
/// </summary>
public sealed record RecordingMapping
{
    /// <summary>One sentence for people: what these files are and where the figures come from.</summary>
    public required string Description { get; init; }

    /// <summary>File name of the part type, relative to the mapping's folder.</summary>
    public required string PartType { get; init; }

    /// <summary>Which files of a folder it applies to, with * and ?.</summary>
    public string Files { get; init; } = "*";

    /// <summary>Where the sample rate comes from.</summary>
    public required RateMapping SampleRate { get; init; }

    /// <summary>The channels.</summary>
    public required ImmutableArray<ChannelMapping> Channels { get; init; }

    /// <summary>Where the shaft speed comes from; null where it is not known.</summary>
    public SpeedMapping? Speed { get; init; }

    /// <summary>
    /// Length in seconds of the pieces into which a long steady recording is cut; each counts as a motor of the file's
    /// group. Null leaves it whole.
    /// </summary>
    public double? SegmentSeconds { get; init; }

    /// <summary>
    /// The serial number: text with {file} (name without extension) and {folder} (name of its folder).
    /// </summary>
    public string SerialNumber { get; init; } = "{file}";

    /// <summary>
    /// What belongs together, in the same terms: recordings of a group never stand on both sides of a fold.
    /// </summary>
    public string Group { get; init; } = "{file}";

    /// <summary>Path of the mapping file; empty before it is read from one.</summary>
    [JsonIgnore]
    public string Path { get; init; } = "";

    /// <summary>Path of the part type file.</summary>
    [JsonIgnore]
    public string PartTypePath => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path) ?? "", PartType);

    /// <summary>
    /// The files of a folder (and those below it) that the mapping applies to, in order of their names.
    /// </summary>
    public ImmutableArray<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, Files, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}

/// <summary>Where the sample rate comes from: exactly one of the members.</summary>
public sealed record RateMapping
{
    /// <summary>This rate in Hz, whatever the file says.</summary>
    public double? Hz { get; init; }

    /// <summary>True: the rate that the file states (WAV, MDF).</summary>
    public bool? FromFile { get; init; }

    /// <summary>Name of a variable that holds it in Hz.</summary>
    public string? Variable { get; init; }

    /// <summary>Name of a column of evenly spaced times.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Seconds per unit of the time column, such as 0.001 for milliseconds.</summary>
    public double SecondsPerUnit { get; init; } = 1;
}

/// <summary>One channel.</summary>
public sealed record ChannelMapping
{
    /// <summary>Id of the channel in the part type.</summary>
    public required string Id { get; init; }

    /// <summary>Name in the file: column header, variable, or place counted from 1 where there are no names.</summary>
    public required string Source { get; init; }

    /// <summary>Unit in the file; it is converted to the SI unit.</summary>
    public required string Unit { get; init; }

    /// <summary>Further factor, such as the pascals of full scale.</summary>
    public double Scale { get; init; } = 1;
}

/// <summary>Where the shaft speed comes from: exactly one of FixedRpm, ByPath, Variable and PulseTimes.</summary>
public sealed record SpeedMapping
{
    /// <summary>This speed in rpm.</summary>
    public double? FixedRpm { get; init; }

    /// <summary>A speed by a part of the file's path; the first that fits counts.</summary>
    public ImmutableArray<SpeedByPath> ByPath { get; init; } = [];

    /// <summary>Name of a variable that holds the mean speed.</summary>
    public string? Variable { get; init; }

    /// <summary>rpm per unit of the variable: 60 where it holds Hz.</summary>
    public double RpmPerUnit { get; init; } = 1;

    /// <summary>Name of a variable that holds the times of tacho pulses in seconds.</summary>
    public string? PulseTimes { get; init; }

    /// <summary>Pulses per shaft revolution.</summary>
    public int PulsesPerRevolution { get; init; } = 1;
}

/// <summary>A speed for the files whose path contains a text.</summary>
/// <param name="Contains">The text.</param>
/// <param name="Rpm">The speed in rpm.</param>
public sealed record SpeedByPath(string Contains, double Rpm);
