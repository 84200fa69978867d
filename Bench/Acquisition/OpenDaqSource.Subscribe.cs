using System.Collections.Immutable;
using System.Net.Sockets;
using Bench.Streaming;

namespace Bench.Acquisition;

/// <content>From nothing to subscribed signals, and the samples that arrive.</content>
public sealed partial class OpenDaqSource
{
    /// <exception cref="AcquisitionException">
    /// With an inner exception: out of reach, trying again may help. Without: the device is not what is expected.
    /// </exception>
    private async Task<DaqConnection> ConnectAsync(CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        DaqConnection? connection = null;
        try
        {
            connection = await DaqConnection.ConnectAsync(_endpoint, _options.Limits, either.Token);
            await using CancellationTokenRegistration abort =
                either.Token.Register(() => connection.Abort("it took too long"));
            _connection = connection;
            _commands = new CommandClient(connection);
            await SubscribeAsync(connection, _commands, either.Token);
            return connection;
        }
        catch (Exception e)
        {
            AcquisitionException? silent =
                deadline.IsCancellationRequested && connection is not null ? Incomplete(connection) : null;
            await CloseAsync(connection);
            throw e switch
            {
                SocketException => new AcquisitionException($"No device answers at {_endpoint}: {e.Message}.", e),
                StreamingException => new AcquisitionException(
                    $"{_endpoint} does not speak openDAQ streaming: {e.Message}", e),
                OperationCanceledException when !cancel.IsCancellationRequested =>
                    silent ?? new AcquisitionException(
                        $"No device answers at {_endpoint} within {_options.ConnectTimeout.TotalSeconds:0.###} s.", e),
                _ => e,
            };
        }
    }

    private async Task SubscribeAsync(DaqConnection connection, CommandClient commands, CancellationToken cancel)
    {
        _isOpen = false;
        StreamingSession session = connection.Session;
        ImmutableArray<string> ids = await FindSignalsAsync(connection, cancel);
        if (_channels.IsEmpty)
        {
            _channels = [.. ids.Select((id, index) => new ChannelTrack(index, id))];
            _flow.Begin(_channels);
        }

        // A server without `init` takes no commands and sends what it has.
        Task subscribing = session.Stream is null ? Task.CompletedTask : commands.SendAsync("subscribe", ids, cancel);
        DescribeAll(session);
        while (!subscribing.IsCompleted)
        {
            // The answer may come over HTTP, or be all that comes for a while.
            await ReceiveUnlessAsync(subscribing, connection, cancel);
        }

        await subscribing;
        while (_channels.Any(channel => !IsDescribed(session, channel)))
        {
            await ReceiveOpenAsync(connection, cancel);
        }

        _isOpen = true;
        long now = _time.GetTimestamp();
        foreach (ChannelTrack channel in _channels)
        {
            channel.LastArrival = now;
        }
    }

    private static bool IsDescribed(StreamingSession session, ChannelTrack channel) =>
        channel.Source is not null && session.Find(channel.SignalId)?.Description is not null;

    /// <summary>
    /// Waits for the offer and, when a signal is missing in it, a little longer: offers may come in parts.
    /// </summary>
    private async Task<ImmutableArray<string>> FindSignalsAsync(DaqConnection connection, CancellationToken cancel)
    {
        StreamingSession session = connection.Session;
        CancellationTokenSource? patience = null;
        CancellationTokenSource? either = null;
        try
        {
            while (true)
            {
                string[] known = [.. session.Available.Concat(session.Subscribed.Select(s => s.Id)).Distinct()];
                bool isReady = session.Stream is not null || known.Length > 0;
                if (isReady && SignalSelection.FindAll(_names, known) is { } ids)
                {
                    return ids;
                }

                if (known.Length > 0 && patience is null)
                {
                    patience = new CancellationTokenSource(_options.OfferTimeout, _time);
                    either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
                }

                await ReceiveOpenAsync(connection, either?.Token ?? cancel);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw SignalSelection.Missing(_endpoint.ToString(), _names, session.Available);
        }
        finally
        {
            either?.Dispose();
            patience?.Dispose();
        }
    }

    /// <summary>Receives once, or stops waiting for that when the command is answered.</summary>
    private async Task ReceiveUnlessAsync(Task answered, DaqConnection connection, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task receiving = ReceiveOpenAsync(connection, stop.Token);
        await Task.WhenAny(receiving, answered);
        await stop.CancelAsync();
        try
        {
            await receiving;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The command's answer was faster.
        }
    }

    private async Task ReceiveOpenAsync(DaqConnection connection, CancellationToken cancel)
    {
        if (!await ReceiveAsync(connection, cancel))
        {
            throw new StreamingException($"it hung up before the signals were subscribed ({connection.EndReason})");
        }
    }

    private AcquisitionException? Incomplete(DaqConnection connection)
    {
        StreamingSession session = connection.Session;
        ChannelTrack? channel = _channels.FirstOrDefault(c => !IsDescribed(session, c));
        return channel is null
            ? null
            : new AcquisitionException(session.Find(channel.SignalId)?.Description is null
                ? $"The device at {_endpoint} did not describe {channel.SignalId} within " +
                  $"{_options.ConnectTimeout.TotalSeconds:0.###} s."
                : $"Signal {channel.SignalId} has no exact, evenly spaced time base; only such signals can be tested.");
    }

    private void TakeMetadata(StreamingSession session, SessionEvent found)
    {
        switch (found)
        {
            case SessionEvent.Response:
                _commands?.Answer(session.Message);
                break;
            case SessionEvent.Described:
                DescribeAll(session);
                break;
            default:
                break;
        }
    }

    private void DescribeAll(StreamingSession session)
    {
        foreach (ChannelTrack channel in _channels)
        {
            if (session.Find(channel.SignalId) is { Description: { } description } signal)
            {
                channel.Describe(description, session.DomainOf(signal)?.Description);
            }
        }
    }

    private void TakeSamples(StreamingSession session, SessionEvent found)
    {
        if (found == SessionEvent.SamplesStart)
        {
            BeginSamples(session.Signal!, session.Run);
        }
        else if (_filling is { } block)
        {
            ReadOnlySpan<byte> bytes = session.Payload.Span;
            bytes.CopyTo(block.Filling[_filled..]);
            _filled += bytes.Length;
        }
    }

    /// <summary>Data of signals that nobody asked for, or that the device withdrew, are passed over.</summary>
    private void BeginSamples(StreamSignal signal, SampleRun run)
    {
        if (!signal.IsAvailable || _isStopping || ChannelOf(signal) is not { Source: not null } channel)
        {
            return;
        }

        if (run.FirstTick is not { } tick)
        {
            throw new StreamingException(
                $"Signal {signal.Id}: samples before the device said at which time they start.");
        }

        channel.LastArrival = _time.GetTimestamp();
        _filling = _pool.Rent();
        _filling.SetSamples(channel.Index, 0, tick, run.Count, run.ByteLength);
        _filled = 0;
    }

    private void EndSamples()
    {
        if (_filling is { } block)
        {
            _filling = null;
            _flow.Add(block);
        }
    }

    private ChannelTrack? ChannelOf(StreamSignal signal)
    {
        foreach (ChannelTrack channel in _channels)
        {
            if (ReferenceEquals(channel.SignalId, signal.Id) || channel.SignalId == signal.Id)
            {
                return channel;
            }
        }

        return null;
    }
}
