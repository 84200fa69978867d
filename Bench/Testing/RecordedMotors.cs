using System.Collections.Immutable;
using System.Globalization;
using Bench.Acquisition;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Judging;
using Bench.Models.Features;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Recordings;
using Bench.Recordings.Foreign;
using Bench.Recordings.Inspection;
using Bench.Recordings.Mapping;

namespace Bench.Testing;

/// <summary>
/// Measures motors from recordings, native ones and, with a mapping, those of other tools; several files at a time.
/// </summary>
internal static class RecordedMotors
{
    private const int BlockSamples = 4096;

    /// <summary>Files to read below the given files and folders, in stable order.</summary>
    /// <exception cref="FileNotFoundException">One of them does not exist, or none holds a recording.</exception>
    public static ImmutableArray<string> Find(IEnumerable<string> paths, RecordingMapping? mapping)
    {
        List<string> files = [];
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
            {
                files.AddRange(Directory
                    .EnumerateFiles(path, mapping?.Files ?? "*.mf4", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal));
            }
            else if (File.Exists(path))
            {
                files.Add(path);
            }
            else
            {
                throw new FileNotFoundException($"{path} does not exist.");
            }
        }

        return files.Count > 0
            ? [.. files]
            : throw new FileNotFoundException(
                $"There is no recording ({mapping?.Files ?? "*.mf4"}) in {string.Join(", ", paths)}.");
    }

    /// <summary>Measures every motor of every file, in the files' order.</summary>
    public static async Task<ImmutableArray<RecordedMotor>> MeasureAsync(
        Recipe recipe,
        ImmutableArray<string> files,
        RecordingMapping? mapping,
        IProgress<int>? progress,
        CancellationToken cancel)
    {
        ImmutableArray<RecordedMotor>[] motors = new ImmutableArray<RecordedMotor>[files.Length];
        int done = 0;
        await Parallel.ForAsync(0, files.Length, cancel, async (i, stop) =>
        {
            motors[i] = mapping is not null
                ? MeasureForeign(recipe, files[i], mapping)
                : [await MeasureNativeAsync(files[i], stop).ConfigureAwait(false)];
            progress?.Report(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        return [.. motors.SelectMany(m => m)];

        // Several files at a time keep the cores busy: each is measured on one.
        Task<RecordedMotor> MeasureNativeAsync(string file, CancellationToken stop) =>
            MeasureRecordingAsync(recipe, file, outside: null, new AnalysisOptions(), stop);
    }

    /// <summary>Measures a native recording as a live test does.</summary>
    /// <param name="recipe">What is measured.</param>
    /// <param name="file">The recording.</param>
    /// <param name="outside">What ended the test from outside, which no sample tells; null for none.</param>
    /// <param name="analysis">How the work is divided.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<RecordedMotor> MeasureRecordingAsync(
        Recipe recipe, string file, Finding? outside, AnalysisOptions analysis, CancellationToken cancel)
    {
        RecordingSource source = new(file);
        await using (source.ConfigureAwait(false))
        {
            using RunEvidence evidence = new(recipe, analysis);
            evidence.Open(await source.OpenAsync(recipe.Signals, cancel).ConfigureAwait(false));
            await foreach (SampleBlock block in source.ReadBlocksAsync(cancel).ConfigureAwait(false))
            {
                using (block)
                {
                    evidence.Take(block);
                }

                if (evidence.Ended)
                {
                    break;
                }
            }

            if (outside is not null)
            {
                evidence.Note(outside);
            }

            evidence.Complete();
            string serialNumber = source.Header?.SerialNumber.ToString() ?? Path.GetFileNameWithoutExtension(file);
            return RecordedMotor.From(serialNumber, GroupOf(source, file), file, evidence) with
            {
                Origin = source.Header is { } header
                    ? new MotorOrigin(header.Variant, header.Bench)
                    : MotorOrigin.Unknown,
            };
        }
    }

    private static ImmutableArray<RecordedMotor> MeasureForeign(Recipe recipe, string file, RecordingMapping mapping)
    {
        RequireSpeed(recipe.PartType, mapping);
        RequireUnits(recipe.PartType, mapping, file);
        using ForeignRecording foreign = ForeignFile.Open(file);
        ImmutableArray<Models.Verdicts.Finding> standing =
            [.. TurningCheck.Warnings(foreign, mapped: null).Take(1).Select(CheckFinding.NeverTurned)];
        ImmutableArray<RecordedMotor>.Builder motors = ImmutableArray.CreateBuilder<RecordedMotor>();
        foreach (MappedRecording recording in FileMapper.Map(foreign, mapping))
        {
            using RunEvidence evidence = new(recipe, OptionsOf(recording, mapping));
            evidence.CheckRate(recording.SampleRateHz);
            foreach (Models.Verdicts.Finding fault in standing)
            {
                evidence.Note(fault);
            }

            Take(
                evidence,
                recording.Channels,
                [.. recording.Channels.Select(channel => IndexOf(recipe.PartType, channel.Id, file))]);
            evidence.Complete();
            motors.Add(RecordedMotor.From(recording.SerialNumber.ToString(), recording.Group, file, evidence));
        }

        return motors.ToImmutable();
    }

    // Side by side, as a device sends them: what one channel waits for of another stays short.
    private static void Take(RunEvidence evidence, ImmutableArray<MappedChannel> channels, ImmutableArray<int> indices)
    {
        double[] wide = new double[BlockSamples];
        float[] samples = new float[BlockSamples];
        long length = channels.Max(channel => channel.Samples.Length);
        for (long at = 0; at < length; at += BlockSamples)
        {
            for (int i = 0; i < channels.Length; i++)
            {
                int count = (int)Math.Clamp(channels[i].Samples.Length - at, 0, BlockSamples);
                channels[i].Samples.Read(Math.Min(at, channels[i].Samples.Length), wide.AsSpan(0, count));
                for (int k = 0; k < count; k++)
                {
                    samples[k] = (float)wide[k];
                }

                evidence.Take(indices[i], samples.AsSpan(0, count));
            }
        }
    }

    // A mapping that promises pulses and a file without any is a motor that did not turn, not one without a tacho.
    private static AnalysisOptions OptionsOf(MappedRecording recording, RecordingMapping mapping) => new()
    {
        FixedSpeedRpm = recording.FixedSpeedRpm,
        PulseTimesSeconds = mapping.Speed?.PulseTimes is null ? null : RevolutionEdges.Of(recording),
    };

    private static void RequireSpeed(PartType partType, RecordingMapping mapping)
    {
        bool wantsOrders = partType.Analyses
            .Any(a => a is OrderCutRequest or OrderSpectrumRequest or EnvelopeSpectrumRequest);
        if (wantsOrders && mapping.Speed is null && partType.Tacho is null)
        {
            throw new FormatException(
                $"Part type {partType.Name} analyses orders, but the mapping gives no speed: "
                + "expected \"speed\" in the mapping, or a part type without orders.");
        }
    }

    // A current read as an acceleration would be judged by its number alone. Full scale has no unit until it is scaled.
    private static void RequireUnits(PartType partType, RecordingMapping mapping, string file)
    {
        foreach (ChannelMapping channel in mapping.Channels.Where(channel => channel.Unit != "FS"))
        {
            string wanted = partType.Channels[IndexOf(partType, channel.Id, file)].Unit;
            if (Units.SiName(channel.Unit) != wanted)
            {
                throw new FormatException(
                    $"The mapping reads channel {channel.Id} in {channel.Unit}, but part type {partType.Name} measures "
                    + $"it in {wanted}: expected a unit of the same quantity.");
            }
        }
    }

    private static int IndexOf(PartType partType, string channel, string file)
    {
        for (int i = 0; i < partType.Channels.Length; i++)
        {
            if (partType.Channels[i].Id == channel)
            {
                return i;
            }
        }

        throw new FormatException(
            $"The mapping gives {file} a channel {channel}, which part type {partType.Name} does not have: it has "
            + $"{string.Join(", ", partType.Channels.Select(c => c.Id))}.");
    }

    // Motors of one bench and day share whatever that day did to them: folds must not split them.
    private static string GroupOf(RecordingSource source, string file) => source.Header is { } header
        ? $"{header.Bench} {header.StartedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
        : Path.GetDirectoryName(file) ?? "";
}

/// <summary>A motor measured from a recording.</summary>
/// <param name="SerialNumber">The motor.</param>
/// <param name="Group">What it was produced or recorded with.</param>
/// <param name="File">The recording.</param>
/// <param name="Measurement">What was measured; null where the bench was at fault.</param>
/// <param name="Faults">Faults of the bench, worst first.</param>
internal sealed record RecordedMotor(
    string SerialNumber,
    string Group,
    string File,
    Measurement? Measurement,
    ImmutableArray<Finding> Faults)
{
    /// <summary>Its variant and the bench that recorded it, as far as the recording says.</summary>
    public MotorOrigin Origin { get; init; } = MotorOrigin.Unknown;

    /// <summary>Takes what a run showed.</summary>
    public static RecordedMotor From(string serialNumber, string group, string file, RunEvidence evidence) =>
        new(serialNumber, group, file, evidence.Measurement, evidence.Faults);
}
