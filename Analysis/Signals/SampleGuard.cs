namespace Bench.Analysis.Signals;

/// <summary>Refuses samples from which a batch analysis could only make a silent number.</summary>
internal static class SampleGuard
{
    /// <summary>Refuses too few samples and samples that are not numbers.</summary>
    /// <exception cref="ArgumentException">The message says which sample and what to do.</exception>
    public static void ThrowIfUnusable(ReadOnlySpan<float> samples, int least, string analysis)
    {
        if (samples.Length < least)
        {
            throw new ArgumentException(
                $"{analysis} needs {least} samples or more, given {samples.Length}: take a longer part of the signal.");
        }

        for (int i = 0; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
            {
                throw new ArgumentException(
                    $"{analysis} needs numbers, but sample {i} is {samples[i]}: cut the signal at its gap.");
            }
        }
    }
}
