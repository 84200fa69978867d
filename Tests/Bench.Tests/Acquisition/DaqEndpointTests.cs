using Bench.Acquisition;

namespace Bench.Bench.Tests.Acquisition;

public sealed class DaqEndpointTests
{
    [Theory]
    [InlineData("daq.lt://bench-daq", "bench-daq", 7414, "/")]
    [InlineData("daq.lt://192.168.1.20:7500/stream?a=1", "192.168.1.20", 7500, "/stream?a=1")]
    [InlineData("ws://127.0.0.1:7414/", "127.0.0.1", 7414, "/")]
    [InlineData("ws://localhost", "localhost", 7414, "/")]
    [InlineData("daq.lt://[::1]:80", "::1", 80, "/")]
    public void An_address_is_read(string text, string host, int port, string path) =>
        Assert.Equal(new DaqEndpoint(host, port, path), DaqEndpoint.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("192.168.1.20")]
    [InlineData("http://localhost")]
    [InlineData("daq.lt://")]
    [InlineData("daq.lt://user@host")]
    [InlineData("daq.lt://host:99999")]
    public void Anything_else_is_refused_with_an_example(string text)
    {
        FormatException e = Assert.Throws<FormatException>(() => DaqEndpoint.Parse(text));
        Assert.Contains("daq.lt://192.168.1.20", e.Message, StringComparison.Ordinal);
    }
}
