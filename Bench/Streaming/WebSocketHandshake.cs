using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Bench.Streaming;

/// <summary>The HTTP upgrade to WebSocket (RFC 6455, 4), both roles; no extensions, no subprotocol.</summary>
public static class WebSocketHandshake
{
    /// <summary>RFC 6455, 1.3.</summary>
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>A new random key of a client.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>What a server answers to a key.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms",
        Justification = "RFC 6455 asks for SHA-1.")]
    public static string AcceptKey(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid)));

    /// <summary>The client's request. "websocket" is in lower case: a public server compares it so.</summary>
    public static byte[] Request(string host, string path, string key) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        $"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n");

    /// <summary>The server's answer.</summary>
    public static byte[] Answer(string key) => Encoding.ASCII.GetBytes(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        $"Sec-WebSocket-Accept: {AcceptKey(key)}\r\n\r\n");

    /// <summary>Checks the server's answer to a key.</summary>
    /// <exception cref="StreamingException">The server did not agree.</exception>
    public static void CheckAnswer(HttpHead answer, string key)
    {
        if (answer.FirstLine[1] != "101" || !answer.Has("Upgrade", "websocket"))
        {
            throw new StreamingException(
                $"HTTP: the server answered \"{string.Join(' ', answer.FirstLine)}\", expected 101 and a WebSocket.");
        }

        if (answer["Sec-WebSocket-Accept"] != AcceptKey(key))
        {
            throw new StreamingException("HTTP: the server's Sec-WebSocket-Accept does not belong to our key.");
        }
    }
}
