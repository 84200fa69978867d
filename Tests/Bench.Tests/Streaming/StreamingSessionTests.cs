using System.Text;
using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Bench.Tests.Streaming;

public sealed class StreamingSessionTests
{
    [Fact]
    public void Fragments_control_frames_between_them_and_masks_make_no_difference()
    {
        byte[] packet =
            WireBuilder.Packet(2, 1, WireBuilder.Packed([.. Enumerable.Range(0, 300).Select(i => (short)i)]));
        byte[] mask = [1, 0x80, 3, 0xFF];
        byte[] bytes = new WireBuilder().SubscribeUsual().Position(1, 0, 5000)
            .Frame(0x02, packet.AsSpan(0, 3), mask)
            .Frame(0x89, "hello"u8)
            .Frame(0x00, packet.AsSpan(3, 200))
            .Frame(0x8A, [])
            .Frame(0x80, packet.AsSpan(203), mask)
            .Bytes;
        SessionRecorder recorder = Replay(bytes);
        RecordedSignal signal = recorder.Signals["/v"];
        Assert.Equal([new SampleRun(0, 5000, 300, 600)], signal.Packets);
        Assert.Equal(packet[8..], signal.Bytes.WrittenSpan.ToArray());
        Assert.Contains(SessionEvent.Ping, recorder.Events);
        Assert.Contains(SessionEvent.Pong, recorder.Events);
    }

    [Fact]
    public void A_packet_goes_on_in_the_next_message_and_a_message_holds_several_packets()
    {
        byte[] one = WireBuilder.Packet(2, 1, WireBuilder.Packed(1, 2, 3));
        byte[] two = WireBuilder.Packet(2, 1, WireBuilder.Packed(4, 5));
        byte[] all = [.. one, .. two, .. one];
        byte[] bytes = new WireBuilder().SubscribeUsual().Position(1, 0, 100)
            .Frame(0x82, all.AsSpan(0, one.Length + 2))
            .Frame(0x82, all.AsSpan(one.Length + 2))
            .Bytes;
        RecordedSignal signal = Replay(bytes).Signals["/v"];
        Assert.Equal([(0, 100), (3, 103), (5, 105)], signal.Packets.Select(p => (p.ValueIndex, p.FirstTick!.Value)));
        Assert.Equal(WireBuilder.Packed(1, 2, 3, 4, 5, 1, 2, 3), signal.Bytes.WrittenSpan.ToArray());
    }

    [Fact]
    public void A_frame_of_more_than_64_KiB_has_a_64_bit_length()
    {
        byte[] packet = WireBuilder.Packet(2, 1, new byte[100_000]);
        RecordedSignal signal =
            Replay(new WireBuilder().SubscribeUsual().Position(1, 0, 0).Frame(0x82, packet).Bytes).Signals["/v"];
        Assert.Equal(50_000, signal.Packets[0].Count);
    }

    [Fact]
    public void An_empty_payload_is_an_empty_packet()
    {
        byte[] empty = [2, 0, 0, 0x10];
        byte[] bytes = new WireBuilder().SubscribeUsual().Position(1, 0, 9).Frame(0x82, empty).Data(2, 1, 2).Bytes;
        Assert.Equal([new SampleRun(0, 9, 2, 4)], Replay(bytes).Signals["/v"].Packets);
    }

    [Fact]
    public void Each_signal_has_its_own_row_count_and_a_new_position_alone_is_no_gap()
    {
        // Two signals of one table, subscribed 10 rows apart; the server says the position before every packet anew.
        var wire = new WireBuilder();
        wire.SubscribeUsual().Position(1, 0, 1000).Data(2, new short[10]);
        wire.Subscribe(
            3, "/w", """{"tableId":"/t","valueIndex":0,"definition":{"rule":"explicit","dataType":"int16"}}""");
        wire.Position(1, 10, 1010).Data(2, new short[10]).Position(1, 0, 1010).Data(3, new short[10]);
        wire.Position(1, 20, 1020).Data(2, new short[10]).Position(1, 10, 1020).Data(3, new short[10]);
        SessionRecorder recorder = Replay(wire.Bytes);
        Assert.Equal([1000L, 1010L, 1020L], recorder.Signals["/v"].Packets.Select(p => p.FirstTick!.Value));
        Assert.Equal([1010L, 1020L], recorder.Signals["/w"].Packets.Select(p => p.FirstTick!.Value));
    }

    [Fact]
    public void The_first_description_gives_the_row_and_later_ones_only_a_larger_one()
    {
        var wire = new WireBuilder();
        wire.SubscribeUsual(valueIndex: 40).Position(1, 0, 1000).Data(2, 1, 2);
        wire.Write(w => w.WriteMetadata(2, "signal", JsonNode.Parse("""{"valueIndex":0}""")));
        wire.Data(2, 3, 4);
        wire.Write(w => w.WriteMetadata(2, "signal", JsonNode.Parse("""{"valueIndex":60}""")));
        wire.Data(2, 5, 6);
        Assert.Equal([40L, 42L, 60L], Replay(wire.Bytes).Signals["/v"].Packets.Select(p => p.ValueIndex));
    }

    [Fact]
    public void An_update_may_carry_only_what_changed()
    {
        var wire = new WireBuilder();
        wire.SubscribeUsual().Position(1, 0, 0);
        JsonNode? change = JsonNode.Parse("""{"definition":{"postScaling":{"scale":2,"offset":1}}}""");
        wire.Write(w => w.WriteMetadata(2, "signal", change));
        RecordedSignal signal = Replay(wire.Data(2, 1).Bytes).Signals["/v"];
        Assert.Equal(StreamDataType.Int16, signal.Description.DataType);
        Assert.Equal((2.0, 1.0), (signal.Description.Scale, signal.Description.Offset));
    }

    [Fact]
    public void Metadata_may_come_as_json()
    {
        byte[] json =
            [1, 0, 0, 0, .. Encoding.UTF8.GetBytes("""{"method":"apiVersion","params":{"version":"1.5.0"}}""")];
        SessionRecorder recorder = Replay(new WireBuilder().Frame(0x82, WireBuilder.Packet(0, 2, json)).Bytes);
        Assert.Equal("1.5.0", recorder.Session.ApiVersion);
    }

    [Fact]
    public void A_constant_signal_gives_its_latest_value()
    {
        byte[] pair = [7, 0, 0, 0, 0, 0, 0, 0, 42];
        byte[] bytes = new WireBuilder()
            .Subscribe(5, "/s", """{"tableId":"/t","definition":{"rule":"constant","dataType":"uint8"}}""")
            .Frame(0x82, WireBuilder.Packet(5, 1, pair)).Bytes;
        SessionRecorder recorder = Replay(bytes);
        Assert.Contains(SessionEvent.ConstantChanged, recorder.Events);
        Assert.Equal((42L, 7L), (recorder.Session.Find("/s")!.ConstantValue, recorder.Session.Find("/s")!.NextIndex));
    }

    [Fact]
    public void Signals_of_unknown_type_and_unknown_packet_types_are_skipped()
    {
        byte[] bytes = new WireBuilder().SubscribeUsual().Position(1, 0, 0)
            .Subscribe(9, "/x", """{"tableId":"/t","definition":{"rule":"explicit","dataType":"binary"}}""")
            .Data(9, 1, 2, 3).Data(77, 1)
            .Frame(0x82, WireBuilder.Packet(0, 3, new byte[700]))
            .Data(2, 1).Bytes;
        SessionRecorder recorder = Replay(bytes);
        Assert.Single(recorder.Signals);
        Assert.Equal(2, recorder.Session.SkippedPackets);
    }

    [Theory]
    [InlineData(0xC2, "reserved bits")]
    [InlineData(0x83, "opcode 3")]
    [InlineData(0x09, "control frame")]
    [InlineData(0x80, "continuation without a message")]
    public void An_impossible_frame_is_named(int first, string reason) =>
        AssertBroken(new WireBuilder().Frame(first, [1, 2, 3]), reason);

    [Fact]
    public void A_length_of_4_GB_is_refused_before_its_bytes_come() =>
        AssertBroken(new WireBuilder().Frame(0x82, [2, 0, 0, 0x10, 0xFF, 0xFF, 0xFF, 0xFF]), "4294967295 bytes");

    [Fact]
    public void Reserved_bits_of_the_packet_type_are_named() =>
        AssertBroken(new WireBuilder().Frame(0x82, [2, 0, 0x10, 0x90, 0]), "reserved bits");

    [Fact]
    public void Half_a_sample_is_named() =>
        AssertBroken(
            new WireBuilder().SubscribeUsual().Frame(0x82, WireBuilder.Packet(2, 1, [1, 2, 3])), "multiple of 2");

    [Theory]
    [InlineData(new byte[] { 2, 0, 0, 0, 0xC1 }, "0xC1")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0xDF, 0xFF, 0xFF, 0xFF, 0xFF }, "ends early")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0x81, 0x05, 0x05 }, "not a text")]
    [InlineData(new byte[] { 9, 0, 0, 0, 0x80 }, "encoding 9")]
    [InlineData(new byte[] { 1, 0, 0, 0, 0x7B }, "not JSON")]
    [InlineData(new byte[] { 1, 0 }, "4 bytes first")]
    public void Broken_metadata_is_named(byte[] payload, string reason) =>
        AssertBroken(new WireBuilder().Frame(0x82, WireBuilder.Packet(0, 2, payload)), reason);

    [Theory]
    [InlineData(0x91)]
    [InlineData(0x81)]
    public void Metadata_nested_without_end_is_refused(byte code)
    {
        byte[] nested = [2, 0, 0, 0, .. Enumerable.Repeat(code, 100_000)];
        AssertBroken(new WireBuilder().Frame(0x82, WireBuilder.Packet(0, 2, nested)), "deeper than 32");
    }

    [Fact]
    public void Too_many_signals_are_refused()
    {
        var wire = new WireBuilder();
        for (int i = 1; i <= 1025; i++)
        {
            wire.Subscribe(i, $"/s{i}", "{}");
        }

        AssertBroken(wire, "More than 1024 signals");
    }

    private static SessionRecorder Replay(byte[] bytes)
    {
        var whole = new SessionRecorder();
        whole.Feed(bytes, []);
        var single = new SessionRecorder();
        single.Feed(bytes, Enumerable.Repeat(1, bytes.Length));
        foreach ((string id, RecordedSignal signal) in whole.Signals)
        {
            Assert.Equal(signal.Packets, single.Signals[id].Packets);
            Assert.Equal(signal.Bytes.WrittenSpan.ToArray(), single.Signals[id].Bytes.WrittenSpan.ToArray());
        }

        return whole;
    }

    private static void AssertBroken(WireBuilder wire, string reason)
    {
        StreamingException e = Assert.Throws<StreamingException>(() => new SessionRecorder().Feed(wire.Bytes));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }
}
