using System.Collections.Immutable;
using Bench.Recordings.Foreign;
using Bench.Results;

namespace Bench.Recordings.Mapping;

/// <summary>One motor's recording as read from a foreign file (or a piece of one), in SI units.</summary>
public sealed record MappedRecording
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The motor, or the piece of the file that stands for one.</summary>
    public required SerialNumber SerialNumber { get; init; }

    /// <summary>Recordings of one group never stand on both sides of a fold.</summary>
    public required string Group { get; init; }

    /// <summary>The channels, in the order of the mapping, all of the same rate and length.</summary>
    public required ImmutableArray<MappedChannel> Channels { get; init; }

    /// <summary>Sample rate of all channels in Hz.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Speed in rpm, where it is stated; null otherwise.</summary>
    public double? FixedSpeedRpm { get; init; }

    /// <summary>Times of tacho pulses in seconds from the first sample, rising; empty where there are none.</summary>
    public ReadOnlyMemory<double> PulseTimesSeconds { get; init; }

    /// <summary>Pulses per shaft revolution.</summary>
    public int PulsesPerRevolution { get; init; } = 1;

    /// <summary>
    /// Times of whole revolutions: every pulse of one place of the wheel, so that an uneven wheel does no harm.
    /// Analyses of a part type without a tacho want these.
    /// </summary>
    public ImmutableArray<double> RevolutionTimesSeconds
    {
        get
        {
            ImmutableArray<double>.Builder times = ImmutableArray.CreateBuilder<double>();
            for (int i = 0; i < PulseTimesSeconds.Length; i += PulsesPerRevolution)
            {
                times.Add(PulseTimesSeconds.Span[i]);
            }

            return times.ToImmutable();
        }
    }

    /// <summary>What was assumed or left out when the file was read.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => Channels[0].Samples.Length / SampleRateHz;

    /// <summary>
    /// Maps a file: one recording, or one per piece where the mapping cuts it. They can be read as long as it is open.
    /// </summary>
    /// <exception cref="RecordingException">The file lacks what the mapping names.</exception>
    public static ImmutableArray<MappedRecording> Of(ForeignRecording file, RecordingMapping mapping) =>
        FileMapper.Map(file, mapping);
}

/// <summary>Samples of one channel.</summary>
/// <param name="Id">Id of the channel in the part type.</param>
/// <param name="Samples">The samples in the quantity's SI unit; NaN where one is missing.</param>
public sealed record MappedChannel(string Id, ForeignSamples Samples);
