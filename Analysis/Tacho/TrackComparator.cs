namespace Bench.Analysis.Tacho;

/// <summary>Both edges of one track of an encoder: hysteresis, time by linear interpolation at the threshold.</summary>
internal sealed class TrackComparator
{
    private readonly double _threshold;
    private readonly double _hysteresis;
    private double _previous = double.NaN;
    private double _crossing = double.NaN;

    public TrackComparator(double threshold, double hysteresis)
    {
        _threshold = threshold;
        _hysteresis = hysteresis;
    }

    /// <summary>Whether the state is known: the track was beyond the hysteresis since the last missing
    /// sample.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The state.</summary>
    public bool IsHigh { get; private set; }

    /// <summary>Takes a sample.</summary>
    /// <param name="value">The sample; one that is not a number makes the state unknown.</param>
    /// <param name="sample">Its index.</param>
    /// <param name="edgeSample">Position of the edge between two samples.</param>
    /// <returns>Whether the state has changed.</returns>
    public bool TryEdge(float value, long sample, out double edgeSample)
    {
        edgeSample = double.NaN;
        double above = value - _threshold;
        if ((above > 0) != (_previous > 0))
        {
            _crossing = sample - 1 + (_previous / (_previous - above));
        }

        _previous = above;
        if (float.IsNaN(value))
        {
            IsKnown = false;
            return false;
        }

        bool isBeyond = above > _hysteresis || above < -_hysteresis;
        if (!isBeyond || (IsKnown && IsHigh == above > 0))
        {
            return false;
        }

        bool isEdge = IsKnown;
        IsKnown = true;
        IsHigh = above > 0;
        edgeSample = _crossing;
        return isEdge;
    }
}
