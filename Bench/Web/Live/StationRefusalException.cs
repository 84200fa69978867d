using Microsoft.AspNetCore.Http;

namespace Bench.Web.Live;

/// <summary>The station does not do what it was asked; the message says why, for people.</summary>
internal sealed class StationRefusalException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public StationRefusalException()
    {
    }

    /// <summary>Makes one: the station is busy or not ready.</summary>
    public StationRefusalException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public StationRefusalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP status that fits.</summary>
    public int Status { get; init; } = StatusCodes.Status409Conflict;
}
