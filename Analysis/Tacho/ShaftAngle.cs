using System.Runtime.InteropServices;

namespace Bench.Analysis.Tacho;

/// <summary>
/// Turns tacho edges into the smoothed curve t(θ) of time over shaft angle, knot by knot, as edges arrive.
/// </summary>
/// <remarks>
/// <para>A knot is final once <see cref="LookAheadEdges"/> further edges have come, or the shaft has stopped. Between
/// two knots the curve is a cubic with slopes of fourth order. Where edges are missing the curve is cut: the segment
/// ends, the next one starts at a later whole revolution, and what spans the gap is not analysed.</para>
/// <para>Memory: knots stay until <see cref="Forget"/>. Not thread safe.</para>
/// </remarks>
public sealed class ShaftAngle
{
    /// <summary>
    /// Below this speed the shaft counts as standing: it bounds how long samples wait for their angle.
    /// </summary>
    public const double MinimumSpeedRpm = 30;

    private const int SlopeReach = 2;
    private const int TrimAt = 1024;

    private readonly int _pulsesPerRevolution;
    private readonly double _longestIntervalSeconds;
    private readonly EdgeSmoother _smoother;
    private readonly EdgePlausibility _plausibility;
    private readonly List<double> _edges = new(2 * TrimAt);
    private readonly List<double> _smoothed = new(2 * TrimAt);
    private readonly List<AngleKnot> _knots = new(4 * TrimAt);
    private long _firstKnot;
    private int _emitted;
    private long _segmentEdge;
    private double _segmentRevolutions;
    private double _nowSeconds;

    /// <summary>Plans the curve.</summary>
    /// <param name="pulsesPerRevolution">Edges per revolution, 1 or more.</param>
    /// <param name="smoothingRevolutions">Revolutions of the smoothing window, rounded up to whole ones; 0 for
    /// none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public ShaftAngle(int pulsesPerRevolution, double smoothingRevolutions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pulsesPerRevolution);
        ArgumentOutOfRangeException.ThrowIfNegative(smoothingRevolutions);
        _pulsesPerRevolution = pulsesPerRevolution;
        _longestIntervalSeconds = 60 / (MinimumSpeedRpm * pulsesPerRevolution);
        _smoother = new EdgeSmoother(Math.Max(1, pulsesPerRevolution * (int)Math.Ceiling(smoothingRevolutions)));
        _plausibility = new EdgePlausibility(_longestIntervalSeconds);
    }

    /// <summary>Edges per revolution.</summary>
    public int PulsesPerRevolution => _pulsesPerRevolution;

    /// <summary>Edges that must follow before a knot is final.</summary>
    public int LookAheadEdges => _smoother.HalfWidth + SlopeReach + 1;

    /// <summary>Index of the first knot that is kept.</summary>
    public long FirstKnot => _firstKnot;

    /// <summary>Index after the last final knot.</summary>
    public long EndKnot => _firstKnot + _knots.Count;

    /// <summary>Dropouts and bouncing edges so far.</summary>
    public IReadOnlyList<TachoEvent> Events => _plausibility.Events;

    /// <summary>No interval between knots to come begins before this time: older samples are not needed.</summary>
    public double KnownUntilSeconds
    {
        get
        {
            if (_edges.Count > 0)
            {
                return _emitted > 0 ? _smoothed[_emitted - 1] : _edges[0];
            }

            double pending = _plausibility.PendingSeconds;
            return double.IsNaN(pending) ? _nowSeconds : pending;
        }
    }

    /// <summary>A final knot.</summary>
    public AngleKnot Knot(long index) => _knots[(int)(index - _firstKnot)];

    /// <summary>Takes the next edge.</summary>
    /// <param name="timeSeconds">Its time, after that of the one before.</param>
    public void AddEdge(double timeSeconds)
    {
        AdvanceTo(timeSeconds);
        if (_plausibility.TryAccept(timeSeconds, out double accepted, out bool afterDropout))
        {
            Append(accepted, afterDropout);
        }
    }

    /// <summary>Says that no further edge came until a time; a shaft that stands ends its segment.</summary>
    public void AdvanceTo(double timeSeconds)
    {
        _nowSeconds = Math.Max(_nowSeconds, timeSeconds);
        double pending = _plausibility.PendingSeconds;
        if (timeSeconds - pending > _longestIntervalSeconds && _plausibility.TryRelease(out bool afterDropout))
        {
            Append(pending, afterDropout);
            CloseSegment();
        }
    }

    /// <summary>
    /// Ends the segment here: what follows is not connected with what was, such as behind a turn of direction.
    /// </summary>
    public void EndSegment()
    {
        double pending = _plausibility.PendingSeconds;
        if (_plausibility.TryRelease(out bool afterDropout))
        {
            Append(pending, afterDropout);
        }

        _plausibility.Forget();
        CloseSegment();
    }

    /// <summary>Ends the curve: all knots are final.</summary>
    /// <param name="timeSeconds">End of the recording.</param>
    public void Complete(double timeSeconds)
    {
        AdvanceTo(timeSeconds);
        double pending = _plausibility.PendingSeconds;
        if (_plausibility.TryRelease(out bool afterDropout))
        {
            Append(pending, afterDropout);
        }

        _plausibility.Finish(timeSeconds);
        CloseSegment();
    }

    /// <summary>Drops the knots before an index.</summary>
    public void Forget(long beforeKnot)
    {
        int count = (int)Math.Min(beforeKnot - _firstKnot, _knots.Count);
        if (count >= TrimAt)
        {
            _knots.RemoveRange(0, count);
            _firstKnot += count;
        }
    }

    private void Append(double edge, bool afterDropout)
    {
        if (afterDropout || (_edges.Count > 0 && edge - _edges[^1] > _longestIntervalSeconds))
        {
            CloseSegment();
        }

        _edges.Add(edge);
        ReadOnlySpan<double> edges = CollectionsMarshal.AsSpan(_edges);
        while (_smoothed.Count + _smoother.HalfWidth < edges.Length)
        {
            _smoothed.Add(_smoother.Smooth(edges, _smoothed.Count));
        }

        while (_emitted + SlopeReach < _smoothed.Count)
        {
            Emit(_emitted++);
        }

        TrimEdges();
    }

    private void CloseSegment()
    {
        ReadOnlySpan<double> edges = CollectionsMarshal.AsSpan(_edges);
        while (_smoothed.Count < edges.Length)
        {
            _smoothed.Add(_smoother.Smooth(edges, _smoothed.Count));
        }

        // A single edge has no speed.
        while (_smoothed.Count > 1 && _emitted < _smoothed.Count)
        {
            Emit(_emitted++);
        }

        _segmentRevolutions = Math.Ceiling(_segmentRevolutions + (Revolution(_edges.Count))) + 1;
        _segmentEdge = 0;
        _emitted = 0;
        _edges.Clear();
        _smoothed.Clear();
    }

    private double Revolution(int index) => (_segmentEdge + index) / (double)_pulsesPerRevolution;

    private void Emit(int index)
    {
        _knots.Add(new AngleKnot(
            _segmentRevolutions + Revolution(index),
            _smoothed[index],
            Slope(index) * _pulsesPerRevolution,
            _edges[index],
            _segmentEdge + index == 0));
    }

    // dt per edge: five points inside, three at the ends of a segment (M. Abramowitz, I. Stegun, table 25.2).
    private double Slope(int i)
    {
        List<double> t = _smoothed;
        if (i >= SlopeReach && i + SlopeReach < t.Count)
        {
            return ((8 * (t[i + 1] - t[i - 1])) - (t[i + 2] - t[i - 2])) / 12;
        }

        if (i >= 1 && i + 1 < t.Count)
        {
            return (t[i + 1] - t[i - 1]) / 2;
        }

        int towards = i == 0 ? 1 : -1;
        double near = t[i + towards] - t[i];
        bool hasThree = t.Count > 2;
        double far = hasThree ? t[i + (2 * towards)] - t[i] : 2 * near;
        return towards * ((2 * near) - (far / 2));
    }

    private void TrimEdges()
    {
        int unneeded = _emitted - _smoother.HalfWidth - SlopeReach;
        if (unneeded >= TrimAt)
        {
            _edges.RemoveRange(0, unneeded);
            _smoothed.RemoveRange(0, unneeded);
            _emitted -= unneeded;
            _segmentEdge += unneeded;
        }
    }
}
