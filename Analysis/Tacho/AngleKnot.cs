namespace Bench.Analysis.Tacho;

/// <summary>A point of the shaft angle's curve t(θ): one per accepted tacho edge.</summary>
/// <param name="Revolutions">Shaft angle θ in revolutions.</param>
/// <param name="TimeSeconds">Smoothed time t at that angle.</param>
/// <param name="SecondsPerRevolution">Slope dt/dθ there; its inverse is the speed in rev/s.</param>
/// <param name="RawSeconds">Time of the edge itself, before smoothing: for torsional vibration.</param>
/// <param name="StartsSegment">True where nothing is known between the knot before and this one.</param>
public readonly record struct AngleKnot(
    double Revolutions,
    double TimeSeconds,
    double SecondsPerRevolution,
    double RawSeconds,
    bool StartsSegment)
{
    /// <summary>Smoothed speed in rpm.</summary>
    public double SpeedRpm => 60 / SecondsPerRevolution;

    /// <summary>Time at an angle between two knots of one segment: a cubic through both times and slopes.</summary>
    public static double TimeAt(in AngleKnot from, in AngleKnot to, double revolutions)
    {
        double width = to.Revolutions - from.Revolutions;
        double u = (revolutions - from.Revolutions) / width;
        double rise = to.TimeSeconds - from.TimeSeconds;
        double a = (width * from.SecondsPerRevolution) - rise;
        double b = rise - (width * to.SecondsPerRevolution);
        return from.TimeSeconds + (u * rise) + (u * (1 - u) * ((a * (1 - u)) + (b * u)));
    }
}
