using System.Text.Json.Nodes;

namespace Bench.Samples.Device;

/// <summary>Outcome of a JSON-RPC command.</summary>
/// <param name="Result">Per id, whether it was done; null for an error.</param>
/// <param name="Code">Error code of JSON-RPC; 0 without an error.</param>
/// <param name="Error">What went wrong as a whole; null where nothing did.</param>
internal sealed record CommandResult(JsonNode? Result, int Code, string? Error)
{
    // JSON-RPC 2.0, 5.1; -32000 is the first of those left to the server.
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int ServerError = -32000;

    /// <summary>Whether every id was done.</summary>
    public bool IsComplete => Error is null
        && (Result is not JsonArray results || results.All(IsTrue));

    public static CommandResult Failure(int code, string error) => new(null, code, error);

    /// <summary>The parameters of the in-band `response`.</summary>
    public JsonObject Response(JsonNode? id)
    {
        var response = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id?.DeepClone() };
        if (Error is null)
        {
            response["result"] = Result?.DeepClone();
        }
        else
        {
            response["error"] = new JsonObject { ["code"] = Code, ["message"] = Error };
        }

        return response;
    }

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
