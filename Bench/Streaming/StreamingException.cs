namespace Bench.Streaming;

/// <summary>
/// The other side sent something that cannot be: the message says what, where in the stream and what was expected.
/// The connection is of no use afterwards; looking for the next valid packet would only invent samples.
/// </summary>
public sealed class StreamingException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public StreamingException()
    {
    }

    /// <summary>Makes one.</summary>
    public StreamingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public StreamingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
