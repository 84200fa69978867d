using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models;
using Bench.Models.Limits;
using Bench.Results;

namespace Bench.Web.Results;

/// <summary>
/// Good motors most like a given one: the root mean square of the differences over all points of all curves, each in
/// robust standard deviations of the good motors, so that every point has the same say.
/// </summary>
internal static class NearMotors
{
    private const int MostCompared = 300;
    private const int Shown = 3;

    /// <summary>Finds them among the newest PASS; none where the baseline or the values are gone.</summary>
    public static ImmutableArray<NearMotor> Of(ResultArchive archive, ResultStore store, StoredRun run)
    {
        Baseline? baseline = archive.BaselineOf(run.BaselineId);
        if (baseline is null || run.Values is null || baseline.DefinitionHash != run.DefinitionHash)
        {
            return [];
        }

        Measurement mine = ResultStore.MeasurementOf(run.Values, baseline.Limits.Definition);
        return
        [
            .. store.NewestGood(baseline.DefinitionHash, MostCompared)
                .Where(other => other.Id != run.Id && other.SerialNumber != run.SerialNumber)
                .Select(other => new NearMotor(
                    other.Id,
                    other.SerialNumber,
                    Math.Round(Distance(baseline.Limits, mine, other.Values), 3)))
                .Where(other => double.IsFinite(other.Distance))
                .OrderBy(other => other.Distance)
                .DistinctBy(other => other.SerialNumber)
                .Take(Shown),
        ];
    }

    private static double Distance(LimitSet limits, Measurement mine, byte[] values)
    {
        Measurement other = ResultStore.MeasurementOf(values, limits.Definition);
        double sum = 0;
        for (int curve = 0; curve < limits.Curves.Length; curve++)
        {
            ReadOnlySpan<float> a = mine.Values(curve);
            ReadOnlySpan<float> b = other.Values(curve);
            ImmutableArray<double> spread = limits.Curves[curve].Spread;
            for (int i = 0; i < a.Length; i++)
            {
                double difference = (a[i] - b[i]) / spread[i];
                sum += difference * difference;
            }
        }

        return Math.Sqrt(sum / limits.Definition.Length);
    }
}

/// <summary>A good motor and how far it is.</summary>
internal sealed record NearMotor(string Id, string SerialNumber, double Distance);
