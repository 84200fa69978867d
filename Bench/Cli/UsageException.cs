namespace Bench.Cli;

/// <summary>The command line asks for something that cannot be; the message says what to do.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public UsageException()
    {
    }

    /// <summary>Makes one.</summary>
    public UsageException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
