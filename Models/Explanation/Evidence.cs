using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// What the rules may ask of one measurement. A rise is a value's deviation from the good median in units of the
/// limit's distance: 0 is the median, 1 is the limit. It makes orders, channels and speeds comparable.
/// </summary>
internal sealed class Evidence(
    PartType partType, LimitSet limits, Measurement measurement, ImmutableArray<Exceedance> exceedances)
{
    /// <summary>A rise from which a value counts as clearly raised though it is not over its limit.</summary>
    public const double ClearlyRaised = 0.6;

    /// <summary>The part type.</summary>
    public PartType PartType => partType;

    /// <summary>The machine's geometry.</summary>
    public Machine Machine => partType.Machine;

    /// <summary>Everything beyond a limit.</summary>
    public ImmutableArray<Exceedance> Exceedances => exceedances;

    /// <summary>The learned limits.</summary>
    public LimitSet Limits => limits;

    /// <summary>Rise of one point.</summary>
    public double RiseAt(int curve, int position)
    {
        LimitCurve limit = limits.Curves[curve];
        double distance = limit.Upper[position] - limit.Median[position];
        return (measurement.Values(curve)[position] - limit.Median[position]) / distance;
    }

    /// <summary>Deviation of one point from the good median, in the curve's unit.</summary>
    public double DeviationAt(int curve, int position) =>
        measurement.Values(curve)[position] - limits.Curves[curve].Median[position];

    /// <summary>Indices of the curves that satisfy a condition.</summary>
    public IEnumerable<int> CurvesWhere(Func<CurveDefinition, bool> condition) =>
        Enumerable.Range(0, limits.Curves.Length).Where(c => condition(limits.Curves[c].Curve));

    /// <summary>Largest rise over all points of the curves that satisfy a condition; 0 where there is none.</summary>
    public double Rise(Func<CurveDefinition, bool> condition) =>
        CurvesWhere(condition)
            .SelectMany(c => Enumerable.Range(0, limits.Curves[c].Curve.Positions.Length).Select(i => RiseAt(c, i)))
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>
    /// Largest rise of an order in cuts and order spectra of the channels of a quantity; 0 where it is not measured.
    /// </summary>
    public double OrderRise(double order, params ReadOnlySpan<Quantity> quantities)
    {
        double largest = 0;
        for (int c = 0; c < limits.Curves.Length; c++)
        {
            CurveDefinition curve = limits.Curves[c].Curve;
            if (!quantities.Contains(QuantityOf(curve)))
            {
                continue;
            }

            for (int i = 0; i < curve.Positions.Length; i++)
            {
                if (IsAt(curve, i, order))
                {
                    largest = Math.Max(largest, RiseAt(c, i));
                }
            }
        }

        return largest;
    }

    /// <summary>Exceedances that include an order, of channels of the given quantities, most severe first.</summary>
    public ImmutableArray<Exceedance> AtOrders(
        Func<double, bool> isMeant, params ImmutableArray<Quantity> quantities) =>
    [
        .. exceedances
            .Where(exceedance => quantities.Contains(QuantityOf(exceedance.Curve)))
            .Where(exceedance => IncludesOrder(exceedance, isMeant))
            .OrderByDescending(exceedance => exceedance.Severity),
    ];

    /// <summary>Exceedances of the curves that satisfy a condition, most severe first.</summary>
    public ImmutableArray<Exceedance> Of(Func<CurveDefinition, bool> condition) =>
    [
        .. exceedances
            .Where(exceedance => condition(exceedance.Curve))
            .OrderByDescending(exceedance => exceedance.Severity),
    ];

    /// <summary>What a curve's channel measures; acceleration where the part type does not know it.</summary>
    public Quantity QuantityOf(CurveDefinition curve) =>
        partType.Channels.FirstOrDefault(channel => channel.Id == curve.Channel)?.Quantity ?? Quantity.Acceleration;

    /// <summary>Whether a stretch of an order cut or order spectrum includes an order that is meant.</summary>
    public static bool IncludesOrder(Exceedance exceedance, Func<double, bool> isMeant) =>
        exceedance.Curve.Family switch
        {
            CurveFamily.OrderCut => exceedance.Curve.Order is { } order && isMeant(order),
            CurveFamily.OrderSpectrum => Enumerable.Range(exceedance.First, exceedance.Last - exceedance.First + 1)
                .Any(i => isMeant(exceedance.Curve.Positions[i])),
            _ => false,
        };

    private static bool IsAt(CurveDefinition curve, int position, double order) => curve.Family switch
    {
        CurveFamily.OrderCut => curve.Order == order,
        CurveFamily.OrderSpectrum => Math.Abs(curve.Positions[position] - order) < 1e-6,
        _ => false,
    };
}
