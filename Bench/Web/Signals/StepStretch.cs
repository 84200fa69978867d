using Bench.Analysis.PartTypes;

namespace Bench.Web.Signals;

/// <summary>When a step of the cycle is.</summary>
/// <param name="FromSeconds">Its begin.</param>
/// <param name="ToSeconds">Its end.</param>
internal readonly record struct StepStretch(double FromSeconds, double ToSeconds)
{
    /// <summary>Finds a step; the whole cycle where none is named.</summary>
    /// <exception cref="KeyNotFoundException">There is no such step.</exception>
    public static StepStretch Of(PartType partType, string? step)
    {
        if (string.IsNullOrEmpty(step))
        {
            return new StepStretch(0, partType.DurationSeconds);
        }

        double start = 0;
        foreach (TestStep known in partType.Steps)
        {
            if (known.Name == step)
            {
                return new StepStretch(start, start + known.DurationSeconds);
            }

            start += known.DurationSeconds;
        }

        throw new KeyNotFoundException("The part type of this test has no step of this name.");
    }

    /// <summary>The samples of a channel that lie in it.</summary>
    public (long From, long To) Samples(ChannelReader reader)
    {
        long from = Math.Min((long)Math.Round(FromSeconds * reader.SampleRateHz), reader.Length);
        long to = Math.Min((long)Math.Round(ToSeconds * reader.SampleRateHz), reader.Length);
        return (from, to);
    }
}
