using Bench.Analysis.Metrics;
using Bench.Models.Training;

namespace Bench.Models.Limits;

/// <summary>Which deviation of a curve is a fault.</summary>
internal enum LimitSides
{
    /// <summary>Only a high value.</summary>
    Upper,

    /// <summary>A high or a low value.</summary>
    Both,
}

/// <summary>
/// What follows from a curve's family and unit alone: its side, its calibration family and its smallest distance.
/// </summary>
internal static class LimitPolicy
{
    /// <summary>
    /// A low level of vibration or sound is never a motor's fault. A low phase current or carrier frequency is:
    /// the machine then does not do what the test asked of it.
    /// </summary>
    public static LimitSides SidesOf(CurveDefinition curve) =>
        curve.Family is CurveFamily.SwitchingLine || curve is { Family: CurveFamily.PhaseCurrent, Name: "fundamental" }
            ? LimitSides.Both
            : LimitSides.Upper;

    /// <summary>
    /// Curves whose standardised deviations have tails alike share a factor: curves by family, scalars by name, since
    /// a kurtosis has another tail than a level.
    /// </summary>
    public static string FamilyOf(CurveDefinition curve) => curve.Family switch
    {
        CurveFamily.Level or CurveFamily.PhaseCurrent or CurveFamily.SwitchingLine or CurveFamily.Impulse
            or CurveFamily.Sound or CurveFamily.Tone => $"{curve.Family}/{curve.Name}",
        _ => curve.IsDecibel ? $"{curve.Family}" : $"{curve.Family}/{curve.Unit}",
    };

    /// <summary>Smallest distance of a limit from the median, on the curve's <see cref="JudgingScale"/>.</summary>
    public static double MinimumDistance(CurveDefinition curve, TeachInOptions options)
    {
        if (curve.IsDecibel)
        {
            return options.MinimumDistanceDb;
        }

        return curve.Unit switch
        {
            "%" => options.MinimumDistancePercentagePoints,
            "Hz" => Decibels(options.MinimumDistanceFrequencyShare),
            "1" or "" => Decibels(options.MinimumDistanceRatioShare),
            _ => Decibels(options.MinimumDistanceShare),
        };
    }

    private static double Decibels(double share) => 20 * Math.Log10(1 + share);
}
