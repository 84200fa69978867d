using System.Buffers;
using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Bench.Streaming;

namespace Bench.Acquisition;

/// <summary>
/// Samples from a device that speaks openDAQ WebSocket Streaming (dialects 1.5 and 2.0). One task reads the socket into
/// a pipe, one takes the pipe apart and fills pooled blocks, the consumer takes them from a bounded queue. When the
/// connection breaks it is made again and the samples go on where their ticks say.
/// </summary>
public sealed partial class OpenDaqSource : ISampleSource
{
    private readonly DaqEndpoint _endpoint;
    private readonly OpenDaqOptions _options;
    private readonly TimeProvider _time;
    private readonly SampleBlockPool _pool;
    private readonly BlockQueue _queue;
    private readonly BlockFlow _flow;
    private readonly CancellationTokenSource _stop = new();
    private ImmutableArray<string> _names = [];
    private ImmutableArray<ChannelTrack> _channels = [];
    private DaqConnection? _connection;
    private CommandClient? _commands;
    private Task _running = Task.CompletedTask;
    private SampleBlock? _filling;
    private int _filled;
    private bool _isOpen;
    private volatile bool _isStopping;

    /// <summary>Makes a source; nothing is connected yet.</summary>
    /// <param name="endpoint">The device's address.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="time">Clock for time-outs, pings and pauses.</param>
    public OpenDaqSource(DaqEndpoint endpoint, OpenDaqOptions options, TimeProvider time)
    {
        _endpoint = endpoint;
        _options = options;
        _time = time;
        _pool = new SampleBlockPool(options.QueueBlocks + 64);
        _queue = new BlockQueue(options);
        _flow = new BlockFlow(options, _queue, _pool);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<SourceChannel>> OpenAsync(ImmutableArray<string> signals, CancellationToken cancel)
    {
        if (signals.IsDefaultOrEmpty)
        {
            throw new ArgumentException("No signals, expected at least one.", nameof(signals));
        }

        _names = signals;
        DaqConnection connection = await ConnectAsync(cancel);
        _running = RunAsync(connection);
        return [.. _channels.Select(channel => channel.Source!)];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SampleBlock> ReadBlocksAsync(CancellationToken cancel) => _queue.ReadAllAsync(cancel);

    /// <summary>Unsubscribes, closes, and gives back what was not read.</summary>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        _queue.Stop();
        if (!_running.IsCompleted)
        {
            await LeaveAsync();
        }

        await _stop.CancelAsync();
        await _running;
        _queue.Complete();
        _queue.Drain();
        _flow.ForgetEarly();
        _filling?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Says goodbye as far as the device still listens; a second at most.</summary>
    private async Task LeaveAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);
        try
        {
            if (_commands is { } commands && _connection is { Session.Stream: not null } connection)
            {
                await commands.SendAsync("unsubscribe", [.. _channels.Select(c => c.SignalId)], deadline.Token);
                await connection.SendAsync(
                    writer => writer.WriteControl(WebSocketOpcode.Close, [0x03, 0xE8]), deadline.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException
            or AcquisitionException or InvalidOperationException)
        {
            // It went before we did: then there is nothing to leave.
        }
    }

    /// <summary>Until the source is disposed or lost: receives, and connects again when that ends.</summary>
    private async Task RunAsync(DaqConnection first)
    {
        DaqConnection? connection = first;
        try
        {
            while (connection is not null)
            {
                string reason = await ReceiveUntilBrokenAsync(connection);
                await CloseAsync(connection);
                if (_isStopping)
                {
                    return;
                }

                _flow.Interrupt(reason);
                connection = await ReconnectAsync(reason);
            }
        }
        catch (Exception e)
        {
            if (!_isStopping)
            {
                _flow.Lose(e.Message);
            }
        }
        finally
        {
            await CloseAsync(_connection);
            _queue.Complete();
        }
    }

    private async Task CloseAsync(DaqConnection? connection)
    {
        _connection = null;
        _commands = null;
        _filling?.Dispose();
        _filling = null;
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<string> ReceiveUntilBrokenAsync(DaqConnection connection)
    {
        using var watchStop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        Task watching = WatchAsync(connection, watchStop.Token);
        try
        {
            while (await ReceiveAsync(connection, _stop.Token))
            {
            }

            return connection.EndReason;
        }
        catch (StreamingException e)
        {
            return e.Message;
        }
        catch (Exception e)
            when (e is SocketException or ObjectDisposedException or OperationCanceledException && !_isStopping)
        {
            return connection.EndReason;
        }
        finally
        {
            await watchStop.CancelAsync();
            await watching;
        }
    }

    private async Task<DaqConnection?> ReconnectAsync(string reason)
    {
        long began = _time.GetTimestamp();
        TimeSpan pause = _options.FirstBackOff;
        string failure = reason;
        while (_time.GetElapsedTime(began) < _options.ReconnectFor)
        {
            await Task.Delay(pause, _time, _stop.Token);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, _options.LongestBackOff.Ticks));
            try
            {
                DaqConnection connection = await ConnectAsync(_stop.Token);
                _flow.Resume();
                return connection;
            }
            catch (AcquisitionException e) when (e.InnerException is not null)
            {
                failure = e.Message;
            }
        }

        string attempts = failure == reason ? "" : $"; {failure}";
        _flow.Lose($"The connection to {_endpoint} broke and could not be made again: {reason}{attempts}");
        return null;
    }

    /// <summary>Pings, and ends the connection when a channel has been silent for too long.</summary>
    private async Task WatchAsync(DaqConnection connection, CancellationToken cancel)
    {
        TimeSpan period = TimeSpan.FromTicks(Math.Min(_options.PingPeriod.Ticks, _options.DataTimeout.Ticks / 4));
        long lastPing = _time.GetTimestamp();
        using var timer = new PeriodicTimer(period, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                ChannelTrack oldest = _channels.MinBy(channel => channel.LastArrival)!;
                bool isSilent = _time.GetElapsedTime(oldest.LastArrival) > _options.DataTimeout;
                if (isSilent && !_queue.IsWaiting && !_isStopping)
                {
                    double seconds = _options.DataTimeout.TotalSeconds;
                    connection.Abort($"no samples of {oldest.SignalId} for {seconds:0.###} s");
                    return;
                }

                if (_time.GetElapsedTime(lastPing) >= _options.PingPeriod)
                {
                    lastPing = _time.GetTimestamp();
                    await connection.SendAsync(writer => writer.WriteControl(WebSocketOpcode.Ping, "bench"u8), cancel);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The connection ended; its reader says why.
        }
    }

    /// <summary>
    /// Takes in what has arrived; false at the end of the connection. Only the wait for bytes can be cancelled: what
    /// was begun must be finished, or the session loses its place.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReceiveAsync(DaqConnection connection, CancellationToken cancel)
    {
        ReadResult result = await connection.Input.ReadAsync(cancel);
        ReadOnlySequence<byte> buffer = result.Buffer;
        StreamingSession session = connection.Session;
        SessionEvent found;
        while ((found = session.Read(ref buffer)) != SessionEvent.NeedMore)
        {
            if (found == SessionEvent.SamplesEnd)
            {
                if (_isOpen && _options.WhenFull == QueueFullRule.Wait && !_queue.HasRoom)
                {
                    await WaitForRoomAsync(connection.Ended);
                }

                EndSamples();
            }
            else if (found is SessionEvent.SamplesStart or SessionEvent.SampleBytes)
            {
                TakeSamples(session, found);
            }
            else if (found == SessionEvent.Ping)
            {
                byte[] echo = session.Payload.ToArray();
                await connection.SendAsync(writer => writer.WriteControl(WebSocketOpcode.Pong, echo), connection.Ended);
            }
            else if (found == SessionEvent.Close)
            {
                await connection.SendAsync(writer => writer.WriteControl(WebSocketOpcode.Close, []), connection.Ended);
                connection.Abort("the device closed the stream");
            }
            else
            {
                TakeMetadata(session, found);
            }
        }

        connection.Input.AdvanceTo(buffer.Start, buffer.End);
        return !result.IsCompleted;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitForRoomAsync(CancellationToken cancel)
    {
        await _queue.WaitForRoomAsync(cancel);
        long now = _time.GetTimestamp();
        foreach (ChannelTrack channel in _channels)
        {
            channel.LastArrival = now;
        }
    }
}
