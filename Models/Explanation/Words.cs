using System.Globalization;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;

namespace Bench.Models.Explanation;

/// <summary>How curves, positions and figures are written for people; numbers in invariant format.</summary>
internal static class Words
{
    /// <summary>Formats with the invariant culture.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A channel's name for people; its id where the part type does not know it.</summary>
    public static string ChannelName(PartType partType, string id) =>
        partType.Channels.FirstOrDefault(channel => channel.Id == id)?.Name ?? id;

    /// <summary>One point of a curve, such as "run-up/AccA/OrderCut/order 8 at 7200 rpm".</summary>
    public static string Place(CurveDefinition curve, int position) => curve.Axis == CurveAxis.None
        ? curve.Key
        : Invariant($"{curve.Key} at {Position(curve, curve.Positions[position])}");

    /// <summary>A position with its unit: "7200 rpm", "order 8", "3150 Hz".</summary>
    public static string Position(CurveDefinition curve, double position) => curve.Axis switch
    {
        CurveAxis.SpeedRpm => Invariant($"{position:0} rpm"),
        CurveAxis.Order => Invariant($"order {position:0.##}"),
        CurveAxis.FrequencyHz => Invariant($"{Hertz(position)} Hz"),
        _ => "",
    };

    /// <summary>
    /// A range of positions with its unit; a single position where both are equal; empty for a scalar.
    /// </summary>
    public static string Range(CurveDefinition curve, double from, double to)
    {
        if (curve.Axis == CurveAxis.None || from == to)
        {
            return Position(curve, from);
        }

        return curve.Axis switch
        {
            CurveAxis.SpeedRpm => Invariant($"{from:0}-{to:0} rpm"),
            CurveAxis.Order => Invariant($"orders {from:0.##}-{to:0.##}"),
            _ => Invariant($"{Hertz(from)}-{Hertz(to)} Hz"),
        };
    }

    /// <summary>A difference with sign and unit: "+6.2 dB", "-0.4 A", "+1.3 %".</summary>
    public static string Difference(CurveDefinition curve, double difference)
    {
        string unit = curve.IsDecibel ? "dB" : curve.Unit;
        string format = Math.Abs(difference) switch
        {
            < 0.1 => "+0.00;-0.00",
            < 100 => "+0.0;-0.0",
            _ => "+0;-0",
        };
        string number = difference.ToString(format, CultureInfo.InvariantCulture);
        return unit is "" or "1" ? number : $"{number} {unit}";
    }

    /// <summary>A value with its unit.</summary>
    public static string Value(CurveDefinition curve, double value)
    {
        string unit = curve.IsDecibel ? "dB" : curve.Unit;
        string number = value.ToString(Math.Abs(value) >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture);
        return unit is "" or "1" ? number : $"{number} {unit}";
    }

    private static string Hertz(double frequency) =>
        frequency.ToString(frequency < 100 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
