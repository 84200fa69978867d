using Bench.Analysis.Metrics;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models.Tests;

/// <summary>Hand-made patterns, each the textbook's picture of one cause, and what the top finding calls it.</summary>
public class CauseRulesTests
{
    private const double RaiseDb = 14;

    // Data sheet of the 7DL: B-side 8 balls, 12.303 mm on 52 mm; A-side 9 balls, 11.906 mm on 60 mm; 1 % of slip.
    private const double InnerRing = 0.99 * 8 / 2.0 * (1 + (12.303 / 52));
    private const double OuterRing = 0.99 * 9 / 2.0 * (1 - (11.906 / 60));

    private static readonly Baseline s_baseline = BaselineTeachIn.Learn(
        Population.PartType, "hash", new Population(1).Good(40), new TeachInOptions());

    [Fact]
    public void A_comb_with_shaft_sidebands_in_the_envelope_is_an_inner_ring() =>
        Assert.Equal("bearing-inner", TopCode(curve => InnerRingComb(curve)));

    [Fact]
    public void Orders_that_hold_the_bearings_lines_are_the_bearings_and_no_magnets() =>
        Assert.Equal("bearing-inner", TopCode(curve => curve.Channel == "AccB"
            ? [.. InnerRingComb(curve), .. Orders(curve, 4, 5, 6, 10, 11)]
            : []));

    [Fact]
    public void Sidebands_of_the_pole_order_without_the_pole_order_are_a_weak_magnet() =>
        Assert.Equal("broken-magnet", TopCode(curve => Orders(curve, 4, 5, 6, 7, 9, 10, 11, 12)));

    [Fact]
    public void The_pole_order_with_its_next_neighbours_is_an_eccentric_stator() =>
        Assert.Equal("stator-eccentricity", TopCode(curve => Orders(curve, 7, 8, 9)));

    [Fact]
    public void An_eccentric_stator_keeps_its_name_when_the_currents_are_a_little_unequal_too() =>
        Assert.Equal(
            "stator-eccentricity",
            TopCode(curve => curve.Name == "unbalance" ? [(0, 12)] : Orders(curve, 7, 8, 9)));

    [Fact]
    public void Lines_of_the_shaft_in_the_envelope_do_not_make_a_bearing_of_an_eccentric_stator() =>
        Assert.Equal("stator-eccentricity", TopCode(curve => curve.Family == CurveFamily.EnvelopeSpectrum
            ? [.. Points(curve, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
            : Orders(curve, 7, 8, 9)));

    [Fact]
    public void Order_one_alone_is_unbalance() =>
        Assert.Equal("unbalance", TopCode(curve => Orders(curve, 1)));

    [Fact]
    public void Unequal_currents_alone_are_a_matter_of_resistance() =>
        Assert.Equal("phase-unbalance", TopCode(curve => curve.Name == "unbalance" ? [(0, RaiseDb)] : []));

    [Fact]
    public void Unequal_currents_with_a_third_harmonic_are_shorted_turns() =>
        Assert.Equal(
            "turn-short", TopCode(curve => curve.Name is "unbalance" or "third harmonic" ? [(0, RaiseDb)] : []));

    [Fact]
    public void Impacts_without_rhythm_are_a_loose_part() =>
        Assert.Equal("loose-part", TopCode(curve => curve.Name == "kurtosis" ? [(0, 8)] : []));

    [Fact]
    public void Impacts_with_the_rhythm_of_a_bearing_are_the_bearings_though_its_lines_keep_their_limits()
    {
        Judgement judgement = Judge(curve => curve switch
        {
            { Name: "kurtosis" } => [(0, 8)],
            { Family: CurveFamily.EnvelopeSpectrum, Channel: "AccA" } => [.. Points(
                curve, OuterRing, 2 * OuterRing, 3 * OuterRing, 4 * OuterRing).Select(point => (point.At, double.NaN))],
            _ => [],
        });

        Assert.Equal("bearing-outer", judgement.Findings[0].Code);
        Assert.Contains("kurtosis", judgement.Findings[0].Text, StringComparison.Ordinal);
    }

    private static string TopCode(Func<CurveDefinition, (int At, double Db)[]> raised)
    {
        Judgement judgement = Judge(raised);
        Assert.Equal(Verdict.Fail, judgement.Verdict);
        return judgement.Findings[0].Code;
    }

    /// <summary>A good motor with points raised; not a number means: to just under the limit.</summary>
    private static Judgement Judge(Func<CurveDefinition, (int At, double Db)[]> raised) =>
        s_baseline.Judge(new Population(1).Motor(5001, (curve, values) =>
        {
            int index = Population.Definition.Curves.IndexOf(curve);
            foreach ((int at, double db) in raised(curve))
            {
                double factor = Math.Pow(10, db / 20);
                values[at] = double.IsNaN(db)
                    ? (float)s_baseline.Limits.Curves[index].Upper[at] - 0.2f
                    : curve.IsDecibel ? values[at] + (float)db : values[at] * (float)factor;
            }
        }));

    private static (int At, double Db)[] InnerRingComb(CurveDefinition curve) =>
        curve is { Family: CurveFamily.EnvelopeSpectrum, Channel: "AccB" }
            ? Points(
                curve,
                1,
                InnerRing - 1,
                InnerRing,
                InnerRing + 1,
                (2 * InnerRing) - 1,
                2 * InnerRing,
                (2 * InnerRing) + 1,
                3 * InnerRing)
            : [];

    private static (int At, double Db)[] Orders(CurveDefinition curve, params double[] orders) => curve switch
    {
        { Channel: "Trq" } => [],
        { Family: CurveFamily.OrderSpectrum } => Points(curve, orders),
        { Family: CurveFamily.OrderCut, Order: { } order } when orders.Contains(order) =>
            [.. Enumerable.Range(0, curve.Positions.Length).Select(i => (i, RaiseDb))],
        _ => [],
    };

    private static (int At, double Db)[] Points(CurveDefinition curve, params double[] positions) =>
    [
        .. positions.Select(position =>
        {
            double step = curve.Positions[1] - curve.Positions[0];
            return ((int)Math.Round((position - curve.Positions[0]) / step), RaiseDb);
        }),
    ];
}
