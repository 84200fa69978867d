namespace Bench.Analysis.Tacho;

/// <summary>
/// Passes on regular tacho edges, leaves bouncing ones out and reports missing ones. Every decision looks one edge
/// ahead, so that a run-up from rest or a coast-down to rest is not taken for a fault.
/// </summary>
internal sealed class EdgePlausibility
{
    // A gap is a dropout where it is this much longer than the intervals before and after. One missing pulse gives 2,
    // a shaft that slows down evenly never lies above the interval after it.
    private const double DropoutRatio = 1.6;

    // An interval this short against the one before is a bounce: a shaft that starts evenly from rest gives 0.41.
    private const double BounceRatio = 0.35;

    // Two short intervals that together are as long as the one before, within this share, hold a bounce between them;
    // not so the first two of a shaft that starts from rest, where no interval before that is known.
    private const double SplitRatio = 0.7;
    private const double SplitTolerance = 0.2;

    // A shaft that brakes evenly to rest makes its last interval at least 1.19 times as long as the one before it;
    // one that turns on while its tacho is lost does not.
    private const double BrakingRatio = 1.15;
    private const double LostAfterIntervals = 4;

    private readonly double _standstillSeconds;
    private readonly List<TachoEvent> _events = [];
    private double _secondBefore = double.NaN;
    private double _before = double.NaN;
    private double _last = double.NaN;
    private double _pending = double.NaN;

    /// <summary>Makes the check.</summary>
    /// <param name="standstillSeconds">An interval this long may be a standstill.</param>
    public EdgePlausibility(double standstillSeconds) => _standstillSeconds = standstillSeconds;

    /// <summary>What was found so far, in order of time.</summary>
    public IReadOnlyList<TachoEvent> Events => _events;

    /// <summary>Time of the earliest edge that may still come out of <see cref="TryAccept"/>.</summary>
    public double PendingSeconds => _pending;

    /// <summary>Takes the next edge and gives the one before it, now that it is known what follows.</summary>
    /// <param name="edge">The new edge in seconds.</param>
    /// <param name="accepted">The edge that is regular.</param>
    /// <param name="afterDropout">Whether pulses are missing in front of it.</param>
    public bool TryAccept(double edge, out double accepted, out bool afterDropout)
    {
        accepted = _pending;
        if (IsBounce(_pending - _last, edge - _pending))
        {
            _events.Add(new TachoEvent(TachoEventKind.Bounce, _pending, _pending - _last));
            _pending = edge;
            afterDropout = false;
            return false;
        }

        bool ready = Settle(edge - _pending, out afterDropout);
        _pending = edge;
        return ready;
    }

    /// <summary>Settles the pending edge before another comes: the shaft stands, or the recording ends.</summary>
    /// <returns>False where no edge is pending.</returns>
    public bool TryRelease(out bool afterDropout)
    {
        bool ready = Settle(double.PositiveInfinity, out afterDropout);
        _pending = double.NaN;
        return ready;
    }

    /// <summary>Forgets the intervals before: what follows is not compared with them.</summary>
    public void Forget()
    {
        _secondBefore = double.NaN;
        _before = double.NaN;
        _last = double.NaN;
    }

    /// <summary>Reports a tacho that was lost before the end of the recording.</summary>
    public void Finish(double endSeconds)
    {
        double silence = endSeconds - _last;
        if (silence > LostAfterIntervals * _before && !IsBraking)
        {
            _events.Add(new TachoEvent(TachoEventKind.Dropout, _last, silence));
        }
    }

    private bool IsBraking => _before > BrakingRatio * _secondBefore;

    private bool Settle(double next, out bool afterDropout)
    {
        afterDropout = false;
        if (double.IsNaN(_pending))
        {
            return false;
        }

        // Comparisons with NaN are false: the first intervals are not judged.
        double interval = _pending - _last;
        afterDropout = interval > DropoutRatio * _before && interval > DropoutRatio * next
            && (interval < _standstillSeconds || !IsBraking);
        if (afterDropout)
        {
            _events.Add(new TachoEvent(TachoEventKind.Dropout, _last, interval));
        }

        bool isCut = afterDropout || interval > _standstillSeconds;
        _secondBefore = isCut ? double.NaN : _before;
        _before = isCut ? double.NaN : interval;
        _last = _pending;
        return true;
    }

    private bool IsBounce(double interval, double next) =>
        interval < BounceRatio * _before ||
        (interval < SplitRatio * _before && !double.IsNaN(_secondBefore)
            && Math.Abs(interval + next - _before) < SplitTolerance * _before);
}
