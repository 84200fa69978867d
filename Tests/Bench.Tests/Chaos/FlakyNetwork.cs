using System.Net;
using System.Net.Sockets;

namespace Bench.Bench.Tests.Chaos;

/// <summary>
/// A network between bench and device that a test can cut: it passes TCP connections on until told to drop them,
/// and counts what it passes, so that a test can act at a point of the measurement instead of a time of the clock.
/// </summary>
internal sealed class FlakyNetwork : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _open = [];
    private int _devicePort;
    private long _delivered;

    public FlakyNetwork()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Where connections lead to; 0 refuses them.</summary>
    public int DevicePort
    {
        get => Volatile.Read(ref _devicePort);
        set => Volatile.Write(ref _devicePort, value);
    }

    /// <summary>What the device has sent through, in bytes, over all connections.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Drops every connection at once, as a pulled cable does in the end.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            foreach (TcpClient client in _open)
            {
                // A connection that has ended already has no socket any more.
                client.Client?.Close(timeout: 0);
                client.Dispose();
            }

            _open.Clear();
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        Cut();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = PassOnAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The network is taken down.
        }
    }

    private async Task PassOnAsync(TcpClient client)
    {
        TcpClient device = new();
        try
        {
            await device.ConnectAsync(IPAddress.Loopback, DevicePort, _stop.Token);
            lock (_lock)
            {
                _open.Add(client);
                _open.Add(device);
            }

            await Task.WhenAny(
                client.GetStream().CopyToAsync(device.GetStream(), _stop.Token),
                DeliverAsync(device.GetStream(), client.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone: the other is told by closing.
        }
        finally
        {
            client.Dispose();
            device.Dispose();
        }
    }

    private async Task DeliverAsync(NetworkStream device, NetworkStream client)
    {
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = await device.ReadAsync(buffer, _stop.Token)) > 0)
        {
            await client.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            Interlocked.Add(ref _delivered, count);
        }
    }
}
