using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Samples.Device;

/// <summary>What a client has subscribed, and where each time signal stands. Used under the session's lock.</summary>
internal sealed class Subscriptions(DeviceSignals signals, StreamDialect dialect)
{
    private readonly bool[] _values = new bool[signals.Values.Length];
    private readonly bool[] _times = new bool[signals.Times.Length];
    private readonly bool[] _isTimeAskedFor = new bool[signals.Times.Length];
    private readonly bool[] _needsPosition = new bool[signals.Times.Length];
    private readonly long[] _sent = new long[signals.Times.Length];

    /// <summary>Whether nothing is subscribed.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Number of signals subscribed by name.</summary>
    public int Count => _values.Count(on => on) + _isTimeAskedFor.Count(on => on);

    /// <summary>Whether a value signal is subscribed.</summary>
    public bool HasValue(int channel) => _values[channel];

    /// <summary>Subscribes a signal, its time signal first; false where it is unknown or already subscribed.</summary>
    public bool TryAdd(string id, StreamingWriter writer)
    {
        if (IsEmpty)
        {
            // A new cycle: rows count from its start.
            Array.Clear(_sent);
        }

        foreach (TimeSignal time in signals.Times)
        {
            if (time.Id == id)
            {
                int domain = signals.Times.IndexOf(time);
                bool isNew = !_isTimeAskedFor[domain];
                _isTimeAskedFor[domain] = true;
                AddTime(domain, writer);
                return isNew;
            }
        }

        if (Find(id) is not { } value || _values[value.Channel])
        {
            return false;
        }

        AddTime(value.Domain, writer);
        _values[value.Channel] = true;
        WriteSubscribe(writer, value.Number, value.Id, value.Description with { ValueIndex = _sent[value.Domain] });
        return true;
    }

    /// <summary>Leaves a signal, and its time signal with its last user; false where it was not subscribed.</summary>
    public bool TryRemove(string id, StreamingWriter writer)
    {
        for (int domain = 0; domain < signals.Times.Length; domain++)
        {
            if (signals.Times[domain].Id == id && _isTimeAskedFor[domain])
            {
                _isTimeAskedFor[domain] = false;
                RemoveUnusedTime(domain, writer);
                return true;
            }
        }

        if (Find(id) is not { } value || !_values[value.Channel])
        {
            return false;
        }

        _values[value.Channel] = false;
        WriteUnsubscribe(writer, value.Number, value.Id);
        RemoveUnusedTime(value.Domain, writer);
        return true;
    }

    /// <summary>Time does not go on as predicted: every time signal says anew where it is.</summary>
    public void Jump() => Array.Fill(_needsPosition, true);

    /// <summary>
    /// Writes where a time signal is, if the client must be told; then counts the samples that follow.
    /// </summary>
    public void WritePosition(StreamingWriter writer, int domain, long tick, int samples)
    {
        if (_times[domain] && _needsPosition[domain])
        {
            _needsPosition[domain] = false;
            writer.WriteLinear(signals.Times[domain].Number, _sent[domain], tick);
        }

        _sent[domain] += samples;
    }

    private ValueSignal? Find(string id) => signals.Values.FirstOrDefault(value => value.Id == id);

    private void AddTime(int domain, StreamingWriter writer)
    {
        if (!_times[domain])
        {
            TimeSignal time = signals.Times[domain];
            _times[domain] = true;
            _needsPosition[domain] = true;
            WriteSubscribe(writer, time.Number, time.Id, time.Description);
        }
    }

    private void RemoveUnusedTime(int domain, StreamingWriter writer)
    {
        bool isUsed = _isTimeAskedFor[domain] || signals.Values.Any(v => v.Domain == domain && _values[v.Channel]);
        if (_times[domain] && !isUsed)
        {
            _times[domain] = false;
            WriteUnsubscribe(writer, signals.Times[domain].Number, signals.Times[domain].Id);
        }
    }

    private void WriteSubscribe(StreamingWriter writer, int number, string id, SignalDescription description)
    {
        writer.WriteMetadata(number, "subscribe", new JsonObject { ["signalId"] = id });
        writer.WriteMetadata(number, "signal", SignalDescriptionWriter.Write(description, dialect));
    }

    private static void WriteUnsubscribe(StreamingWriter writer, int number, string id) =>
        writer.WriteMetadata(number, "unsubscribe", new JsonObject { ["signalId"] = id });
}
