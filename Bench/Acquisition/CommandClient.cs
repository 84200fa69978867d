using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Acquisition;

/// <summary>
/// Sends the commands of one session, in the stream itself or over HTTP, whichever the device offers.
/// </summary>
internal sealed class CommandClient(DaqConnection connection)
{
    private TaskCompletionSource<JsonNode?>? _pending;
    private long _id;

    /// <summary>Sends "subscribe" or "unsubscribe"; an in-band answer arrives through <see cref="Answer"/>.</summary>
    /// <exception cref="AcquisitionException">The device refused.</exception>
    public async Task SendAsync(string command, ImmutableArray<string> signals, CancellationToken cancel)
    {
        StreamDescription stream = connection.Session.Stream!;
        var request = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = ++_id,
            ["method"] = $"{stream.StreamId}.{command}",
            ["params"] = new JsonArray([.. signals.Select(id => JsonValue.Create(id))]),
        };
        JsonNode? answer = stream switch
        {
            { TakesInBand: true } => await SendInBandAsync(request, cancel),
            { Http: { } http } => await PostAsync(http, request, cancel),
            _ => throw new AcquisitionException("The device takes no commands, neither in its stream nor over HTTP."),
        };
        Check(command, answer, signals);
    }

    /// <summary>Takes an in-band answer; answers to nothing are ignored.</summary>
    public void Answer(JsonNode? message)
    {
        if (message.Member("id").AsInt64() == _id)
        {
            _pending?.TrySetResult(message);
        }
    }

    private async Task<JsonNode?> SendInBandAsync(JsonObject request, CancellationToken cancel)
    {
        _pending = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await connection.SendAsync(writer => writer.WriteMetadata(0, "request", request), cancel);
        return await _pending.Task.WaitAsync(cancel);
    }

    private async Task<JsonNode?> PostAsync(HttpCommandInterface http, JsonObject request, CancellationToken cancel)
    {
        // The device is on the bench's own network: a proxy for the web must not get its commands.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { MaxResponseContentBufferSize = 1 << 20 };
        using var body = new StringContent(request.ToJsonString());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Uri uri = new UriBuilder("http", connection.RemoteAddress.ToString(), http.Port, http.Path).Uri;
        try
        {
            using HttpResponseMessage response = await client.PostAsync(uri, body, cancel);
            string text = await response.Content.ReadAsStringAsync(cancel);
            return response.IsSuccessStatusCode
                ? new JsonObject { ["result"] = ParseResult(text) }
                : throw new AcquisitionException(
                    $"The device refused a command: {(int)response.StatusCode} {Shorten(text)}");
        }
        catch (HttpRequestException e)
        {
            throw new AcquisitionException($"The device's command interface {uri} does not answer: {e.Message}", e);
        }
    }

    /// <summary>Success is the plain text "Succeeded"; a JSON array says which ids failed.</summary>
    private static JsonNode? ParseResult(string text)
    {
        try
        {
            return text.StartsWith('[') ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Check(string command, JsonNode? answer, ImmutableArray<string> signals)
    {
        if (answer.Member("error") is { } error)
        {
            string reason = error.Member("message").AsText() ?? error.ToJsonString();
            throw new AcquisitionException($"The device refused to {command}: {Shorten(reason)}");
        }

        if (answer.Member("result") is JsonArray results)
        {
            string[] failed = [.. signals.Where((_, i) => i < results.Count && IsFalse(results[i]))];
            if (failed.Length > 0)
            {
                throw new AcquisitionException($"The device refused to {command} {string.Join(", ", failed)}.");
            }
        }
    }

    private static bool IsFalse(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) && !flag;

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
