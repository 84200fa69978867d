using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Samples.Device;

/// <summary>One TCP connection: reads the HTTP request and does what it asks.</summary>
internal sealed class DeviceConnection(DaqDevice device, Socket socket)
{
    private const int LargestBody = 1 << 20;

    /// <summary>A client that has not said what it wants by then is let go.</summary>
    private static readonly TimeSpan s_requestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Serves the connection to its end; nothing that a client does is an error here.</summary>
    public async Task ServeAsync(CancellationToken cancel)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var input = PipeReader.Create(stream);
        try
        {
            await ServeRequestAsync(stream, input, cancel);
        }
        catch (StreamingException e)
        {
            await TryAnswerAsync(stream, HttpStatusCode.BadRequest, e.Message);
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went, or the device stops.
        }
        finally
        {
            await input.CompleteAsync();
        }
    }

    private async Task ServeRequestAsync(NetworkStream stream, PipeReader input, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(s_requestTimeout, device.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        HttpHead? head = await ReadHeadAsync(input, either.Token);
        if (head is null)
        {
            return;
        }

        string path = head.FirstLine[1].Split('?')[0];
        switch (head.FirstLine[0])
        {
            case "GET" when head.Has("Upgrade", "websocket"):
                string key = head["Sec-WebSocket-Key"];
                if (key.Length == 0)
                {
                    throw new StreamingException("The upgrade has no Sec-WebSocket-Key.");
                }

                await stream.WriteAsync(WebSocketHandshake.Answer(key), either.Token);
                await using (var session = new DeviceSession(device, socket, stream))
                {
                    await session.RunAsync(input, cancel);
                }

                break;
            case "GET" when path == "/motor":
                string motor = MotorRequest.Write(device.Motor);
                await AnswerAsync(stream, HttpStatusCode.OK, motor, "application/json", either.Token);
                break;
            case "POST" when path == "/motor":
                await PutMotorAsync(stream, await ReadBodyAsync(head, input, either.Token), either.Token);
                break;
            case "POST" when path == "/":
                await CommandAsync(stream, await ReadBodyAsync(head, input, either.Token), either.Token);
                break;
            default:
                await AnswerAsync(
                    stream, HttpStatusCode.NotFound,
                    "Expected a WebSocket upgrade, POST / with a command, or GET or POST /motor.",
                    "text/plain", either.Token);
                break;
        }
    }

    private async Task PutMotorAsync(NetworkStream stream, byte[] body, CancellationToken cancel)
    {
        try
        {
            device.Motor = MotorRequest.Parse(body);
            await AnswerAsync(stream, HttpStatusCode.OK, MotorRequest.Write(device.Motor), "application/json", cancel);
        }
        catch (FormatException e)
        {
            await AnswerAsync(stream, HttpStatusCode.BadRequest, e.Message, "text/plain", cancel);
        }
    }

    /// <summary>
    /// A command over HTTP. Success is the plain text "Succeeded"; ids that failed come as a JSON array.
    /// </summary>
    private async Task CommandAsync(NetworkStream stream, byte[] body, CancellationToken cancel)
    {
        if (!device.Commands.HasFlag(DeviceCommands.Http))
        {
            throw new StreamingException("This device takes its commands in the stream.");
        }

        JsonNode? request;
        try
        {
            request =
                JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new StreamingException($"The command is not JSON: {e.Message}", e);
        }

        string method = request.Member("method").AsText() ?? "";
        string streamId = method.LastIndexOf('.') is var dot and > 0 ? method[..dot] : "";
        CommandResult result = device.FindSession(streamId) is { } session
            ? await session.ExecuteAsync(request, cancel)
            : CommandResult.Failure(CommandResult.MethodNotFound, $"there is no stream \"{streamId}\"");
        if (result.Error is { } error)
        {
            var text = new JsonObject { ["code"] = result.Code, ["message"] = error };
            await AnswerAsync(stream, HttpStatusCode.BadRequest, text.ToJsonString(), "application/json", cancel);
        }
        else if (result.IsComplete)
        {
            await AnswerAsync(stream, HttpStatusCode.OK, "Succeeded", "text/plain", cancel);
        }
        else
        {
            await AnswerAsync(stream, HttpStatusCode.OK, result.Result!.ToJsonString(), "application/json", cancel);
        }
    }

    private static async Task<HttpHead?> ReadHeadAsync(PipeReader input, CancellationToken cancel)
    {
        while (true)
        {
            ReadResult result = await input.ReadAsync(cancel);
            ReadOnlySequence<byte> buffer = result.Buffer;
            bool isComplete = HttpHead.TryRead(ref buffer, out HttpHead? head);
            input.AdvanceTo(buffer.Start, isComplete ? buffer.Start : buffer.End);
            if (isComplete || result.IsCompleted)
            {
                return head;
            }
        }
    }

    private static async Task<byte[]> ReadBodyAsync(HttpHead head, PipeReader input, CancellationToken cancel)
    {
        int length = head.ContentLength(LargestBody);
        if (length == 0)
        {
            return [];
        }

        ReadResult result = await input.ReadAtLeastAsync(length, cancel);
        if (result.Buffer.Length < length)
        {
            throw new StreamingException($"The body has {result.Buffer.Length} bytes, expected {length}.");
        }

        byte[] body = result.Buffer.Slice(0, length).ToArray();
        input.AdvanceTo(result.Buffer.GetPosition(length));
        return body;
    }

    private static async Task AnswerAsync(
        NetworkStream stream, HttpStatusCode status, string text, string type, CancellationToken cancel)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        byte[] head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {(int)status} {status}\r\nContent-Type: {type}; charset=utf-8\r\n" +
            $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync((byte[])[.. head, .. body], cancel);
    }

    private async Task TryAnswerAsync(NetworkStream stream, HttpStatusCode status, string text)
    {
        try
        {
            using var deadline = new CancellationTokenSource(s_requestTimeout, device.Options.Time);
            await AnswerAsync(stream, status, text, "text/plain", deadline.Token);
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It does not want to know.
        }
    }
}
