using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Calibration;
using Bench.Models.Explanation;
using Bench.Models.Limits;
using Bench.Models.Verdicts;

namespace Bench.Models.Sensors;

/// <summary>
/// An accelerometer that is not fixed: its mounting resonance falls from some 20 kHz to a few hundred hertz (ISO 5348),
/// and above it the sensor no longer follows. Only one sensor loses its high bands; a quieter motor would lose them
/// everywhere.
/// </summary>
internal static class LooseSensor
{
    /// <summary>A loosely placed accelerometer follows up to about 2 kHz at best (ISO 5348, hand-held probe).</summary>
    private const double HighBandsFromHz = 2000;

    /// <summary>
    /// Loss in dB that good motors do not show: half of the pressure, well above their scatter of 1-2 dB.
    /// </summary>
    private const double LossDb = 6;

    /// <summary>Loss in spreads of the good motors that must be passed as well.</summary>
    private const double LossSpreads = 3;

    /// <summary>One finding per loose sensor, unless most sensors lost their high bands together.</summary>
    public static ImmutableArray<Finding> Find(
        ImmutableArray<Channel> accelerometers, LimitSet limits, Measurement measurement)
    {
        ImmutableArray<(Channel Channel, double Db, double Spreads)> deviations =
        [
            .. accelerometers
                .Select(channel => HighBands(channel, limits, measurement))
                .OfType<(Channel, double, double)>(),
        ];
        ImmutableArray<(Channel Channel, double Db, double Spreads)> low =
            [.. deviations.Where(sensor => sensor.Db < -LossDb && sensor.Spreads < -LossSpreads)];
        if (low.IsEmpty || low.Length * 2 > deviations.Length)
        {
            return [];
        }

        return [.. low.Select(sensor => new Finding
        {
            Source = FindingSource.Check,
            Code = "sensor-loose",
            Text = Words.Invariant(
                $"{sensor.Channel.Name} has lost its high frequencies: {-sensor.Db:0.0} dB below good ")
                + "motors above 2 kHz, while the other accelerometers have theirs",
            Instruction = $"Fasten {sensor.Channel.Name}, test again.",
            Channel = sensor.Channel.Id,
            Severity = -sensor.Db / LossDb,
        })];
    }

    /// <summary>
    /// Median deviation of a sensor's high bands over all steps, in dB and in spreads; null without such bands.
    /// </summary>
    private static (Channel Channel, double Db, double Spreads)? HighBands(
        Channel channel, LimitSet limits, Measurement measurement)
    {
        List<double> db = [];
        List<double> spreads = [];
        for (int c = 0; c < limits.Curves.Length; c++)
        {
            LimitCurve limit = limits.Curves[c];
            CurveDefinition curve = limit.Curve;
            if (curve.Channel != channel.Id || curve.Family != CurveFamily.Spectrum || !curve.IsDecibel)
            {
                continue;
            }

            for (int i = 0; i < curve.Positions.Length; i++)
            {
                double value = measurement.Values(c)[i];
                if (curve.Positions[i] >= HighBandsFromHz && double.IsFinite(value))
                {
                    db.Add(value - limit.Median[i]);
                    spreads.Add(limit.Standardise(i, value));
                }
            }
        }

        return db.Count == 0
            ? null
            : (channel, RobustScale.Median([.. db]), RobustScale.Median([.. spreads]));
    }
}
