using System.Runtime.InteropServices;

namespace Bench.Analysis.Tacho;

/// <summary>
/// Edges of a wheel with a gap of missing teeth, such as 60 − 2: the gap is recognised, the missing edges are put back
/// and the angle starts at the first tooth behind a gap. Streaming, one revolution behind.
/// </summary>
/// <remarks>
/// <para>A gap is an interval more than (missing + ½) times as long as the one before it and the one after it. A
/// revolution counts once the next gap has come after exactly teeth − missing edges; one with an edge too many or too
/// few is left out as a whole, and the shaft angle reports the dropout. So a wrong angle is never given out.</para>
/// <para>The edges put back lie on the cubic t(θ) through the two teeth before and the two behind the gap: exact for
/// constant acceleration to 1e-6 of an interval. Before the first gap, and after a standstill until the next one, there
/// is no angle.</para>
/// </remarks>
public sealed class ToothedWheel
{
    // A regular interval against the one before; outside something is missing or too many.
    private const double LongestRatio = 1.6;
    private const double ShortestRatio = 0.5;

    private readonly int _teeth;
    private readonly int _missing;
    private readonly double _standstillSeconds;

    // The edges since tooth 0 of the running revolution, or the last three before the first gap.
    private readonly List<double> _edges = [];
    private bool _isSynchronous;

    /// <summary>Plans the wheel.</summary>
    /// <param name="teeth">Teeth of the full wheel, missing ones included, 8 or more.</param>
    /// <param name="missing">Missing teeth side by side, 1 to a quarter of the teeth.</param>
    /// <param name="smoothingRevolutions">Smoothing of the angle, see <see cref="ShaftAngle"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public ToothedWheel(int teeth, int missing, double smoothingRevolutions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(teeth, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(missing, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(missing, teeth / 4);
        _teeth = teeth;
        _missing = missing;
        _standstillSeconds = 60 * (missing + 1) / (ShaftAngle.MinimumSpeedRpm * teeth);
        Angle = new ShaftAngle(teeth, smoothingRevolutions);
    }

    /// <summary>The angle, with as many edges per revolution as the full wheel has teeth.</summary>
    public ShaftAngle Angle { get; }

    /// <summary>Takes the next edge.</summary>
    /// <param name="timeSeconds">Its time, after that of the one before.</param>
    public void AddEdge(double timeSeconds)
    {
        AdvanceTo(timeSeconds);
        _edges.Add(timeSeconds);
        if (!IsGapBeforeLast())
        {
            bool isTooLong = _isSynchronous && _edges.Count > _teeth + 1;
            if (isTooLong || (!_isSynchronous && _edges.Count > 3))
            {
                // No gap where one was due, or still searching the first.
                _isSynchronous = false;
                _edges.RemoveRange(0, _edges.Count - 3);
            }

            return;
        }

        if (_isSynchronous && _edges.Count == _teeth - _missing + 2)
        {
            ReleaseRevolution();
        }

        // Tooth 0 is the edge behind the gap, tooth 1 the one that confirmed it.
        _edges.RemoveRange(0, _edges.Count - 2);
        _isSynchronous = true;
    }

    /// <summary>Says that no further edge came until a time.</summary>
    public void AdvanceTo(double timeSeconds)
    {
        if (_edges.Count > 0 && timeSeconds - _edges[^1] > _standstillSeconds)
        {
            ReleaseRest();
        }

        if (_edges.Count == 0)
        {
            Angle.AdvanceTo(timeSeconds);
        }
    }

    /// <summary>Ends the angle: all knots are final.</summary>
    public void Complete(double timeSeconds)
    {
        ReleaseRest();
        Angle.Complete(timeSeconds);
    }

    // Whether the interval before the last one is a gap.
    private bool IsGapBeforeLast()
    {
        if (_edges.Count < 4)
        {
            return false;
        }

        ReadOnlySpan<double> last = CollectionsMarshal.AsSpan(_edges)[^4..];
        double interval = last[2] - last[1];
        return interval > (_missing + 0.5) * (last[1] - last[0]) && interval > (_missing + 0.5) * (last[3] - last[2]);
    }

    private void ReleaseRevolution()
    {
        ReadOnlySpan<double> edges = CollectionsMarshal.AsSpan(_edges);
        for (int i = 0; i < edges.Length - 2; i++)
        {
            Angle.AddEdge(edges[i]);
        }

        int gap = _missing + 1;
        for (int tooth = 1; tooth <= _missing; tooth++)
        {
            Angle.AddEdge(Cubic(edges[^4..], gap, tooth));
        }
    }

    // Through teeth −1, 0, gap and gap + 1 (Lagrange); times count from tooth 0 to keep their digits.
    private static double Cubic(ReadOnlySpan<double> times, int gap, int tooth)
    {
        ReadOnlySpan<double> at = [-1, 0, gap, gap + 1];
        double sum = 0;
        for (int i = 0; i < at.Length; i++)
        {
            double weight = 1;
            for (int j = 0; j < at.Length; j++)
            {
                weight *= i == j ? 1 : (tooth - at[j]) / (at[i] - at[j]);
            }

            sum += weight * (times[i] - times[1]);
        }

        return times[1] + sum;
    }

    // The teeth after the last gap, as far as they are regular.
    private void ReleaseRest()
    {
        for (int i = 0; _isSynchronous && i < _edges.Count; i++)
        {
            double ratio = i < 2 ? 1 : (_edges[i] - _edges[i - 1]) / (_edges[i - 1] - _edges[i - 2]);
            _isSynchronous = ratio is > ShortestRatio and < LongestRatio && i < _teeth - _missing;
            if (_isSynchronous)
            {
                Angle.AddEdge(_edges[i]);
            }
        }

        _edges.Clear();
        _isSynchronous = false;
    }
}
