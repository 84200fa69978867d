using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Samples.Device;

/// <summary>
/// One streaming session: what a client hears and asks after the upgrade. Commands and samples share one lock, so that
/// no sample precedes its signal's metadata and none follows the acknowledgement of an unsubscription.
/// </summary>
internal sealed class DeviceSession : IAsyncDisposable
{
    /// <summary>Close code of RFC 6455, 7.4.1: protocol error, big-endian.</summary>
    private static readonly byte[] s_protocolError = [0x03, 0xEA];

    /// <summary>How long a client that broke the protocol gets to hear why.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);

    private readonly DaqDevice _device;
    private readonly NetworkStream _stream;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly StreamingWriter _writer = new(Masking.None);
    private readonly Subscriptions _subscriptions;
    private readonly CancellationTokenSource _stop = new();
    private Task _cycle = Task.CompletedTask;
    private int _cycleNumber;

    public DeviceSession(DaqDevice device, Socket socket, NetworkStream stream)
    {
        _device = device;
        _stream = stream;
        _subscriptions = new Subscriptions(device.Signals, device.Options.Dialect);
        string peer = ((IPEndPoint)socket.RemoteEndPoint!).ToString();
        StreamId = device.Options.Dialect == StreamDialect.V20
            ? peer
            : string.Concat(peer.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
    }

    /// <summary>Id that prefixes the methods of commands.</summary>
    public string StreamId { get; }

    /// <summary>Serves the session until the client leaves, or breaks the protocol and is told so.</summary>
    public async Task RunAsync(PipeReader input, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancel);
        _device.AddSession(this);
        await SendAsync(Greet, either.Token);
        try
        {
            await ListenAsync(input, either);
        }
        catch (StreamingException e)
        {
            either.CancelAfter(s_farewell);
            await SendAsync(writer => writer.WriteControl(WebSocketOpcode.Close, Farewell(e.Message)), either.Token);
        }
    }

    private async Task ListenAsync(PipeReader input, CancellationTokenSource either)
    {
        var session =
            new StreamingSession(new StreamingLimits { MaxPacketBytes = 1 << 20, MaxMetadataBytes = 1 << 20 });
        bool isOpen = true;
        while (isOpen)
        {
            ReadResult result = await input.ReadAsync(either.Token);
            ReadOnlySequence<byte> buffer = result.Buffer;
            while (session.Read(ref buffer) is var found && found != SessionEvent.NeedMore)
            {
                isOpen &= await HandleAsync(session, found, either.Token);
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            isOpen &= !result.IsCompleted;
        }
    }

    /// <summary>Executes a JSON-RPC command, from the stream or from HTTP.</summary>
    public async Task<CommandResult> ExecuteAsync(JsonNode? request, CancellationToken cancel) =>
        await ExecuteAsync(request, (_, _) => { }, cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _cycle;
        _device.RemoveSession(this);
        _stop.Dispose();
        _sending.Dispose();
    }

    /// <summary>A close frame's payload: the code, then as much of the reason as its 125 bytes hold.</summary>
    private static byte[] Farewell(string reason)
    {
        byte[] text = Encoding.UTF8.GetBytes(reason);
        return [.. s_protocolError, .. text.AsSpan(0, Math.Min(text.Length, 120))];
    }

    private async Task<bool> HandleAsync(StreamingSession session, SessionEvent found, CancellationToken cancel)
    {
        switch (found)
        {
            case SessionEvent.Request when _device.Commands.HasFlag(DeviceCommands.InBand):
                JsonNode? request = session.Message;
                JsonNode? id = request.Member("id");
                await ExecuteAsync(
                    request, (writer, result) => writer.WriteMetadata(0, "response", result.Response(id)), cancel);
                return true;
            case SessionEvent.Ping:
                byte[] echo = session.Payload.ToArray();
                await SendAsync(writer => writer.WriteControl(WebSocketOpcode.Pong, echo), cancel);
                return true;
            case SessionEvent.Close:
                await SendAsync(writer => writer.WriteControl(WebSocketOpcode.Close, []), cancel);
                return false;
            default:
                return true;
        }
    }

    private async Task<CommandResult> ExecuteAsync(
        JsonNode? request, Action<StreamingWriter, CommandResult> answer, CancellationToken cancel)
    {
        CommandResult? result = null;
        await SendAsync(
            writer =>
            {
                result = Execute(writer, request);
                answer(writer, result);
            },
            cancel);
        return result!;
    }

    private CommandResult Execute(StreamingWriter writer, JsonNode? request)
    {
        string method = request.Member("method").AsText() ?? "";
        bool isSubscribe = method == $"{StreamId}.subscribe";
        if (method.Length == 0)
        {
            return CommandResult.Failure(CommandResult.InvalidRequest, "the request has no method");
        }

        if (!isSubscribe && method != $"{StreamId}.unsubscribe")
        {
            return CommandResult.Failure(CommandResult.MethodNotFound, "method not found");
        }

        JsonNode? parameters = request.Member("params");
        if (parameters is not JsonArray && parameters.AsText() is null)
        {
            return CommandResult.Failure(
                CommandResult.InvalidParams, "params must be a signal ID or an array of signal IDs");
        }

        if (isSubscribe && !_device.TryBeginStreaming(this))
        {
            return CommandResult.Failure(
                CommandResult.ServerError, "another client is streaming from this device; try again when it has left");
        }

        return isSubscribe ? Subscribe(writer, parameters) : Unsubscribe(writer, parameters);
    }

    private CommandResult Subscribe(StreamingWriter writer, JsonNode? parameters)
    {
        bool wasIdle = _subscriptions.IsEmpty;
        CommandResult result = ForEach(parameters, id => _subscriptions.TryAdd(id, writer));
        if (_subscriptions.IsEmpty)
        {
            _device.EndStreaming(this);
        }
        else if (wasIdle)
        {
            int cycleNumber = ++_cycleNumber;
            Task before = _cycle;
            _cycle = RunCycleAsync(before, cycleNumber);
        }

        return result;
    }

    private CommandResult Unsubscribe(StreamingWriter writer, JsonNode? parameters)
    {
        CommandResult result = ForEach(parameters, id => _subscriptions.TryRemove(id, writer));
        if (_subscriptions.IsEmpty)
        {
            _cycleNumber++;
            _device.EndStreaming(this);
        }

        return result;
    }

    /// <summary>One id gives true or an error; an array gives an array.</summary>
    private static CommandResult ForEach(JsonNode? parameters, Func<string, bool> act)
    {
        if (parameters is JsonArray ids)
        {
            var results = new JsonArray();
            foreach (JsonNode? id in ids)
            {
                results.Add(id.AsText() is { } text && act(text));
            }

            return new CommandResult(results, 0, null);
        }

        string single = parameters.AsText()!;
        return act(single)
            ? new CommandResult(JsonValue.Create(true), 0, null)
            : CommandResult.Failure(CommandResult.ServerError, $"signal {single} is unknown or already so");
    }

    private void Greet(StreamingWriter writer)
    {
        bool isNew = _device.Options.Dialect == StreamDialect.V20;
        writer.WriteMetadata(0, "apiVersion", new JsonObject { ["version"] = isNew ? "2.0.0" : "1.5.0" });
        var interfaces = new JsonObject();
        if (_device.Commands.HasFlag(DeviceCommands.InBand))
        {
            interfaces["jsonrpc"] = new JsonObject { ["httpMethod"] = "" };
        }

        if (_device.Commands.HasFlag(DeviceCommands.Http))
        {
            interfaces["jsonrpc-http"] = new JsonObject
            {
                ["httpMethod"] = "POST",
                ["httpPath"] = "/",
                ["httpVersion"] = "1.1",
                // As a text: a public client understands a number as 1.
                ["port"] = $"{_device.Port}",
            };
        }

        writer.WriteMetadata(0, "init", new JsonObject { ["streamId"] = StreamId, ["commandInterfaces"] = interfaces });
        IEnumerable<string> times = isNew ? _device.Signals.Times.Select(time => time.Id) : [];
        IEnumerable<string> ids = times.Concat(_device.Signals.Values.Select(value => value.Id));
        var offer = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
        writer.WriteMetadata(0, "available", new JsonObject { ["signalIds"] = offer });
    }

    /// <summary>Runs the motor's cycle until the last signal is left or the client goes.</summary>
    private async Task RunCycleAsync(Task before, int cycleNumber)
    {
        try
        {
            await before;
            await WaitForSubscriptionsAsync();
            var cycle = new DeviceCycle(_device);
            bool isGoingOn = true;
            while (isGoingOn)
            {
                await cycle.PaceAsync(_stop.Token);
                cycle.Render();
                await SendAsync(
                    writer =>
                    {
                        isGoingOn = _cycleNumber == cycleNumber;
                        if (isGoingOn)
                        {
                            cycle.Write(writer, _subscriptions);
                        }
                    },
                    _stop.Token);
            }
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went: its session ends too.
            await _stop.CancelAsync();
        }
    }

    private async Task WaitForSubscriptionsAsync()
    {
        int count;
        do
        {
            count = _subscriptions.Count;
            await Task.Delay(_device.Options.StartDelay, _device.Options.Time, _stop.Token);
        }
        while (_subscriptions.Count != count);
    }

    private async Task SendAsync(Action<StreamingWriter> write, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            _writer.Clear();
            write(_writer);
            if (!_writer.Written.IsEmpty)
            {
                await _stream.WriteAsync(_writer.Written, cancel);
            }
        }
        finally
        {
            _sending.Release();
        }
    }
}
