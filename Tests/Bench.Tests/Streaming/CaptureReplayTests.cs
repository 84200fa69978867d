using System.Security.Cryptography;
using System.Text.Json;
using Bench.Streaming;

namespace Bench.Bench.Tests.Streaming;

/// <summary>Recorded sessions of the public implementations against an independent decode of the same bytes.</summary>
public sealed class CaptureReplayTests
{
    public static TheoryData<string> Names { get; } = [.. Capture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void As_recorded_every_sample_and_tick_is_as_decoded_independently(string name)
    {
        var capture = Capture.Require(name);
        Check(capture, capture.RecordedSplits());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Byte_by_byte_every_sample_and_tick_is_as_decoded_independently(string name)
    {
        var capture = Capture.Require(name);
        Check(capture, Enumerable.Repeat(1, capture.Bytes.Length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_random_splits_every_sample_and_tick_is_as_decoded_independently(string name)
    {
        var capture = Capture.Require(name);
        for (int seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            int longest = 1 << random.Next(1, 15);
            Check(capture, Enumerable.Range(0, capture.Bytes.Length).Select(_ => random.Next(1, longest + 1)));
        }
    }

    [Fact]
    public void Data_of_a_withdrawn_signal_is_marked()
    {
        var recorder = new SessionRecorder();
        var capture = Capture.Require("dropadd");
        recorder.Feed(capture.Bytes, []);

        // Three packets before the withdrawal, four after the signal came back until the other one was left, seven
        // more.
        RecordedSignal withdrawn = recorder.Signals["/EolBench/IO/AI1/Sig/Acc1"];
        Assert.Equal(17, withdrawn.Packets.Count);
        Assert.Equal(13, withdrawn.AvailablePackets);
    }

    [Fact]
    public void Both_dialects_give_scale_unit_and_clock()
    {
        var recorder = new SessionRecorder();
        recorder.Feed(Capture.Require("lt_server").Bytes, []);
        SignalDescription counts = recorder.Signals["/Lt/Acc1"].Description;
        Assert.Equal(StreamDataType.Int32, counts.DataType);
        Assert.Equal(1.0 / (1 << 23), counts.Scale);
        Assert.Equal("m/s2", counts.Unit);

        SignalDescription? clock = recorder.Signals["/Lt/Acc1"].Clock;
        Assert.True(clock?.IsLinearTime);
        Assert.Equal(
            (1, 1_000_000_000, 156_250), (clock!.ResolutionNumerator, clock.ResolutionDenominator, clock.Delta));
        Assert.Equal("1970-01-01", clock.Origin);
    }

    private static void Check(Capture capture, IEnumerable<int> splits)
    {
        var recorder = new SessionRecorder();
        recorder.Feed(capture.Bytes, splits);
        JsonElement expected = capture.Expected();
        Assert.Equal(expected.EnumerateObject().Select(e => e.Name).Order(), recorder.Signals.Keys.Order());
        foreach (JsonProperty signal in expected.EnumerateObject())
        {
            RecordedSignal actual = recorder.Signals[signal.Name];
            string hash = Convert.ToHexStringLower(SHA256.HashData(actual.Bytes.WrittenSpan));
            Assert.Equal(signal.Value.GetProperty("sha256").GetString(), hash);
            Assert.Equal(
                ExpectedPackets(signal.Value), actual.Packets.Select(p => (p.ValueIndex, p.FirstTick, p.Count)));
        }
    }

    private static IEnumerable<(long Index, long? Tick, int Count)> ExpectedPackets(JsonElement signal)
    {
        foreach (JsonElement packet in signal.GetProperty("packets").EnumerateArray())
        {
            long? tick = packet[1].ValueKind == JsonValueKind.Null ? null : packet[1].GetInt64();
            yield return (packet[0].GetInt64(), tick, packet[2].GetInt32());
        }
    }
}
