using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Benchmarks;

/// <summary>
/// A device made of a bare socket: greets, answers the subscription, then sends the same prepared bytes for ever. It
/// costs little more than the copy into the kernel, so that the receiving side is what is measured.
/// </summary>
internal sealed class ByteServer : IDisposable
{
    private const int SendBytes = 512 * 1024;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _data;
    private readonly Task _serving;
    private Socket? _client;

    public ByteServer(int blockBytes)
    {
        StreamingWriter writer = new(Masking.None);
        WireSignal.WriteSamples(writer, blockBytes, SendBytes);
        _data = writer.Written.ToArray();
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _serving = Task.Factory.StartNew(
            Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
        _serving.Wait();
    }

    private void Serve()
    {
        try
        {
            using Socket client = _client = _listener.Accept();
            Greet(client);
            while (true)
            {
                client.Send(_data);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client had enough.
        }
    }

    private static void Greet(Socket client)
    {
        ReadOnlySequence<byte> bytes = default;
        HttpHead? head;
        while (!HttpHead.TryRead(ref bytes, out head))
        {
            bytes = Receive(client, bytes);
        }

        client.Send(WebSocketHandshake.Answer(head!["Sec-WebSocket-Key"]));
        StreamingWriter writer = new(Masking.None);
        writer.WriteMetadata(0, "apiVersion", new JsonObject { ["version"] = "2.0.0" });
        writer.WriteMetadata(0, "init", JsonNode.Parse("""{"streamId":"s","commandInterfaces":{"jsonrpc":{}}}"""));
        writer.WriteMetadata(0, "available", new JsonArray(JsonValue.Create(WireSignal.Id)));
        client.Send(writer.Written.Span);

        StreamingSession session = new(StreamingLimits.Default);
        while (session.Read(ref bytes) is var found && found != SessionEvent.Request)
        {
            bytes = found == SessionEvent.NeedMore ? Receive(client, bytes) : bytes;
        }

        writer.Clear();
        WireSignal.WriteSubscription(writer);
        JsonNode id = session.Message!["id"]!.DeepClone();
        writer.WriteMetadata(
            0, "response", new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["result"] = new JsonArray(true) });
        client.Send(writer.Written.Span);
    }

    private static ReadOnlySequence<byte> Receive(Socket client, ReadOnlySequence<byte> rest)
    {
        byte[] piece = new byte[4096];
        int count = client.Receive(piece);
        return count > 0
            ? new ReadOnlySequence<byte>([.. rest.ToArray(), .. piece.AsSpan(0, count)])
            : throw new SocketException((int)SocketError.ConnectionReset);
    }
}
