using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;
using Bench.Recipes;
using Bench.Recordings;
using Bench.Testing;

namespace Bench.Web.Signals;

/// <summary>What is not stored with a test but measured again from its recording: speed and order maps.</summary>
internal sealed record RunAnalysis(SpeedTrace Speed, ImmutableArray<OrderMap> OrderMaps)
{
    /// <summary>Measures a recording as the live test did.</summary>
    public static RunAnalysis Of(string path, Recipe recipe, CancellationToken cancel) =>
        MeasureAsync(path, recipe, cancel).GetAwaiter().GetResult();

    /// <summary>The speed at a time, in rpm; NaN where it is not known.</summary>
    public double SpeedAt(double seconds)
    {
        ImmutableArray<double> times = Speed.TimesSeconds;
        if (times.IsEmpty || seconds < times[0] || seconds > times[^1])
        {
            return double.NaN;
        }

        int found = times.BinarySearch(seconds);
        int at = found >= 0 ? found : ~found - 1;
        if (at >= times.Length - 1)
        {
            return Speed.SpeedsRpm[^1];
        }

        double share = (seconds - times[at]) / (times[at + 1] - times[at]);
        return Speed.SpeedsRpm[at] + (share * (Speed.SpeedsRpm[at + 1] - Speed.SpeedsRpm[at]));
    }

    private static async Task<RunAnalysis> MeasureAsync(string path, Recipe recipe, CancellationToken cancel)
    {
        RecordingSource source = new(path);
        await using (source.ConfigureAwait(false))
        {
            using RunEvidence evidence = new(recipe);
            evidence.Open(await source.OpenAsync(recipe.Signals, cancel).ConfigureAwait(false));
            await foreach (SampleBlock block in source.ReadBlocksAsync(cancel).ConfigureAwait(false))
            {
                using (block)
                {
                    evidence.Take(block);
                }

                if (evidence.Ended)
                {
                    break;
                }
            }

            evidence.Complete();
            return new RunAnalysis(evidence.Speed, evidence.OrderMaps());
        }
    }
}
