using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// What the rules may ask of one measurement. A rise is a value's deviation from the good median in units of the
/// limit's distance: 0 is the median, 1 is the limit. It makes orders, channels and speeds comparable.
/// </summary>
internal sealed class Evidence
{
    /// <summary>A rise from which a value counts as clearly raised though it is not over its limit.</summary>
    public const double ClearlyRaised = 0.6;

    private readonly PartType _partType;
    private readonly LimitSet _limits;
    private readonly Measurement _measurement;
    private readonly ImmutableArray<Exceedance> _exceedances;

    public Evidence(
        PartType partType, LimitSet limits, Measurement measurement, ImmutableArray<Exceedance> exceedances)
    {
        _partType = partType;
        _limits = limits;
        _measurement = measurement;
        _exceedances = exceedances;
        OrderLines = new OrderLines(this);
        EnvelopeLines = new EnvelopeLines(this);
        BearingFits =
        [
            .. BearingPattern.Of(partType.Machine)
                .Select(pattern => pattern.Fit(EnvelopeLines))
                .OrderByDescending(fit => fit.Score),
        ];
    }

    /// <summary>How much single orders have grown.</summary>
    public OrderLines OrderLines { get; }

    /// <summary>What stands out of the envelope spectra.</summary>
    public EnvelopeLines EnvelopeLines { get; }

    /// <summary>How well the patterns of bearing damage fit the envelope spectra, best first.</summary>
    public ImmutableArray<BearingFit> BearingFits { get; }

    /// <summary>
    /// The bearing damage that the envelope spectra leave no doubt about, whatever their limits say; else null.
    /// </summary>
    public BearingFit? ClearBearing => BearingFits is [{ IsClear: true } best, ..] ? best : null;

    /// <summary>The part type.</summary>
    public PartType PartType => _partType;

    /// <summary>The machine's geometry.</summary>
    public Machine Machine => _partType.Machine;

    /// <summary>Everything beyond a limit.</summary>
    public ImmutableArray<Exceedance> Exceedances => _exceedances;

    /// <summary>The learned limits.</summary>
    public LimitSet Limits => _limits;

    /// <summary>Rise of one point.</summary>
    public double RiseAt(int curve, int position)
    {
        LimitCurve limit = _limits.Curves[curve];
        double median = JudgingScale.To(limit.Curve, limit.Median[position]);
        double distance = JudgingScale.To(limit.Curve, limit.Upper[position]) - median;
        return (JudgingScale.To(limit.Curve, _measurement.Values(curve)[position]) - median) / distance;
    }

    /// <summary>Deviation of one point from the good median, in the curve's unit.</summary>
    public double DeviationAt(int curve, int position) =>
        _measurement.Values(curve)[position] - _limits.Curves[curve].Median[position];

    /// <summary>Indices of the curves that satisfy a condition.</summary>
    public IEnumerable<int> CurvesWhere(Func<CurveDefinition, bool> condition) =>
        Enumerable.Range(0, _limits.Curves.Length).Where(c => condition(_limits.Curves[c].Curve));

    /// <summary>Largest rise over all points of the curves that satisfy a condition; 0 where there is none.</summary>
    public double Rise(Func<CurveDefinition, bool> condition) =>
        CurvesWhere(condition)
            .SelectMany(c => Enumerable.Range(0, _limits.Curves[c].Curve.Positions.Length).Select(i => RiseAt(c, i)))
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>Exceedances that include an order, of channels of the given quantities, most severe first.</summary>
    public ImmutableArray<Exceedance> AtOrders(
        Func<double, bool> isMeant, params ImmutableArray<Quantity> quantities) =>
    [
        .. _exceedances
            .Where(exceedance => quantities.Contains(QuantityOf(exceedance.Curve)))
            .Where(exceedance => IncludesOrder(exceedance, isMeant))
            .OrderByDescending(exceedance => exceedance.Severity),
    ];

    /// <summary>Exceedances of the curves that satisfy a condition, most severe first.</summary>
    public ImmutableArray<Exceedance> Of(Func<CurveDefinition, bool> condition) =>
    [
        .. _exceedances
            .Where(exceedance => condition(exceedance.Curve))
            .OrderByDescending(exceedance => exceedance.Severity),
    ];

    /// <summary>What a curve's channel measures; acceleration where the part type does not know it.</summary>
    public Quantity QuantityOf(CurveDefinition curve) =>
        _partType.Channels.FirstOrDefault(channel => channel.Id == curve.Channel)?.Quantity ?? Quantity.Acceleration;

    /// <summary>Whether a stretch of an order cut or order spectrum includes an order that is meant.</summary>
    public static bool IncludesOrder(Exceedance exceedance, Func<double, bool> isMeant) =>
        exceedance.Curve.Family switch
        {
            CurveFamily.OrderCut or CurveFamily.OrderLevel => exceedance.Curve.Order is { } order && isMeant(order),
            CurveFamily.OrderSpectrum => Enumerable.Range(exceedance.First, exceedance.Last - exceedance.First + 1)
                .Any(i => isMeant(exceedance.Curve.Positions[i])),
            _ => false,
        };
}
