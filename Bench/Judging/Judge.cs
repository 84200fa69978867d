using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models;
using Bench.Models.Features;
using Bench.Models.Verdicts;

namespace Bench.Judging;

/// <summary>One place decides: faults of the bench first, then limits and model.</summary>
internal static class Judge
{
    /// <summary>The decision on one run.</summary>
    /// <param name="faults">Faults of the bench, worst first.</param>
    /// <param name="measurement">What was measured, or null where the run broke off.</param>
    /// <param name="baseline">What good motors look like, or null where nothing has been learned.</param>
    /// <param name="partType">Name of the part type, for the reason.</param>
    /// <param name="origin">The motor's variant and the bench that measured it.</param>
    public static Judgement Decide(
        ImmutableArray<Finding> faults,
        Measurement? measurement,
        Baseline? baseline,
        string partType,
        MotorOrigin origin)
    {
        if (!faults.IsEmpty || measurement is null)
        {
            return Invalid(faults);
        }

        (int missing, string firstCurve) = CountMissing(measurement);
        if (missing > 0)
        {
            return Invalid([CheckFinding.NotMeasured(missing, firstCurve)]);
        }

        if (baseline is null)
        {
            return Invalid([CheckFinding.NoBaseline(partType)]);
        }

        ImmutableArray<Finding> implausible = baseline.CheckSensors(measurement, origin);
        return implausible.IsEmpty ? baseline.Judge(measurement, origin) : Invalid(implausible);
    }

    private static (int Missing, string FirstCurve) CountMissing(Measurement measurement)
    {
        int missing = 0;
        string first = "";
        for (int i = 0; i < measurement.Definition.Curves.Length; i++)
        {
            foreach (float value in measurement.Values(i))
            {
                if (!float.IsFinite(value) && missing++ == 0)
                {
                    first = measurement.Definition.Curves[i].Key;
                }
            }
        }

        return (missing, first);
    }

    private static Judgement Invalid(ImmutableArray<Finding> faults) =>
        new() { Verdict = Verdict.Invalid, Findings = faults };
}
