namespace Bench.Benchmarks.Gate;

/// <summary>What share of FFTW's time ours may take, for each build of it.</summary>
/// <remarks>
/// The goals are set beside an AVX2 build. Debian's has none and is slower: by how much was measured with both builds,
/// PATIENT, on the processor that docs/performance.md names; the goals beside it are as much lower.
/// </remarks>
internal static class FftwGoals
{
    private const double Median = 0.70;
    private const double Each = 0.80;

    // Half of 1000 has no factor 8: eight lanes cannot be filled.
    private const double Of1000 = 0.90;

    private const double MedianSlowness = 1.30;

    private static readonly Dictionary<int, double> s_slowness = new()
    {
        [512] = 1.40,
        [1000] = 1.04,
        [1024] = 1.54,
        [2048] = 1.45,
        [3600] = 1.36,
        [4096] = 1.36,
        [8192] = 1.31,
        [16_384] = 1.28,
        [32_768] = 1.28,
        [48_000] = 1.24,
        [51_200] = 1.27,
        [65_536] = 1.23,
    };

    /// <summary>The lengths that are compared.</summary>
    public static IEnumerable<int> Lengths => s_slowness.Keys;

    /// <summary>For one length.</summary>
    public static Goal For(int length, Fftw fftw) => Goal.AtMost(
        (length == 1000 ? Of1000 : Each) / (fftw.HasAvx2 ? 1 : s_slowness[length]));

    /// <summary>For the median of all lengths.</summary>
    public static Goal ForMedian(Fftw fftw) => Goal.AtMost(Median / (fftw.HasAvx2 ? 1 : MedianSlowness));
}
