namespace Bench.Recordings.Foreign;

/// <summary>Numbers of a TDMS channel as its pieces hold them, before any scale.</summary>
internal sealed class TdmsSamples : ForeignSamples
{
    private readonly FileBytes _file;
    private readonly TdmsPiece[] _pieces;
    private readonly long[] _starts;
    private readonly int _part;
    private readonly long? _origin;

    /// <summary>Makes them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="pieces">Where they lie.</param>
    /// <param name="part">0, or 1 for the imaginary parts of complex values.</param>
    public TdmsSamples(FileBytes file, List<TdmsPiece> pieces, int part)
    {
        _file = file;
        _part = part;
        _pieces = [.. pieces];
        _starts = new long[_pieces.Length];
        for (int i = 0; i < _pieces.Length; i++)
        {
            _starts[i] = Length;
            Length = checked(Length + _pieces[i].Values);
        }

        _origin = _pieces[0].Type == TdmsType.Time ? _pieces[0].Time(file, 0, out _) : null;
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>The second since 1904 from which time stamps are counted; null for other values.</summary>
    public long? Origin => _origin;

    /// <inheritdoc/>
    protected override void ReadBlock(long first, Span<double> target)
    {
        int index = Array.BinarySearch(_starts, first);
        index = index < 0 ? ~index - 1 : index;
        while (target.Length > 0)
        {
            TdmsPiece piece = _pieces[index];
            long within = first - _starts[index];
            int count = (int)Math.Min(target.Length, piece.Values - within);
            if (_origin is long origin)
            {
                ReadTimes(piece, within, origin, target[..count]);
            }
            else
            {
                piece.Decode(_file, _part, within, target[..count]);
            }

            target = target[count..];
            first += count;
            index++;
        }
    }

    private void ReadTimes(TdmsPiece piece, long first, long origin, Span<double> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            long seconds = piece.Time(_file, first + i, out double fraction);
            target[i] = (double)((Int128)seconds - origin) + fraction;
        }
    }
}
