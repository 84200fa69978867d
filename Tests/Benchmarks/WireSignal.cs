using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Benchmarks;

/// <summary>One signal on the wire as a device sends it: a time signal of 51.2 kHz and float32 samples.</summary>
internal static class WireSignal
{
    public const string Id = "/acc";

    private const int TimeNumber = 1;
    private const int ValueNumber = 2;

    /// <summary>Subscribes and describes both signals and gives the first sample's position.</summary>
    public static void WriteSubscription(StreamingWriter writer)
    {
        Describe(writer, TimeNumber, "/time", """
            {"tableId":"/time","definition":{"rule":"linear","linear":{"delta":1},"dataType":"int64",
             "resolution":{"num":1,"denom":51200},"unit":{"quantity":"time"}}}
            """);
        Describe(writer, ValueNumber, Id, """
            {"tableId":"/time","valueIndex":0,"definition":{"rule":"explicit","dataType":"real32"}}
            """);
        writer.WriteLinear(TimeNumber, 0, 0);
    }

    /// <summary>Frames of samples, as many as fit into about the given number of bytes, at least one.</summary>
    /// <returns>Number of frames.</returns>
    public static int WriteSamples(StreamingWriter writer, int blockBytes, int totalBytes)
    {
        byte[] samples = new byte[blockBytes];
        new Random(1).NextBytes(samples);
        int count = Math.Max(1, totalBytes / blockBytes);
        for (int i = 0; i < count; i++)
        {
            writer.WritePacket(ValueNumber, PacketType.Data, samples);
        }

        return count;
    }

    private static void Describe(StreamingWriter writer, int number, string id, string signal)
    {
        writer.WriteMetadata(number, "subscribe", new JsonObject { ["signalId"] = id });
        writer.WriteMetadata(number, "signal", JsonNode.Parse(signal));
    }
}
