using System.Collections.Immutable;
using System.Text.Json;
using Bench.Analysis.Metrics;
using Bench.Models.Limits;
using Bench.Models.Verdicts;

namespace Bench.Web.Results;

/// <summary>A curve of a motor in a list.</summary>
internal sealed record CurveInfo(
    string Name,
    string Family,
    string Channel,
    string Step,
    string Axis,
    string Unit,
    int Points,
    bool Exceeded,
    double? WorstMarginDb)
{
    /// <summary>Makes it.</summary>
    /// <param name="curve">What the curve is.</param>
    /// <param name="values">The motor's values.</param>
    /// <param name="limits">Its limits; null where there are none.</param>
    /// <param name="findings">The test's findings.</param>
    public static CurveInfo Of(
        CurveDefinition curve, ReadOnlySpan<float> values, LimitCurve? limits, ImmutableArray<Finding> findings)
    {
        double margin = Margin(curve, values, limits);
        return new CurveInfo(
            curve.Key,
            JsonNamingPolicy.CamelCase.ConvertName(curve.Family.ToString()),
            curve.Channel,
            curve.Step,
            AxisOf(curve.Axis),
            curve.Unit,
            values.Length,
            margin < 0 || findings.Any(finding => finding.Curve == curve.Key),
            double.IsFinite(margin) ? Math.Round(margin, 2) : null);
    }

    /// <summary>"order", "rpm", "Hz" or "none".</summary>
    public static string AxisOf(CurveAxis axis) => axis switch
    {
        CurveAxis.Order => "order",
        CurveAxis.SpeedRpm => "rpm",
        CurveAxis.FrequencyHz => "Hz",
        _ => "none",
    };

    // How far the worst point is below its upper limit; a linear quantity's ratio is told in dB as well.
    private static double Margin(CurveDefinition curve, ReadOnlySpan<float> values, LimitCurve? limits)
    {
        double worst = double.PositiveInfinity;
        for (int i = 0; limits is not null && i < values.Length; i++)
        {
            double margin = curve.IsDecibel
                ? limits.Upper[i] - values[i]
                : 20 * Math.Log10(limits.Upper[i] / values[i]);
            worst = margin < worst ? margin : worst;
        }

        return worst;
    }
}
