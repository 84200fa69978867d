using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Samples.Tests.Device;

/// <summary>A client made of a bare socket, that sends whatever a test wants.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _received = new byte[64 * 1024];

    public StreamingSession Session { get; } = new(StreamingLimits.Default);

    public List<SessionEvent> Events { get; } = [];

    public List<JsonNode?> Responses { get; } = [];

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Connects, upgrades and reads the greeting.</summary>
    public static async Task<RawClient> UpgradeAsync(int port)
    {
        RawClient client = await ConnectAsync(port);
        string key = WebSocketHandshake.NewKey();
        await client.SendAsync(WebSocketHandshake.Request("localhost", "/", key));
        ReadOnlySequence<byte> bytes = await client.ReceiveAsync();
        HttpHead? head;
        while (!HttpHead.TryRead(ref bytes, out head))
        {
            bytes = new ReadOnlySequence<byte>([.. bytes.ToArray(), .. (await client.ReceiveAsync()).ToArray()]);
        }

        WebSocketHandshake.CheckAnswer(head!, key);
        client.Take(bytes);
        await client.ReadUntilAsync(found => found == SessionEvent.AvailableChanged);
        return client;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) =>
        await _socket.SendAsync(bytes, SocketFlags.None, TestContext.Current.CancellationToken);

    public async Task SendAsync(Masking masking, Action<StreamingWriter> write)
    {
        var writer = new StreamingWriter(masking);
        write(writer);
        await SendAsync(writer.Written);
    }

    public Task CommandAsync(Masking masking, string method, JsonNode? parameters) => SendAsync(
        masking,
        writer => writer.WriteMetadata(0, "request", new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 7,
            ["method"] = $"{Session.Stream!.StreamId}.{method}",
            ["params"] = parameters,
        }));

    /// <summary>Reads events until one fits; fails when the device hangs up first.</summary>
    public async Task ReadUntilAsync(Func<SessionEvent, bool> isEnough)
    {
        while (!Events.Any(isEnough))
        {
            ReadOnlySequence<byte> bytes = await ReceiveAsync();
            Assert.False(bytes.IsEmpty, "the device hung up");
            Take(bytes);
        }
    }

    /// <summary>Everything until the device hangs up, as text.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        while (await ReceiveAsync() is { IsEmpty: false } bytes)
        {
            text.Append(Encoding.Latin1.GetString(bytes));
        }

        return text.ToString();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<ReadOnlySequence<byte>> ReceiveAsync()
    {
        int count = await _socket.ReceiveAsync(_received, SocketFlags.None, TestContext.Current.CancellationToken);
        return new ReadOnlySequence<byte>(_received.AsMemory(0, count).ToArray());
    }

    private void Take(ReadOnlySequence<byte> bytes)
    {
        while (Session.Read(ref bytes) is var found && found != SessionEvent.NeedMore)
        {
            Events.Add(found);
            if (found == SessionEvent.Response)
            {
                Responses.Add(Session.Message);
            }
        }
    }
}
