namespace Bench.Analysis.Tacho;

/// <summary>
/// Angle, speed and direction from the two tracks of an incremental encoder. Streaming: blocks of any length give the
/// same to the last bit. Not thread safe.
/// </summary>
/// <remarks>
/// Forward is A before B: A rises while B is low. <see cref="Angle"/> grows in both directions; a turn of direction
/// ends its segment and is reported with its time, so that no speed is given across it. A dead track shows as a turn at
/// every edge, and no angle.
/// </remarks>
public sealed class QuadratureDecoder
{
    /// <summary>Turns of direction kept: a standing shaft may tremble on an edge.</summary>
    public const int MaxReversals = 1000;

    private readonly double _sampleRateHz;
    private readonly QuadratureCount _count;
    private readonly TrackComparator _a;
    private readonly TrackComparator _b;
    private readonly List<TachoEvent> _reversals = [];
    private long _sample;
    private double _lastSeconds = double.NaN;

    /// <summary>Plans the decoder.</summary>
    /// <param name="sampleRateHz">Rate of both waveforms in Hz, above 0.</param>
    /// <param name="options">Lines, edges and thresholds.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public QuadratureDecoder(double sampleRateHz, QuadratureOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LinesPerRevolution, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Hysteresis);
        _sampleRateHz = sampleRateHz;
        _count = options.Count;
        _a = new TrackComparator(options.Threshold, options.Hysteresis);
        _b = new TrackComparator(options.Threshold, options.Hysteresis);
        Angle = new ShaftAngle(options.PulsesPerRevolution, options.SmoothingRevolutions);
    }

    /// <summary>The angle turned, whatever the direction.</summary>
    public ShaftAngle Angle { get; }

    /// <summary>1 forward, −1 backward, 0 before the first edge.</summary>
    public int Direction { get; private set; }

    /// <summary>Counts forward less counts backward.</summary>
    public long Position { get; private set; }

    /// <summary>
    /// The first <see cref="MaxReversals"/> turns of direction: time of the first edge in the new direction, and how
    /// long after the last one in the old direction.
    /// </summary>
    public IReadOnlyList<TachoEvent> Reversals => _reversals;

    /// <summary>Takes the next samples of both tracks.</summary>
    /// <exception cref="ArgumentException">The tracks differ in length.</exception>
    public void Process(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"Two tracks of equal length expected, given {a.Length} and {b.Length}.");
        }

        for (int i = 0; i < a.Length; i++, _sample++)
        {
            bool wasHighA = _a.IsHigh;
            bool wasHighB = _b.IsHigh;
            bool isEdgeA = _a.TryEdge(a[i], _sample, out double edgeA);
            bool isEdgeB = _b.TryEdge(b[i], _sample, out double edgeB);
            if (!_a.IsKnown || !_b.IsKnown)
            {
                continue;
            }

            // Both between the same two samples are taken in order of their times.
            if (isEdgeA && isEdgeB && edgeB < edgeA)
            {
                TakeB(edgeB, wasHighA);
                TakeA(edgeA, _b.IsHigh);
                continue;
            }

            if (isEdgeA)
            {
                TakeA(edgeA, isEdgeB ? wasHighB : _b.IsHigh);
            }

            if (isEdgeB)
            {
                TakeB(edgeB, _a.IsHigh);
            }
        }

        Angle.AdvanceTo(_sample / _sampleRateHz);
    }

    /// <summary>Ends the angle: all knots are final.</summary>
    public void Complete() => Angle.Complete(_sample / _sampleRateHz);

    private void TakeA(double edge, bool isHighB)
    {
        int direction = _a.IsHigh != isHighB ? 1 : -1;

        // One per line: the same edge of the disc in both directions.
        if (_count != QuadratureCount.One || _a.IsHigh == direction > 0)
        {
            Take(edge / _sampleRateHz, direction);
        }
    }

    private void TakeB(double edge, bool isHighA)
    {
        if (_count == QuadratureCount.Four)
        {
            Take(edge / _sampleRateHz, _b.IsHigh == isHighA ? 1 : -1);
        }
    }

    private void Take(double seconds, int direction)
    {
        if (direction == -Direction)
        {
            if (_reversals.Count < MaxReversals)
            {
                _reversals.Add(new TachoEvent(TachoEventKind.Reversal, seconds, seconds - _lastSeconds));
            }

            Angle.EndSegment();
        }

        Direction = direction;
        Position += direction;
        _lastSeconds = seconds;
        Angle.AddEdge(seconds);
    }
}
