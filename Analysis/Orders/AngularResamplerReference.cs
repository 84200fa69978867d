namespace Bench.Analysis.Orders;

/// <summary>
/// The plain double-precision twin of <see cref="AngularResampler"/>: one channel, the kernel itself, no table.
/// </summary>
public static class AngularResamplerReference
{
    /// <summary>Value of a signal at a position between its samples.</summary>
    /// <param name="samples">The signal.</param>
    /// <param name="position">Position in samples; beyond the ends the signal counts as 0.</param>
    /// <param name="level">Stretch of the kernel as a power of two.</param>
    public static double At(ReadOnlySpan<float> samples, double position, int level)
    {
        double stretch = 1 << level;
        long first = (long)Math.Floor(position) - AngularResampler.Reach(level) + 1;
        double sum = 0;
        double weights = 0;
        for (long i = first; i < first + SincKernel.TapsAt(level); i++)
        {
            double weight = SincKernel.Value((i - position) / stretch);
            weights += weight;
            sum += i >= 0 && i < samples.Length ? weight * samples[(int)i] : 0;
        }

        return sum / weights;
    }
}
