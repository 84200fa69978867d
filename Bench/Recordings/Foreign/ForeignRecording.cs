using System.Collections.Immutable;

namespace Bench.Recordings.Foreign;

/// <summary>
/// What a file of any format holds, as channels of numbers that are read from the file when they are asked for.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Format">Its format in words, such as "WAV, 16-bit PCM".</param>
/// <param name="Channels">The channels, in the order of the file.</param>
/// <param name="Notes">What was assumed or left out, one sentence each.</param>
public sealed record ForeignRecording(
    string Path,
    string Format,
    ImmutableArray<ForeignChannel> Channels,
    ImmutableArray<string> Notes) : IDisposable
{
    /// <summary>What is open as long as this is.</summary>
    internal IDisposable? Source { get; set; }

    /// <summary>The channel of a name.</summary>
    /// <exception cref="RecordingException">There is none; the message lists those there are.</exception>
    public ForeignChannel Find(string name)
    {
        foreach (ForeignChannel channel in Channels)
        {
            if (string.Equals(channel.Name, name, StringComparison.Ordinal))
            {
                return channel;
            }
        }

        string there = string.Join(", ", Channels.Take(20).Select(channel => $"\"{channel.Name}\""));
        throw new RecordingException(
            $"\"{Path}\" has no channel \"{name}\"; it has "
                + $"{(there.Length == 0 ? "none" : there)}{(Channels.Length > 20 ? ", …" : "")}.");
    }

    /// <inheritdoc/>
    public void Dispose() => Source?.Dispose();
}

/// <summary>A row of numbers with a name.</summary>
/// <param name="Name">Column header, variable, or place counted from 1.</param>
/// <param name="Unit">Unit as the file says it; empty where it does not.</param>
/// <param name="SampleRateHz">Sample rate as the file says it; null where it does not, or is none.</param>
/// <param name="Samples">The values in the file's unit; NaN where one is missing.</param>
public sealed record ForeignChannel(string Name, string Unit, double? SampleRateHz, ForeignSamples Samples)
{
    /// <summary>
    /// Where each sample lies when they are not evenly spaced, as the file says it (mostly seconds); null otherwise.
    /// </summary>
    public ForeignSamples? Axis { get; init; }

    /// <summary>Makes one of values that are in memory.</summary>
    public ForeignChannel(string name, string unit, double? sampleRateHz, ReadOnlyMemory<double> samples)
        : this(name, unit, sampleRateHz, ForeignSamples.Of(samples))
    {
    }
}
