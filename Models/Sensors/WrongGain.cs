using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Calibration;
using Bench.Models.Explanation;
using Bench.Models.Limits;
using Bench.Models.Verdicts;

namespace Bench.Models.Sensors;

/// <summary>
/// An accelerometer whose amplifier or sensitivity is set wrong: every band from the lowest to the highest is off by
/// the same factor, while the other accelerometers read as usual. A defect has a place in the spectrum and reaches
/// all sensors; it never multiplies one of them.
/// </summary>
internal static class WrongGain
{
    /// <summary>
    /// The smallest step between the ranges of usual amplifiers: a factor of 10^½; scatter of good motors is 1-2 dB.
    /// </summary>
    private const double LeastDb = 10;

    /// <summary>Half of the bands must agree within this; a defect's rise differs by more from band to band.</summary>
    private const double AgreementDb = 4;

    /// <summary>One finding per sensor, unless others are off with it.</summary>
    public static ImmutableArray<Finding> Find(
        ImmutableArray<Channel> accelerometers, LimitSet limits, Measurement measurement)
    {
        ImmutableArray<(Channel Channel, double Db, double Disagreement)> offsets =
        [
            .. accelerometers
                .Select(channel => Offset(channel, limits, measurement))
                .OfType<(Channel, double, double)>(),
        ];
        return
        [
            .. offsets
                .Where(sensor => Math.Abs(sensor.Db) > LeastDb && sensor.Disagreement < AgreementDb)
                .Where(sensor => offsets.All(other =>
                    other.Channel == sensor.Channel || Math.Abs(other.Db) < Math.Abs(sensor.Db) / 3))
                .Select(sensor => ToFinding(sensor.Channel, sensor.Db)),
        ];
    }

    private static Finding ToFinding(Channel channel, double db) => new()
    {
        Source = FindingSource.Check,
        Code = "sensor-gain",
        Text = Words.Invariant($"{channel.Name} reads {Math.Abs(db):0} dB too {(db > 0 ? "high" : "low")} ")
            + "in all frequency bands alike, while the other accelerometers read as usual",
        Instruction = $"Check the amplifier range and the sensitivity of {channel.Name}, test again.",
        Channel = channel.Id,
        Severity = Math.Abs(db) / LeastDb,
    };

    /// <summary>Median deviation over all bands and steps, and within what half of them agree; in dB.</summary>
    private static (Channel Channel, double Db, double Disagreement)? Offset(
        Channel channel, LimitSet limits, Measurement measurement)
    {
        List<double> db = [];
        for (int c = 0; c < limits.Curves.Length; c++)
        {
            LimitCurve limit = limits.Curves[c];
            CurveDefinition curve = limit.Curve;
            if (curve.Channel == channel.Id && curve.Family == CurveFamily.Spectrum && curve.IsDecibel)
            {
                ReadOnlySpan<float> values = measurement.Values(c);
                for (int i = 0; i < values.Length; i++)
                {
                    db.Add(values[i] - limit.Median[i]);
                }
            }
        }

        if (db.Count == 0)
        {
            return null;
        }

        double median = RobustScale.Median([.. db]);
        return (channel, median, RobustScale.Median([.. db.Select(deviation => Math.Abs(deviation - median))]));
    }
}
