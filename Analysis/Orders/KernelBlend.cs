namespace Bench.Analysis.Orders;

/// <summary>Which stretch of the kernel serves a density of outputs, and how one goes over into the next.</summary>
/// <remarks>
/// A sudden change of stretch in a run-up would step the orders above the highest of interest, and the step would show
/// at −50 dB of them in all orders. The change is spread over 10 % of speed instead.
/// </remarks>
/// <param name="Level">Stretch as a power of two.</param>
/// <param name="NextShare">Share of the next level in the result, 0 to below 1.</param>
internal readonly record struct KernelBlend(int Level, double NextShare)
{
    // Half of the transition in octaves: 5 % of speed.
    private const double HalfWidth = 0.07;

    /// <summary>Whether the outputs are so sparse that no level keeps frequencies above from folding.</summary>
    public static bool IsTooSparse(double octaves) => !(octaves + HalfWidth <= SincKernel.MaxLevel);

    /// <summary>The blend for a stretch in octaves, see <see cref="AngularResampler.StretchOctaves"/>.</summary>
    public static KernelBlend At(double octaves)
    {
        double border = Math.Max(0, Math.Round(octaves));
        double distance = octaves - border;
        if (Math.Abs(distance) >= HalfWidth)
        {
            return new KernelBlend(Math.Max(0, (int)Math.Ceiling(octaves)), 0);
        }

        double share = 0.5 + (0.5 * Math.Sin(Math.PI / 2 * distance / HalfWidth));
        return new KernelBlend((int)border, share);
    }

    /// <summary>Share of the level after <paramref name="level"/>.</summary>
    public double ShareAbove(int level) => Math.Clamp(Level - level + NextShare, 0, 1);
}
