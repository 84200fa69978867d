using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;

namespace Bench.Models.Explanation;

/// <summary>What in the machine turns, passes or strikes at an order, from its geometry.</summary>
internal static class KinematicSource
{
    /// <summary>Balls slip by 1-2 %: how far a line may lie from a bearing's order, as a share of it.</summary>
    private const double MostSlip = 0.02;

    /// <summary>Words for the order that a curve shows at a position; empty where the geometry says nothing.</summary>
    public static string Of(Machine machine, CurveDefinition curve, double position)
    {
        double? order = curve.Order ?? (curve.Axis == CurveAxis.Order ? position : null);
        return order is not { } value ? ""
            : curve.Family == CurveFamily.EnvelopeSpectrum ? OfBearing(machine, value)
            : OfShaft(machine, value);
    }

    /// <summary>Slots, poles and torque ripple, which lie on whole orders.</summary>
    public static string OfShaft(Machine machine, double order) => order switch
    {
        _ when order < 1 || order % 1 != 0 => "",
        _ when order % machine.StatorSlots == 0 => "slot order",
        _ when order % (6 * machine.PolePairs) == 0 => "torque ripple",
        _ when order % (2 * machine.PolePairs) == 0 => "pole order",
        _ => "",
    };

    private static string OfBearing(Machine machine, double order)
    {
        foreach (BearingPattern pattern in BearingPattern.Of(machine))
        {
            for (int harmonic = 1; harmonic <= pattern.Harmonics; harmonic++)
            {
                if (Math.Abs(order - (harmonic * pattern.Rhythm)) <= MostSlip * harmonic * pattern.Rhythm)
                {
                    return pattern.Name;
                }
            }
        }

        return "";
    }
}
