using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Bench.Bench.Tests.Streaming;
using Bench.Streaming;

namespace Bench.Bench.Tests.Acquisition;

/// <summary>
/// A server made of a bare socket: greets, answers the subscription, then sends what a test prepared.
/// </summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ScriptedServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Serves one client on a thread of its own; returns when the script ends.</summary>
    public Task ServeAsync(string[] available, Func<WireBuilder, WireBuilder> subscribed, Action<Socket> script) =>
        Task.Factory.StartNew(
            () => Serve(available, subscribed, script), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose() => _listener.Dispose();

    private void Serve(string[] available, Func<WireBuilder, WireBuilder> subscribed, Action<Socket> script)
    {
        using Socket client = _listener.Accept();
        ReadOnlySequence<byte> bytes = default;
        HttpHead? head;
        while (!HttpHead.TryRead(ref bytes, out head))
        {
            bytes = Receive(client, bytes);
        }

        client.Send(WebSocketHandshake.Answer(head!["Sec-WebSocket-Key"]));
        client.Send(new WireBuilder().Write(writer =>
        {
            writer.WriteMetadata(0, "apiVersion", new JsonObject { ["version"] = "2.0.0" });
            writer.WriteMetadata(0, "init", JsonNode.Parse("""{"streamId":"s","commandInterfaces":{"jsonrpc":{}}}"""));
            writer.WriteMetadata(0, "available", new JsonArray([.. available.Select(id => JsonValue.Create(id))]));
        }).Bytes);

        var session = new StreamingSession(StreamingLimits.Default);
        while (session.Read(ref bytes) is var found && found != SessionEvent.Request)
        {
            bytes = found == SessionEvent.NeedMore ? Receive(client, bytes) : bytes;
        }

        long id = session.Message.Member("id").AsInt64()!.Value;
        var response = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["result"] = new JsonArray(true) };
        client.Send(subscribed(new WireBuilder()).Write(writer => writer.WriteMetadata(0, "response", response)).Bytes);
        try
        {
            script(client);
        }
        catch (SocketException)
        {
            // The client had enough.
        }
    }

    private static ReadOnlySequence<byte> Receive(Socket client, ReadOnlySequence<byte> rest)
    {
        byte[] piece = new byte[4096];
        int count = client.Receive(piece);
        return new ReadOnlySequence<byte>([.. rest.ToArray(), .. piece.AsSpan(0, count)]);
    }
}
