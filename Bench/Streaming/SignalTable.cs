using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>The signals of a session, by number and by id, and which gives the instants of which.</summary>
internal sealed class SignalTable(StreamingLimits limits)
{
    private int _version;

    private readonly Dictionary<int, StreamSignal> _byNumber = [];
    private readonly Dictionary<string, StreamSignal> _byId = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, bool> _available = new(StringComparer.Ordinal);

    /// <summary>Ids that were offered and not withdrawn.</summary>
    public IReadOnlyCollection<string> Available => _available.Keys;

    /// <summary>Signals that have a number.</summary>
    public IReadOnlyCollection<StreamSignal> Subscribed => _byNumber.Values;

    public StreamSignal? ByNumber(int number) => _byNumber.GetValueOrDefault(number);

    public StreamSignal? Find(string id) => _byId.GetValueOrDefault(id);

    public StreamSignal Subscribe(int number, string id)
    {
        if (ByNumber(number) is { } old)
        {
            Unsubscribe(old);
        }

        if (_byNumber.Count >= limits.MaxSubscribedSignals)
        {
            throw new StreamingException($"More than {limits.MaxSubscribedSignals} signals subscribed.");
        }

        var signal = new StreamSignal(number, id);
        _byNumber[number] = signal;
        _byId[id] = signal;
        _version++;
        return signal;
    }

    public void Unsubscribe(StreamSignal signal)
    {
        _byNumber.Remove(signal.Number);
        if (Find(signal.Id) == signal)
        {
            _byId.Remove(signal.Id);
        }

        _version++;
    }

    public void Offer(IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            _available.TryAdd(id, true);
            if (_available.Count > limits.MaxAvailableSignals)
            {
                throw new StreamingException($"More than {limits.MaxAvailableSignals} signals available.");
            }

            Find(id)?.IsAvailable = true;
        }
    }

    public void Withdraw(IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            _available.Remove(id);
            Find(id)?.IsAvailable = false;
        }
    }

    /// <summary>Takes a `signal` in.</summary>
    public void Describe(StreamSignal signal, JsonNode? parameters)
    {
        signal.Describe(parameters);
        _version++;
    }

    /// <summary>The signal that gives another's instants; found once and again after anything changed.</summary>
    public StreamSignal? DomainOf(StreamSignal signal)
    {
        if (signal.DomainVersion != _version)
        {
            signal.Domain = signal.Description is { } description ? FindDomain(signal, description) : null;
            signal.DomainVersion = _version;
        }

        return signal.Domain;
    }

    /// <summary>Tick of the signal's next value; null where it has no instants (yet).</summary>
    public long? TickOfNext(StreamSignal signal)
    {
        if (DomainOf(signal) is not { Description: { } clock } domain)
        {
            return null;
        }

        if (clock.Rule == SignalRule.Linear)
        {
            return domain.HasPosition
                ? unchecked(domain.PositionTick + clock.Delta * (signal.NextIndex - domain.PositionIndex))
                : null;
        }

        return domain.Ticks.TryGet(signal.NextIndex, out long tick) ? tick : null;
    }

    /// <summary>
    /// The named domain; else the signal after which the table is named; else the table's time signal.
    /// </summary>
    private StreamSignal? FindDomain(StreamSignal signal, SignalDescription description)
    {
        if (description.DomainId.Length > 0)
        {
            return Find(description.DomainId);
        }

        if (description.TableId.Length == 0 || description.IsTime)
        {
            return null;
        }

        if (Find(description.TableId) is { } named && named != signal)
        {
            return named;
        }

        foreach (StreamSignal other in _byNumber.Values)
        {
            if (other != signal && other.Description is { IsTime: true } time && time.TableId == description.TableId)
            {
                return other;
            }
        }

        return null;
    }
}
