using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Acquisition;

namespace Bench.Recordings.Mdf;

/// <summary>
/// All channels of the source, one property each in the header comment: a channel that never delivered a sample is in
/// no data group, and a replay has to offer it all the same.
/// </summary>
internal static class MdfChannelList
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // XML escapes what it must
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The properties that list the channels.</summary>
    public static IEnumerable<(string Name, string Value)> Write(ImmutableArray<SourceChannel> channels) =>
        channels.Select((channel, index) => (NameOf(index), JsonSerializer.Serialize(
            new Listed(
                channel.Signal,
                channel.Name,
                channel.Unit,
                channel.Format,
                channel.Scale,
                channel.Offset,
                channel.Clock.Numerator,
                channel.Clock.Denominator,
                channel.Clock.TicksPerSample),
            s_json)));

    /// <summary>The channels; empty where the file has no list or a damaged one.</summary>
    public static ImmutableArray<SourceChannel> Read(MdfComment comment)
    {
        ImmutableArray<SourceChannel>.Builder channels = ImmutableArray.CreateBuilder<SourceChannel>();
        while (comment.Property(NameOf(channels.Count)) is { Length: > 0 } text)
        {
            if (Parse(text) is not SourceChannel channel)
            {
                return [];
            }

            channels.Add(channel);
        }

        return channels.ToImmutable();
    }

    private static string NameOf(int index) => "channel." + MdfHeaderBlocks.Invariant(index);

    private static SourceChannel? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Listed>(text, s_json) is Listed one && IsWhole(one)
                ? new SourceChannel(
                    one.Signal,
                    one.Name,
                    one.Unit,
                    one.Format,
                    one.Scale,
                    one.Offset,
                    new SampleClock(one.Numerator, one.Denominator, one.TicksPerSample))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsWhole(Listed one) =>
        one is { Signal: not null, Name: not null, Unit: not null }
        && one is { Numerator: > 0, Denominator: > 0, TicksPerSample: > 0 };

    private sealed record Listed(
        string Signal,
        string Name,
        string Unit,
        SampleFormat Format,
        double Scale,
        double Offset,
        long Numerator,
        long Denominator,
        long TicksPerSample);
}
