using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Web.Results;
using Bench.Web.Signals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>What a recording shows: samples, maps, spectra, speed, sound. Computed when it is asked for.</summary>
internal static class SignalEndpoints
{
    private const double EnvelopeFromHz = 4000;
    private const double EnvelopeToHz = 12_000;
    private const double MapMaxOrder = 60;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder result = routes.MapGroup("/api/results/{id}");
        result.MapGet("/samples", SamplesAsync).WithSummary("Samples of a channel, or their lowest and highest");
        result.MapGet("/map", MapAsync).WithSummary("A map of levels, a byte per cell");
        result.MapGet("/spectrum", SpectrumAsync).WithSummary("A spectrum of a channel over a step");
        result.MapGet("/lines", Lines).WithSummary("Orders and frequencies of the machine's parts");
        result.MapGet("/speed", SpeedAsync).WithSummary("Shaft speed over time");
        result.MapGet("/audio", AudioAsync).WithSummary("A channel to listen to, as WAV");
    }

    private static async Task<FileContentHttpResult> SamplesAsync(
        string id,
        string channel,
        double? from,
        double? to,
        int? points,
        Archives archives,
        HttpContext context,
        CancellationToken cancel)
    {
        RecordedTest test = RecordedTest.Of(archives, id);
        string unit = test.ChannelOf(channel).Unit;
        (SampleEnvelope envelope, double rate) = await Task.Run(
            () =>
            {
                using ChannelReader reader = new(test.Path, test.Recipe, channel);
                return (SampleEnvelope.Read(reader, from ?? 0, to, points ?? 2000, cancel), reader.SampleRateHz);
            },
            cancel).ConfigureAwait(false);
        SetHead(context, "X-Bench-Samples", new SamplesHead(
            envelope.FromSeconds,
            envelope.ToSeconds,
            rate,
            unit,
            envelope.IsPairs,
            envelope.Values.Length / (envelope.IsPairs ? 2 : 1)));
        return TypedResults.Bytes(envelope.Bytes, "application/octet-stream");
    }

    private static async Task<FileContentHttpResult> MapAsync(
        string id,
        string kind,
        string channel,
        string? step,
        Archives archives,
        HeavyWork work,
        HttpContext context,
        CancellationToken cancel)
    {
        RecordedTest test = RecordedTest.Of(archives, id);
        RunAnalysis? run = kind == "spectrogram"
            ? null
            : await test.AnalyseAsync(work, cancel).ConfigureAwait(false);
        SignalMap map = await work.RunAsync(
            test.KeyOf("map", kind, channel, step ?? ""),
            stop => MakeMap(test, (kind, channel, step), run, stop),
            cancel).ConfigureAwait(false);
        SetHead(context, "X-Bench-Map", map.Head);
        return TypedResults.Bytes(map.Cells, "application/octet-stream");
    }

    private static SignalMap MakeMap(
        RecordedTest test,
        (string Kind, string Channel, string? Step) asked,
        RunAnalysis? run,
        CancellationToken cancel)
    {
        Channel channel = test.ChannelOf(asked.Channel);
        var stretch = StepStretch.Of(test.Recipe.PartType, asked.Step);
        OrderMap? orders = run?.OrderMaps.FirstOrDefault(known =>
            known.Channel == asked.Channel && (asked.Step is null || known.Step == asked.Step));
        if (asked.Kind == "order-rpm")
        {
            return SignalMap.Of(
                orders ?? throw new KeyNotFoundException("The part type asks for no orders of this channel and step."),
                channel.Quantity);
        }

        using ChannelReader reader = new(test.Path, test.Recipe, asked.Channel);
        var frames = FrameLevels.Of(reader, stretch.Samples(reader), channel.Quantity, cancel);
        return asked.Kind switch
        {
            "spectrogram" => SignalMap.Spectrogram(frames, channel.Quantity),
            "order-time" => SignalMap.OrdersOverTime(frames, run!, MapMaxOrder, channel.Quantity),
            "campbell" => SignalMap.Campbell(frames, run!, channel.Quantity),
            _ => throw new FormatException("kind: expected order-rpm, order-time, campbell or spectrogram."),
        };
    }

    private static async Task<SpectrumView> SpectrumAsync(
        string id,
        string kind,
        string channel,
        string? step,
        Archives archives,
        HeavyWork work,
        CancellationToken cancel)
    {
        RecordedTest test = RecordedTest.Of(archives, id);
        SpectrumView view = kind == "order"
            ? StoredOrderSpectrum.Of(archives, id, channel, step)
            : await work.RunAsync(
                test.KeyOf("spectrum", kind, channel, step ?? ""),
                stop => MakeSpectrum(test, kind, channel, step, stop),
                cancel).ConfigureAwait(false);
        return view with { Lines = LinesOf(test.Recipe.PartType, step) };
    }

    private static SpectrumView MakeSpectrum(
        RecordedTest test, string kind, string id, string? step, CancellationToken cancel)
    {
        Channel channel = test.ChannelOf(id);
        var stretch = StepStretch.Of(test.Recipe.PartType, step);
        using ChannelReader reader = new(test.Path, test.Recipe, id);
        (long From, long To) range = stretch.Samples(reader);
        return kind switch
        {
            "spectrum" => SpectrumView.Power(reader, channel, range, cancel),
            "psd" => SpectrumView.Density(reader, channel, range, cancel),
            "octaves" => SpectrumView.Octaves(reader, channel, range, cancel),
            "cepstrum" => SpectrumView.Quefrencies(reader, range, cancel),
            "envelope" => SpectrumView.Envelope(
                reader, channel, EnvelopeBand(test.Recipe.PartType, id), stretch, cancel),
            _ => throw new FormatException("kind: expected spectrum, psd, envelope, octaves, cepstrum or order."),
        };
    }

    private static (double FromHz, double ToHz) EnvelopeBand(PartType partType, string channel) =>
        partType.Analyses
            .OfType<EnvelopeSpectrumRequest>()
            .FirstOrDefault(known => known.Channels.Contains(channel)) is { } request
            ? (request.FromHz, request.ToHz)
            : (EnvelopeFromHz, EnvelopeToHz);

    private static ImmutableArray<KnownLine> Lines(string id, string? step, Archives archives) => archives.Find(
        id,
        (archive, store, run) => LinesOf(
            (archive.RecipeOf(store, run.RecipeHash) ?? throw RecordedTest.NoRecipe()).PartType, step));

    private static ImmutableArray<KnownLine> LinesOf(PartType partType, string? step) =>
        KnownLine.Of(partType, partType.Steps.FirstOrDefault(known => known.Name == step));

    private static async Task<SpeedView> SpeedAsync(
        string id, Archives archives, HeavyWork work, CancellationToken cancel)
    {
        RecordedTest test = RecordedTest.Of(archives, id);
        RunAnalysis run = await test.AnalyseAsync(work, cancel).ConfigureAwait(false);
        return new SpeedView(
            [.. run.Speed.TimesSeconds.Select(seconds => Math.Round(seconds, 4))],
            [.. run.Speed.SpeedsRpm.Select(rpm => double.IsFinite(rpm) ? Math.Round(rpm, 1) : 0)]);
    }

    private static async Task<FileContentHttpResult> AudioAsync(
        string id,
        [AsParameters] AudioRequest asked,
        Archives archives,
        HeavyWork work,
        CancellationToken cancel)
    {
        RecordedTest test = RecordedTest.Of(archives, id);
        test.ChannelOf(asked.Channel);
        RunAnalysis? run = asked.Mode == "order"
            ? await test.AnalyseAsync(work, cancel).ConfigureAwait(false)
            : null;
        byte[] wav = await work
            .RunAsync(test.KeyOf("audio", asked.ToString()), stop => MakeAudio(test, asked, run, stop), cancel)
            .ConfigureAwait(false);
        return TypedResults.Bytes(wav, "audio/wav", enableRangeProcessing: true);
    }

    private static byte[] MakeAudio(
        RecordedTest test, AudioRequest asked, RunAnalysis? run, CancellationToken cancel)
    {
        using ChannelReader reader = new(test.Path, test.Recipe, asked.Channel);
        double rate = reader.SampleRateHz;
        double end = Math.Min(asked.To ?? double.MaxValue, reader.Length / rate);
        double begin = Math.Max(asked.From ?? 0, 0);
        if (!(end > begin && end - begin <= AudioClip.LongestSeconds && (asked.Level ?? -20) is <= 0 and >= -80))
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"from, to, level: expected a stretch of at most {AudioClip.LongestSeconds} s at -80 to 0 dB."));
        }

        long first = (long)(begin * rate);
        float[] samples = reader.ReadAll(first, (long)(end * rate), cancel);
        float[] heard = asked.Mode switch
        {
            null or "whole" => samples,
            "band" => AudioClip.Band(samples, rate, asked.LowHz ?? 0, asked.HighHz ?? 0),
            "order" => AudioClip.Order(samples, first / rate, rate, run!, asked.Order ?? 1),
            _ => throw new FormatException("mode: expected whole, band or order."),
        };
        return AudioClip.Write(heard, rate, asked.Level ?? -20);
    }

    // Escaped to ASCII, as headers have to be.
    private static void SetHead<T>(HttpContext context, string name, T head) =>
        context.Response.Headers[name] = JsonSerializer.Serialize(head, WebJson.Options);
}

/// <summary>What samples that are sent mean.</summary>
internal sealed record SamplesHead(double From, double To, double RateHz, string Unit, bool Pairs, int Count);

/// <summary>Shaft speed over time.</summary>
internal sealed record SpeedView(double[] Seconds, double[] Rpm);

/// <summary>What is to be heard.</summary>
internal sealed record AudioRequest(
    string Channel,
    double? From,
    double? To,
    string? Mode,
    double? LowHz,
    double? HighHz,
    double? Order,
    double? Level);
