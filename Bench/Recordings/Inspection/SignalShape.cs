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
    public static bool IsSignal(ReadOnlySpan<double> samples)
    {
        if (samples.Length < ShortestSignal || DifferentValues(samples, FewestValues) < FewestValues)
        {
            return false;
        }

        double mean = Moments.Of(samples).Mean;
        int crossings = 0;
        for (int i = 1; i < samples.Length; i++)
        {
            crossings += (samples[i] > mean) != (samples[i - 1] > mean) ? 1 : 0;
        }

        return crossings >= FewestCrossings * samples.Length;
    }

    /// <summary>Number of different values, counted up to a most.</summary>
    public static int DifferentValues(ReadOnlySpan<double> samples, int most)
    {
        HashSet<double> values = [];
        foreach (double sample in samples)
        {
            if (double.IsFinite(sample) && values.Add(sample) && values.Count >= most)
            {
                break;
            }
        }

        return values.Count;
    }
}
