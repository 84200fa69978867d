namespace Bench.Recordings.Foreign;

/// <summary>An object of a TDMS file: the file, a group or a channel.</summary>
internal sealed class TdmsObject
{
    /// <summary>Makes one of its path: <c>/</c>, <c>/'group'</c> or <c>/'group'/'channel'</c>.</summary>
    public TdmsObject(string path)
    {
        List<string> parts = Parts(path);
        Group = parts.Count > 0 ? parts[0] : "";
        Channel = parts.Count > 1 ? parts[1] : "";
        IsChannel = parts.Count == 2;
        IsGroup = parts.Count == 1;
    }

    public string Group { get; }

    public string Channel { get; }

    public bool IsChannel { get; }

    public bool IsGroup { get; }

    public Dictionary<string, object> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>How its data lie in the segments to come; null as long as it had none.</summary>
    public TdmsIndex? Index { get; set; }

    /// <summary>Whether it has data in the segment that is being read.</summary>
    public bool HasData { get; set; }

    /// <summary>Whether it is in the list of the segment that is being read.</summary>
    public bool IsListed { get; set; }

    /// <summary>Its values: of DAQmx by the scale that they are the input of, of others under 0.</summary>
    public SortedDictionary<uint, List<TdmsPiece>> Pieces { get; } = [];

    public void Add(uint scale, TdmsPiece piece)
    {
        if (!Pieces.TryGetValue(scale, out List<TdmsPiece>? pieces))
        {
            Pieces.Add(scale, pieces = []);
        }

        if (pieces.Count > 0 && pieces[0].Type.IsComplex() != piece.Type.IsComplex()
            || pieces.Count > 0 && pieces[0].Type == TdmsType.Time != (piece.Type == TdmsType.Time))
        {
            throw new RecordingException($"channel \"{Channel}\" changes its type");
        }

        pieces.Add(piece);
    }

    public string? Text(string property) => Properties.GetValueOrDefault(property) as string;

    public double? Number(string property) => Properties.GetValueOrDefault(property) as double?;

    /// <summary>A number that a scale cannot do without.</summary>
    /// <exception cref="RecordingException">It is missing.</exception>
    public double Required(string property) =>
        Number(property) ?? throw new RecordingException($"has a scale without {property}");

    private static List<string> Parts(string path)
    {
        List<string> parts = [];
        int at = 0;
        while (at + 1 < path.Length && path[at] == '/' && path[at + 1] == '\'')
        {
            int end = at + 2;
            while (end < path.Length && (path[end] != '\'' || (end + 1 < path.Length && path[end + 1] == '\'')))
            {
                end += path[end] == '\'' ? 2 : 1;
            }

            if (end >= path.Length)
            {
                break;
            }

            parts.Add(path[(at + 2)..end].Replace("''", "'", StringComparison.Ordinal));
            at = end + 1;
        }

        return at == path.Length || path == "/"
            ? parts
            : throw new RecordingException("it is damaged: an object has no valid path");
    }
}
