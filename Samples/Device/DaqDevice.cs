using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Bench.Analysis.PartTypes;
using Bench.Samples.Simulation;
using Bench.Streaming;

namespace Bench.Samples.Device;

/// <summary>
/// The virtual bench as a DAQ device: an openDAQ streaming server. On one port it answers a WebSocket upgrade with a
/// streaming session, POST / with the JSON-RPC command interface, and GET or POST /motor with the motor that is on the
/// bench. A test cycle begins when a client subscribes its first signal and ends when it leaves the last one. Several
/// clients may connect; one at a time streams.
/// </summary>
public sealed class DaqDevice : IAsyncDisposable
{
    private const int MostConnections = 32;

    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly ConcurrentDictionary<string, DeviceSession> _sessions = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private DeviceSession? _streaming;
    private long _lastBlock;
    private Task _accepting = Task.CompletedTask;

    private DaqDevice(DaqDeviceOptions options, PartType partType, Socket listener)
    {
        Options = options;
        PartType = partType;
        Motor = options.Motor;
        Signals = new DeviceSignals(partType, options.Dialect);
        _listener = listener;
    }

    /// <summary>The TCP port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>The motor on the bench; a cycle that runs keeps the one it began with.</summary>
    internal Specimen Motor { get; set; }

    internal DaqDeviceOptions Options { get; }

    internal PartType PartType { get; }

    internal DeviceSignals Signals { get; }

    internal DeviceCommands Commands => Options.Commands
        ?? (Options.Dialect == StreamDialect.V20 ? DeviceCommands.InBand | DeviceCommands.Http : DeviceCommands.Http);

    /// <summary>Starts to listen.</summary>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    /// <exception cref="ArgumentException">The part type cannot be streamed, or an option is out of range.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope",
        Justification = "The device owns its socket.")]
    public static Task<DaqDevice> StartAsync(DaqDeviceOptions options, PartType partType, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BlocksPerPacket, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BlocksPerPacket, 10);
        var listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var device = new DaqDevice(options, partType, listener);
            listener.Bind(new IPEndPoint(options.Address, options.Port));
            listener.Listen();
            device._accepting = device.AcceptAsync();
            return Task.FromResult(device);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _stop.Dispose();
    }

    internal void AddSession(DeviceSession session) => _sessions[session.StreamId] = session;

    internal DeviceSession? FindSession(string streamId) => _sessions.GetValueOrDefault(streamId);

    internal void RemoveSession(DeviceSession session)
    {
        _sessions.TryRemove(session.StreamId, out _);
        EndStreaming(session);
    }

    /// <summary>Gives the bench to a session; false while another one has it.</summary>
    internal bool TryBeginStreaming(DeviceSession session)
    {
        lock (_lock)
        {
            _streaming ??= session;
            return _streaming == session;
        }
    }

    internal void EndStreaming(DeviceSession session)
    {
        lock (_lock)
        {
            _streaming = _streaming == session ? null : _streaming;
        }
    }

    /// <summary>
    /// The instant at which a cycle starts, in blocks of 10 ms since 1970: every rate has a tick there. It is now, or
    /// after the last cycle where that ran ahead of real time.
    /// </summary>
    internal long FirstBlockOfCycle()
    {
        lock (_lock)
        {
            long now = Options.Time.GetUtcNow().ToUnixTimeMilliseconds() / 10;
            _lastBlock = Math.Max(now, _lastBlock + 1);
            return _lastBlock;
        }
    }

    /// <summary>A cycle has come this far.</summary>
    internal void NoteBlock(long block)
    {
        lock (_lock)
        {
            _lastBlock = Math.Max(block, _lastBlock);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptAsync(_stop.Token);
                if (_connections.Count >= MostConnections)
                {
                    socket.Dispose();
                    continue;
                }

                Task serving = new DeviceConnection(this, socket).ServeAsync(_stop.Token);
                _connections[serving] = true;
                _ = serving.ContinueWith(
                    done => _connections.TryRemove(done, out _), CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed: no more clients.
        }
    }
}
