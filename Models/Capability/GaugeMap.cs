using System.Collections.Immutable;
using Bench.Analysis.Metrics;

namespace Bench.Models.Capability;

/// <summary>
/// Gauge R&amp;R of every value of a recipe: one figure per curve and position, so that an engineer sees at which
/// orders and speeds the bench can tell motors apart, and where a limit would only judge the measuring.
/// </summary>
public sealed class GaugeMap
{
    private readonly ImmutableArray<ImmutableArray<GaugeVariation>> _points;

    private GaugeMap(MeasurementDefinition definition, ImmutableArray<ImmutableArray<GaugeVariation>> points)
    {
        Definition = definition;
        _points = points;
    }

    /// <summary>What was measured.</summary>
    public MeasurementDefinition Definition { get; }

    /// <summary>The variation at each position of a curve; NaN figures where a test lacks the value.</summary>
    public ImmutableArray<GaugeVariation> Points(int curve) => _points[curve];

    /// <summary>Evaluates a study; tests lie as <see cref="GaugeTrials.Index"/> says.</summary>
    /// <exception cref="ArgumentException">
    /// The plan is too small, tests are missing, or they measured different things.
    /// </exception>
    public static GaugeMap Of(GaugeTrials plan, IReadOnlyList<Measurement> tests)
    {
        plan.Require(tests.Count);
        MeasurementDefinition definition = tests[0].Definition;
        if (tests.FirstOrDefault(test => test.Definition.Hash != definition.Hash) is { } other)
        {
            throw new ArgumentException(
                $"The tests of a gauge R&R study measured different things: definitions {definition.Hash} and "
                + $"{other.Definition.Hash}; expected tests of one recipe.",
                nameof(tests));
        }

        ImmutableArray<ImmutableArray<GaugeVariation>>.Builder points =
            ImmutableArray.CreateBuilder<ImmutableArray<GaugeVariation>>(definition.Curves.Length);
        double[] values = new double[plan.Count];
        for (int curve = 0; curve < definition.Curves.Length; curve++)
        {
            GaugeVariation[] along = new GaugeVariation[definition.Curves[curve].Positions.Length];
            for (int position = 0; position < along.Length; position++)
            {
                for (int test = 0; test < values.Length; test++)
                {
                    values[test] = tests[test].Values(curve)[position];
                }

                along[position] = GaugeVariation.Of(plan, values);
            }

            points.Add([.. along]);
        }

        return new GaugeMap(definition, points.MoveToImmutable());
    }
}
