namespace Bench.Analysis.Tacho;

/// <summary>Within which bounds a speed is looked for without a tacho.</summary>
public sealed record SpeedEstimateOptions
{
    /// <summary>Lowest speed in rpm, above 0. It sets the window: six periods of the lowest line.</summary>
    public required double FromRpm { get; init; }

    /// <summary>Highest speed in rpm.</summary>
    public required double ToRpm { get; init; }

    /// <summary>Fastest change of speed in rpm/s.</summary>
    public double MaxAccelerationRpmPerSecond { get; init; } = 2000;

    /// <summary>Below this confidence, 0 to 1, the angle is not given.</summary>
    public double LeastConfidence { get; init; } = 0.4;

    /// <summary>Edges per revolution made from the angle, for <see cref="ShaftAngle"/>.</summary>
    public int PulsesPerRevolution { get; init; } = 8;

    /// <summary>Refuses bounds that make no sense.</summary>
    /// <param name="sampleRateHz">Rate of the signal.</param>
    /// <param name="highestOrder">Highest multiple of the speed that is looked at.</param>
    /// <exception cref="ArgumentException">The bounds are wrong, or the sample rate does not hold the highest
    /// line.</exception>
    internal void Check(double sampleRateHz, double highestOrder)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        if (!(FromRpm > 0) || !(ToRpm > FromRpm) || !(MaxAccelerationRpmPerSecond > 0) || PulsesPerRevolution < 1)
        {
            throw new ArgumentException(
                $"{this}: FromRpm above 0, ToRpm above it, an acceleration above 0 and a pulse or more expected.");
        }

        double highestHz = highestOrder * ToRpm / 60;
        if (highestHz > 0.45 * sampleRateHz)
        {
            throw new ArgumentException(
                $"At {ToRpm} rpm the highest line lies at {highestHz:F0} Hz, too near to half the sample rate of "
                + $"{sampleRateHz} Hz: lower ToRpm, leave the highest orders out or sample faster.");
        }
    }
}
