using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>How a stream takes commands, from its `init`.</summary>
/// <param name="StreamId">The stream's id, which prefixes every command's method.</param>
/// <param name="TakesInBand">Whether commands may go over the stream itself ("jsonrpc").</param>
/// <param name="Http">Where commands may be posted ("jsonrpc-http"); null where they may not.</param>
public sealed record StreamDescription(string StreamId, bool TakesInBand, HttpCommandInterface? Http)
{
    /// <summary>Reads the parameters of `init`.</summary>
    internal static StreamDescription Read(JsonNode? parameters)
    {
        JsonNode? interfaces = parameters.Member("commandInterfaces");
        HttpCommandInterface? http = null;
        if (interfaces.Member("jsonrpc-http") is { } said)
        {
            // The port comes as a text; a number is understood too.
            JsonNode? port = said.Member("port");
            long number = port.AsInt64() ?? (long.TryParse(port.AsText(), out long parsed) ? parsed : 0);
            http = number is > 0 and <= ushort.MaxValue
                ? new HttpCommandInterface(said.Member("httpPath").AsText() ?? "/", (int)number)
                : null;
        }

        return new StreamDescription(
            parameters.Member("streamId").AsText() ?? "", interfaces.Member("jsonrpc") is not null, http);
    }
}

/// <summary>Where commands are posted; the host is that of the stream.</summary>
/// <param name="Path">Path of the request.</param>
/// <param name="Port">TCP port.</param>
public sealed record HttpCommandInterface(string Path, int Port);
