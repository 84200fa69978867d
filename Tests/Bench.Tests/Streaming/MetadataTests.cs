using System.Buffers;
using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Bench.Tests.Streaming;

public sealed class MetadataTests
{
    /// <summary>Bytes from the MessagePack specification's own format table.</summary>
    [Theory]
    [InlineData(new byte[] { 0x7F }, "127")]
    [InlineData(new byte[] { 0xFF }, "-1")]
    [InlineData(new byte[] { 0xCC, 0xFF }, "255")]
    [InlineData(new byte[] { 0xCD, 0xC8, 0x00 }, "51200")]
    [InlineData(new byte[] { 0xD1, 0x80, 0x00 }, "-32768")]
    [InlineData(new byte[] { 0xD3, 0x80, 0, 0, 0, 0, 0, 0, 0 }, "-9223372036854775808")]
    [InlineData(new byte[] { 0xCF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "18446744073709551615")]
    [InlineData(new byte[] { 0xCA, 0x43, 0xFA, 0x00, 0x00 }, "500")]
    [InlineData(new byte[] { 0xCB, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0 }, "1.5")]
    [InlineData(new byte[] { 0x93, 0xC3, 0xC2, 0xC0 }, "[true,false,null]")]
    [InlineData(new byte[] { 0xD9, 2, 0x68, 0x69 }, "\"hi\"")]
    [InlineData(new byte[] { 0x92, 0xC4, 2, 1, 2, 0x05 }, "[null,5]")]
    [InlineData(new byte[] { 0x92, 0xD5, 1, 2, 3, 0x05 }, "[null,5]")]
    public void MessagePack_reads_every_form(byte[] bytes, string json)
    {
        JsonNode? read = MessagePackReader.Read(bytes, StreamingLimits.Default);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), Reread(read)));
    }

    [Theory]
    [InlineData("{\"a\":[1,-1,127,128,-32,-33,32767,32768,70000,4294967295,4294967296,-2147483649]}")]
    [InlineData("{\"text\":\"äöü m/s² 0123456789 0123456789 0123456789\",\"x\":1.25,\"y\":-0.1,\"n\":null,\"t\":true}")]
    public void MessagePack_written_reads_back(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        MessagePackWriter.Write(output, JsonNode.Parse(json));
        JsonNode? back = MessagePackReader.Read(output.WrittenSpan, StreamingLimits.Default);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), Reread(back)));
    }

    [Fact]
    public void Long_texts_and_lists_read_back()
    {
        var list = new JsonArray([.. Enumerable.Range(0, 70_000).Select(i => JsonValue.Create(i % 3))]);
        var map = new JsonObject { ["text"] = new string('x', 100_000), ["list"] = list };
        var output = new ArrayBufferWriter<byte>();
        MessagePackWriter.Write(output, map);
        JsonNode? back = MessagePackReader.Read(output.WrittenSpan, StreamingLimits.Default);
        Assert.Equal(100_000, back.Member("text").AsText()!.Length);
        Assert.Equal(70_000, ((JsonArray)back.Member("list")!).Count);
    }

    [Theory]
    [InlineData(StreamDialect.V15)]
    [InlineData(StreamDialect.V20)]
    public void A_description_written_in_a_dialect_reads_back(StreamDialect dialect)
    {
        var signal = new SignalDescription
        {
            TableId = "/t",
            DomainId = dialect == StreamDialect.V15 ? "/time" : "",
            ValueIndex = 7,
            Name = "Acc",
            DataType = StreamDataType.Int32,
            SampleBytes = 4,
            Rule = SignalRule.Explicit,
            Unit = "m/s²",
            UnitQuantity = "acceleration",
            UnitId = 5_067_595,
            Scale = 1.0 / 1024,
            Offset = -2,
            RangeLow = -500,
            RangeHigh = 500,
        };
        Assert.Equal(signal, SignalDescriptionReader.Read(SignalDescriptionWriter.Write(signal, dialect)));
    }

    [Fact]
    public void The_size_of_structs_dimensions_and_bit_fields_is_the_product_of_their_parts()
    {
        // A CAN frame as in a recorded session: 4 + 1 + 64 bytes.
        SignalDescription can = SignalDescriptionReader.Read(JsonNode.Parse("""
            {"definition":{"dataType":"struct","rule":"explicit","struct":[{"dataType":"int32"},{"dataType":"int8"},
             {"dataType":"uint8","dimensions":[{"rule":"linear","linear":{"delta":0,"size":64,"start":1}}]}]}}
            """));
        Assert.Equal(69, can.SampleBytes);
        SignalDescription huge = SignalDescriptionReader.Read(JsonNode.Parse("""
            {"definition":{"dataType":"real64",
             "dimensions":[{"linear":{"size":9000000000000000000}},{"linear":{"size":4}}]}}
            """));
        Assert.Equal(0, huge.SampleBytes);
    }

    /// <summary>
    /// Values of a tree made in memory compare by their .NET type; read from text they compare by number.
    /// </summary>
    private static JsonNode? Reread(JsonNode? node) => node is null ? null : JsonNode.Parse(node.ToJsonString());
}
