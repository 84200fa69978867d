namespace Bench.Recordings;

/// <summary>A recording cannot be written or read; the message is one sentence for people.</summary>
public sealed class RecordingException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public RecordingException()
    {
    }

    /// <summary>Makes one.</summary>
    public RecordingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public RecordingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
