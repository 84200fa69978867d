namespace Bench.Analysis.Tacho;

/// <summary>
/// Reads shaft angle and speed at times that do not fall, such as those of samples: the inverse of the curve t(θ).
/// Not thread safe.
/// </summary>
public sealed class AngleReader
{
    // Newton's method starts within some 1e-3 of an interval and doubles its digits each time.
    private const int Iterations = 4;

    private readonly ShaftAngle _angle;
    private long _knot;

    /// <summary>Starts at the first knot kept.</summary>
    public AngleReader(ShaftAngle angle)
    {
        _angle = angle;
        _knot = angle.FirstKnot;
    }

    /// <summary>Angle and speed at a time; false, and NaN, where the angle is not known.</summary>
    /// <param name="timeSeconds">Not before the time of the call before.</param>
    /// <param name="revolutions">Shaft angle.</param>
    /// <param name="speedRpm">Smoothed speed.</param>
    public bool TryRead(double timeSeconds, out double revolutions, out double speedRpm)
    {
        revolutions = double.NaN;
        speedRpm = double.NaN;
        while (_knot + 1 < _angle.EndKnot && _angle.Knot(_knot + 1).TimeSeconds < timeSeconds)
        {
            _knot++;
        }

        if (_knot + 1 >= _angle.EndKnot)
        {
            return false;
        }

        AngleKnot from = _angle.Knot(_knot);
        AngleKnot to = _angle.Knot(_knot + 1);
        if (to.StartsSegment || !(timeSeconds >= from.TimeSeconds))
        {
            return false;
        }

        double width = to.Revolutions - from.Revolutions;
        double rise = to.TimeSeconds - from.TimeSeconds;
        double a = (width * from.SecondsPerRevolution) - rise;
        double b = rise - (width * to.SecondsPerRevolution);
        double wanted = timeSeconds - from.TimeSeconds;
        double u = wanted / rise;
        double slope = rise;
        for (int i = 0; i < Iterations; i++)
        {
            double time = (u * rise) + (u * (1 - u) * ((a * (1 - u)) + (b * u)));
            slope = rise + ((1 - (2 * u)) * ((a * (1 - u)) + (b * u))) + (u * (1 - u) * (b - a));
            u -= (time - wanted) / slope;
        }

        revolutions = from.Revolutions + (u * width);
        speedRpm = 60 * width / slope;
        return true;
    }

    /// <summary>Angles in revolutions at the samples of a signal; NaN where the angle is not known.</summary>
    /// <param name="angle">The shaft angle, complete.</param>
    /// <param name="sampleRateHz">Rate of the signal.</param>
    /// <param name="count">Number of samples.</param>
    public static double[] AtSamples(ShaftAngle angle, double sampleRateHz, int count)
    {
        AngleReader reader = new(angle);
        double[] revolutions = new double[count];
        for (int i = 0; i < count; i++)
        {
            reader.TryRead(i / sampleRateHz, out revolutions[i], out _);
        }

        return revolutions;
    }
}
