using System.Collections.Immutable;
using System.Globalization;

namespace Bench.Recordings.Foreign;

/// <summary>The channels of a universal file while it is read.</summary>
internal sealed class UffChannels
{
    private const int MostNotes = 20;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private readonly List<ForeignChannel> _channels = [];

    public List<string> Notes { get; } = [];

    /// <summary>A name that no other channel has: the wanted one, else with the place, else numbered.</summary>
    public string Unique(string wanted, string place)
    {
        string name = wanted;
        if (!_names.Add(name))
        {
            name = place.Length > 0 ? $"{wanted} {place}" : wanted;
            for (int n = 2; !_names.Add(name); n++)
            {
                // Files of a few thousand functions of one name are usual; the number found last is near.
                n = Math.Max(n, _next.GetValueOrDefault(wanted));
                name = string.Create(CultureInfo.InvariantCulture, $"{wanted} ({n})");
                _next[wanted] = n + 1;
            }
        }

        return name;
    }

    public void Add(ForeignChannel channel) => _channels.Add(channel);

    public ImmutableArray<ForeignChannel> ToImmutable() => [.. _channels];

    public ImmutableArray<string> FinalNotes() => Notes.Count <= MostNotes
        ? [.. Notes]
        : [.. Notes.Take(MostNotes), $"{Notes.Count - MostNotes} further notes are left out."];
}
