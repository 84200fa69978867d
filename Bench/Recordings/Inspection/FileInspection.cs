using System.Collections.Immutable;
using Bench.Recordings.Foreign;
using Bench.Recordings.Mapping;

namespace Bench.Recordings.Inspection;

/// <summary>What is in a file, and what about it is not plausible. It advises; it never judges a motor.</summary>
public sealed record FileInspection
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Its format in words.</summary>
    public required string Format { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>
    /// SHA-256 over all samples, whatever the file around them: equal for the same recording saved twice.
    /// </summary>
    public required string ContentHash { get; init; }

    /// <summary>The channels.</summary>
    public required ImmutableArray<ChannelInspection> Channels { get; init; }

    /// <summary>What was assumed or left out when the file was read, one sentence each.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>What is not plausible, one sentence each.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Inspects a file; with a mapping, by the names, units and rate that it gives.</summary>
    /// <exception cref="RecordingException">The file cannot be read or lacks what the mapping names.</exception>
    public static FileInspection Inspect(string path, RecordingMapping? mapping = null)
    {
        using ForeignRecording file = ForeignFile.Open(path);
        return FileInspector.Inspect(file, mapping);
    }

    /// <summary>
    /// Finds files with the same samples under different names: at least one of their labels is wrong, or they count
    /// twice.
    /// </summary>
    public static ImmutableArray<string> FindDuplicates(IEnumerable<FileInspection> files) =>
    [
        .. files
            .GroupBy(file => file.ContentHash)
            .Where(group => group.Count() > 1)
            .Select(group =>
                $"{string.Join(" and ", group.Select(file => $"\"{System.IO.Path.GetFileName(file.Path)}\""))} hold "
                    + "the same samples: at most one label is right."),
    ];
}

/// <summary>What is in a channel.</summary>
public sealed record ChannelInspection
{
    /// <summary>Its name in the file, or its id in the mapping.</summary>
    public required string Name { get; init; }

    /// <summary>Unit of the values; empty where nobody states it.</summary>
    public required string Unit { get; init; }

    /// <summary>Number of samples.</summary>
    public required long Samples { get; init; }

    /// <summary>Sample rate in Hz; null where nobody states it.</summary>
    public required double? SampleRateHz { get; init; }

    /// <summary>Length in seconds; null without a rate.</summary>
    public double? DurationSeconds => Samples / SampleRateHz;

    /// <summary>Smallest value; NaN where there is none.</summary>
    public required double Minimum { get; init; }

    /// <summary>Largest value; NaN where there is none.</summary>
    public required double Maximum { get; init; }

    /// <summary>Mean value (DC offset).</summary>
    public required double Mean { get; init; }

    /// <summary>Root mean square about the mean.</summary>
    public required double Rms { get; init; }

    /// <summary>Samples that are missing or no numbers.</summary>
    public required long NotANumber { get; init; }

    /// <summary>What is not plausible, one sentence each.</summary>
    public required ImmutableArray<string> Warnings { get; init; }
}
