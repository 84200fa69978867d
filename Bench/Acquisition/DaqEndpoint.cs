namespace Bench.Acquisition;

/// <summary>Address of a device: <c>daq.lt://host[:port][/path]</c> or <c>ws://host[:port][/path]</c>.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Path">Path of the upgrade request, with its leading slash.</param>
public sealed record DaqEndpoint(string Host, int Port, string Path)
{
    /// <summary>The streaming port that openDAQ devices listen on.</summary>
    public const int DefaultPort = 7414;

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">Not such an address; the message says what is expected.</exception>
    public static DaqEndpoint Parse(string text)
    {
        bool isUri = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri);
        if (!isUri || uri!.Scheme is not ("daq.lt" or "ws") || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
        {
            throw new FormatException(
                $"Device address \"{text}\" is not usable, expected daq.lt://host[:port][/path], such as " +
                "daq.lt://192.168.1.20.");
        }

        // Without a port, ws means 80 for the web; here both forms mean the streaming port.
        bool isPortGiven = !uri.IsDefaultPort && uri.Port > 0;
        string path = uri.PathAndQuery.Length == 0 ? "/" : uri.PathAndQuery;
        return new DaqEndpoint(uri.IdnHost, isPortGiven ? uri.Port : DefaultPort, path);
    }

    /// <inheritdoc/>
    public override string ToString() => $"daq.lt://{HostAndPort}{(Path == "/" ? "" : Path)}";

    internal string HostAndPort => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
