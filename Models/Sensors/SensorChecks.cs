using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;
using Bench.Models.Verdicts;

namespace Bench.Models.Sensors;

/// <summary>
/// Patterns that a sensor makes and no motor does. A defect adds vibration: it never takes the high frequencies away
/// from one accelerometer while its neighbours keep theirs, it never multiplies all bands of one accelerometer by the
/// same factor, and it never makes each of two accelerometers look like a good motor seen from the other's place.
/// </summary>
internal static class SensorChecks
{
    /// <summary>Findings of all sensor checks; empty if the sensors are plausible.</summary>
    public static ImmutableArray<Finding> Run(PartType partType, LimitSet limits, Measurement measurement)
    {
        ImmutableArray<Channel> accelerometers =
            [.. partType.Channels.Where(channel => channel.Quantity == Quantity.Acceleration)];
        ImmutableArray<Finding> swapped = SwappedSensors.Find(accelerometers, limits, measurement);
        if (!swapped.IsEmpty)
        {
            return swapped;
        }

        ImmutableArray<Finding> gain = WrongGain.Find(accelerometers, limits, measurement);
        return gain.IsEmpty ? LooseSensor.Find(accelerometers, limits, measurement) : gain;
    }
}
