using Bench.Recordings.Foreign;

namespace Bench.Recordings.Inspection;

/// <summary>Tells a signal, which swings about its mean, from times, counters, states and slow readings.</summary>
internal static class SignalShape
{
    // Fewer samples than this are a parameter of the recording.
    private const int ShortestSignal = 64;

    // Coarser than 4 bits is a state.
    private const int FewestValues = 12;

    // A 60 Hz current at 1 kHz crosses its mean in 12 % of the samples, a trend hardly ever.
    private const double FewestCrossings = 0.005;

    /// <summary>Whether samples are those of a signal.</summary>
    public static bool IsSignal(ForeignSamples samples)
    {
        if (samples.Length < ShortestSignal || DifferentValues(samples, FewestValues) < FewestValues)
        {
            return false;
        }

        double mean = Moments.Of(samples).Mean;
        long crossings = 0;
        bool? above = null;
        foreach (ReadOnlyMemory<double> block in samples.Blocks())
        {
            foreach (double sample in block.Span)
            {
                crossings += above is bool before && before != sample > mean ? 1 : 0;
                above = sample > mean;
            }
        }

        return crossings >= FewestCrossings * samples.Length;
    }

    /// <summary>Number of different values, counted up to a most.</summary>
    public static int DifferentValues(ForeignSamples samples, int most)
    {
        HashSet<double> values = [];
        foreach (ReadOnlyMemory<double> block in samples.Blocks())
        {
            foreach (double sample in block.Span)
            {
                if (double.IsFinite(sample) && values.Add(sample) && values.Count >= most)
                {
                    return values.Count;
                }
            }
        }

        return values.Count;
    }
}
