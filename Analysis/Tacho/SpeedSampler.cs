namespace Bench.Analysis.Tacho;

/// <summary>Samples the speed of a <see cref="ShaftAngle"/> every 5 ms; 0 where the angle is not known.</summary>
internal sealed class SpeedSampler
{
    private const double StepSeconds = 0.005;

    // A minute.
    private readonly List<double> _speedsRpm = new(12000);

    /// <summary>First knot that is still needed.</summary>
    public long Knot { get; private set; }

    private double NextSeconds => _speedsRpm.Count * StepSeconds;

    /// <summary>Goes as far as the angle is known.</summary>
    public void Advance(ShaftAngle angle)
    {
        for (; Knot + 1 < angle.EndKnot; Knot++)
        {
            AngleKnot from = angle.Knot(Knot);
            AngleKnot to = angle.Knot(Knot + 1);
            while (NextSeconds < to.TimeSeconds)
            {
                double share = (NextSeconds - from.TimeSeconds) / (to.TimeSeconds - from.TimeSeconds);
                double change = to.SecondsPerRevolution - from.SecondsPerRevolution;
                double slope = from.SecondsPerRevolution + (share * change);
                _speedsRpm.Add(to.StartsSegment || share < 0 ? 0 : 60 / slope);
            }
        }
    }

    /// <summary>The speed up to the end of the recording.</summary>
    public SpeedTrace Complete(double endSeconds)
    {
        while (NextSeconds < endSeconds)
        {
            _speedsRpm.Add(0);
        }

        return new SpeedTrace(
            [.. Enumerable.Range(0, _speedsRpm.Count).Select(i => i * StepSeconds)], [.. _speedsRpm]);
    }
}
