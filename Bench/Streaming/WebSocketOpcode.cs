using System.Diagnostics.CodeAnalysis;

namespace Bench.Streaming;

/// <summary>Kinds of WebSocket frames (RFC 6455, 5.2).</summary>
[SuppressMessage("Design", "CA1027:Mark enums with FlagsAttribute", Justification = "The numbers are the protocol's.")]
public enum WebSocketOpcode
{
    /// <summary>Next part of a fragmented message.</summary>
    Continuation = 0,

    /// <summary>Text; openDAQ streaming has none.</summary>
    Text = 1,

    /// <summary>Streaming packets.</summary>
    Binary = 2,

    /// <summary>The sender closes.</summary>
    Close = 8,

    /// <summary>Asks for a pong with the same payload.</summary>
    Ping = 9,

    /// <summary>Answers a ping.</summary>
    Pong = 10,
}
