using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Bench.Streaming;

namespace Bench.Acquisition;

/// <summary>
/// One TCP connection to a device, upgraded to WebSocket: socket → pipe → session, and what is sent back.
/// </summary>
internal sealed class DaqConnection : IAsyncDisposable
{
    /// <summary>
    /// A read takes what the kernel has, up to this; larger reads than 64 KiB gained nothing over loopback.
    /// </summary>
    private const int ReceiveBytes = 64 * 1024;

    /// <summary>The parser never waits for room under the rule "drop", so the pipe holds a few reads at most.</summary>
    private const int PipeBytes = 4 << 20;

    private readonly Socket _socket;
    private readonly Pipe _pipe = new(new PipeOptions(
        new ReceiveBuffers(ReceiveBytes), pauseWriterThreshold: PipeBytes, resumeWriterThreshold: PipeBytes / 2,
        minimumSegmentSize: ReceiveBytes, useSynchronizationContext: false));

    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly StreamingWriter _writer = new(Masking.Random);
    private readonly CancellationTokenSource _stop = new();
    private Task _receiving = Task.CompletedTask;
    private string? _endReason;

    private DaqConnection(Socket socket, StreamingLimits limits)
    {
        _socket = socket;
        Session = new StreamingSession(limits);
    }

    /// <summary>The session on this connection.</summary>
    public StreamingSession Session { get; }

    /// <summary>What arrived.</summary>
    public PipeReader Input => _pipe.Reader;

    /// <summary>The device's address, also that of its command interface.</summary>
    public IPAddress RemoteAddress => ((IPEndPoint)_socket.RemoteEndPoint!).Address;

    /// <summary>Cancelled when the connection ends.</summary>
    public CancellationToken Ended => _stop.Token;

    /// <summary>Why the connection ended.</summary>
    public string EndReason => _endReason ?? "the device closed the connection";

    /// <summary>Connects and upgrades.</summary>
    /// <exception cref="SocketException">Nobody answers.</exception>
    /// <exception cref="StreamingException">Who answers is no streaming device.</exception>
    public static async Task<DaqConnection> ConnectAsync(
        DaqEndpoint endpoint, StreamingLimits limits, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connection = new DaqConnection(socket, limits);
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancel);
            connection._receiving = connection.ReceiveAsync();
            await connection.UpgradeAsync(endpoint, cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends what the action writes, whole and after what was sent before.</summary>
    public async ValueTask SendAsync(Action<StreamingWriter> write, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            _writer.Clear();
            write(_writer);
            await SendAllAsync(_writer.Written, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Ends the connection; whoever reads sees its end with this reason.</summary>
    public void Abort(string reason)
    {
        _endReason ??= reason;
        _stop.Cancel();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _receiving;
        await _pipe.Reader.CompleteAsync();
        _stop.Dispose();
        _sending.Dispose();
    }

    private async Task UpgradeAsync(DaqEndpoint endpoint, CancellationToken cancel)
    {
        string key = WebSocketHandshake.NewKey();
        await SendAllAsync(WebSocketHandshake.Request(endpoint.HostAndPort, endpoint.Path, key), cancel);
        while (true)
        {
            ReadResult result = await Input.ReadAsync(cancel);
            ReadOnlySequence<byte> buffer = result.Buffer;
            bool isComplete = HttpHead.TryRead(ref buffer, out HttpHead? answer);
            Input.AdvanceTo(buffer.Start, isComplete ? buffer.Start : buffer.End);
            if (isComplete)
            {
                WebSocketHandshake.CheckAnswer(answer!, key);
                return;
            }

            if (result.IsCompleted)
            {
                throw new StreamingException($"HTTP: no answer to the upgrade, {EndReason}.");
            }
        }
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, cancel)..];
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                Memory<byte> memory = _pipe.Writer.GetMemory(ReceiveBytes);
                int received = await _socket.ReceiveAsync(memory, SocketFlags.None, _stop.Token);
                if (received == 0)
                {
                    return;
                }

                _pipe.Writer.Advance(received);
                FlushResult flushed = await _pipe.Writer.FlushAsync(_stop.Token);
                if (flushed.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            _endReason ??= e is SocketException ? e.Message : "the connection was closed here";
        }
        finally
        {
            await _pipe.Writer.CompleteAsync();
        }
    }
}
