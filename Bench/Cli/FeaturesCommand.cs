using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Bench.Recordings.Foreign;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>
/// <c>bench features</c>: the numbers that judge a motor, to a file for notebooks and back; and NWaves' features of a
/// recording, where its adapter is built in.
/// </summary>
internal static class FeaturesCommand
{
    private const string Adapter = "Bench.Analysis.NWaves.NWavesFeatures, Bench.Analysis.NWaves";

    private delegate ImmutableArray<KeyValuePair<string, double>> Extract(ReadOnlySpan<float> samples, double rateHz);

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string?> file = new("file")
        {
            Description = "A recording of any format, for NWaves' features",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> channel = new("--channel") { Description = "Only this channel", HelpName = "name" };
        Option<bool> json = CommonOptions.Json();
        Command command = new(
            "features",
            "Exchange motors' features with notebooks (export, check), or show NWaves' features (MFCC, spectral shape) "
                + "of a file's channels; the latter needs the NWaves package")
        {
            FeatureTableCommand.CreateExport(),
            FeatureTableCommand.CreateCheck(),
            file,
            channel,
            json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)
                ?? throw new UsageException("Name a recording, or say export or check. Try: bench features --help");
            Extract extract = FindAdapter();
            using ForeignRecording recording = ForeignFile.Open(path);
            string? only = parsed.GetValue(channel);
            ImmutableArray<ForeignChannel> channels = only is null ? recording.Channels : [recording.Find(only)];
            ImmutableArray<ChannelFeatures> features = [.. channels.Select(c => Describe(c, extract))];
            if (parsed.GetValue(json))
            {
                Terminal.Json(features);
            }
            else
            {
                Print(features);
            }

            return ExitCode.Pass;
        });
        return command;
    }

    private static Extract FindAdapter() =>
        Type.GetType(Adapter)?.GetMethod(nameof(Extract), BindingFlags.Public | BindingFlags.Static)
            ?.CreateDelegate<Extract>()
        ?? throw new UsageException(
            "This build is without NWaves, because its package could not be restored. Where the feed has it, "
                + "start with BENCH_NWAVES=true.");

    private static ChannelFeatures Describe(ForeignChannel channel, Extract extract)
    {
        if (channel.SampleRateHz is not double rateHz)
        {
            return new ChannelFeatures(channel.Name, [], "the file states no sample rate");
        }

        float[] samples = Array.ConvertAll(channel.Samples.ToArray(), value => (float)value);

        try
        {
            return new ChannelFeatures(channel.Name, extract(samples, rateHz), "");
        }
        catch (ArgumentException e)
        {
            // One short channel beside the others, a tacho's for instance: its reason stands in its place.
            return new ChannelFeatures(channel.Name, [], e.Message);
        }
    }

    private static void Print(ImmutableArray<ChannelFeatures> channels)
    {
        foreach (ChannelFeatures channel in channels)
        {
            Terminal.Out.MarkupLineInterpolated($"[bold]{channel.Channel}[/]  {channel.Remark}");
            foreach ((string name, double value) in channel.Features)
            {
                string text = value.ToString("G6", CultureInfo.InvariantCulture);
                Terminal.Out.MarkupLineInterpolated($"  {name,-12}{text,12}");
            }
        }
    }

    /// <summary>A channel's features, or why it has none.</summary>
    private sealed record ChannelFeatures(
        string Channel, ImmutableArray<KeyValuePair<string, double>> Features, string Remark);
}
