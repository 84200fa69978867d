using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bench.Analysis.Orders;

/// <summary>
/// Takes the values of up to eight channels at given positions between their samples: band-limited interpolation and
/// anti-alias filter in one pass over the data.
/// </summary>
/// <remarks>
/// <para>Samples are interleaved, <see cref="Lanes"/> floats per sample whatever the number of channels, so that one
/// vector holds one sample of all channels and the weights are computed once. Each output depends on its position and
/// the samples around it only: how the work is cut into calls changes no bit.</para>
/// <para>At level 0 the kernel interpolates: exact to 5·10⁻⁶ up to 0.38 of the sample rate. When a shaft turns so
/// slowly that the angle grid is coarser than the samples, a level L stretches the kernel by 2^L: it passes up to
/// 0.38 / 2^L of the sample rate and stops from 0.62 / 2^L. <see cref="AngularResamplerReference"/> is the plain
/// double-precision twin. Keeps a scratch: one thread at a time.</para>
/// </remarks>
public sealed class AngularResampler
{
    /// <summary>Floats per interleaved sample.</summary>
    public const int Lanes = 8;

    private const int MaxBatch = 64;

    private readonly float[] _weights = new float[SincKernel.TapsAt(SincKernel.MaxLevel)];

    /// <summary>Makes a resampler; the first one of a process computes the tables of all levels, some 40 ms.</summary>
    public AngularResampler()
    {
        for (int level = 0; level <= SincKernel.MaxLevel; level++)
        {
            _ = SincKernel.Table(level);
        }
    }

    /// <summary>Samples needed before and after a position at a level.</summary>
    public static int Reach(int level) => SincKernel.TapsAt(level) / 2;

    /// <summary>
    /// Level for a grid of a given density, or −1 where the grid is too coarse for any.
    /// </summary>
    /// <param name="outputsPerSample">Outputs per input sample: samples per revolution · rev/s ÷ sample rate.</param>
    /// <param name="usedShare">Highest frequency of interest as a share of the outputs' rate, such as max order ÷
    /// samples per revolution; what would fold below it is stopped.</param>
    public static int LevelFor(double outputsPerSample, double usedShare)
    {
        double level = Math.Max(0, Math.Ceiling(StretchOctaves(outputsPerSample, usedShare)));
        return level <= SincKernel.MaxLevel ? (int)level : -1;
    }

    /// <summary>
    /// Stretch in octaves that just stops what would fold: <see cref="LevelFor"/> before rounding up.
    /// </summary>
    internal static double StretchOctaves(double outputsPerSample, double usedShare) =>
        Math.Log2(SincKernel.StopShare / (outputsPerSample * (1 - usedShare)));

    /// <summary>Smallest number of samples per revolution of the form 2^a, 3·2^a that resolves an order.</summary>
    /// <remarks>Levels step by 2, so pass band and stop band must lie within: max order ≤ 0.234 samples per
    /// rev.</remarks>
    public static int SamplesPerRevolution(double maxOrder)
    {
        double needed = maxOrder * (1 + (2 * SincKernel.StopShare / SincKernel.PassShare));
        int samples = 16;
        while (samples < needed)
        {
            samples = samples % 3 == 0 ? samples / 3 * 4 : samples / 2 * 3;
        }

        return samples;
    }

    /// <summary>Interpolates.</summary>
    /// <param name="frames">Interleaved samples, <see cref="Lanes"/> floats each.</param>
    /// <param name="firstFrame">Index of the first of them.</param>
    /// <param name="positions">Positions in samples; <see cref="Reach"/> samples around each must be there.</param>
    /// <param name="level">Stretch of the kernel as a power of two.</param>
    /// <param name="output">Interleaved results, <see cref="Lanes"/> floats per position.</param>
    /// <exception cref="ArgumentException">A position is too near to the ends, or the output too short.</exception>
    public void Resample(
        ReadOnlySpan<float> frames, long firstFrame, ReadOnlySpan<double> positions, int level, Span<float> output)
    {
        int taps = SincKernel.TapsAt(level);
        if (output.Length < positions.Length * Lanes)
        {
            throw new ArgumentException(
                $"{positions.Length} positions need {positions.Length * Lanes} floats.", nameof(output));
        }

        int last = (frames.Length / Lanes) - taps;
        Span<int> starts = stackalloc int[MaxBatch];
        Span<float> phases = stackalloc float[MaxBatch];
        for (int done = 0; done < positions.Length; done += MaxBatch)
        {
            ReadOnlySpan<double> batch = positions.Slice(done, Math.Min(MaxBatch, positions.Length - done));
            Locate(batch, firstFrame, level, starts, phases);
            foreach (int start in starts[..batch.Length])
            {
                if ((uint)start > (uint)last || last < 0)
                {
                    throw new ArgumentException(
                        "A position lies too near to the ends of the samples.", nameof(positions));
                }
            }

            Interpolate(frames, starts[..batch.Length], phases, level, output[(done * Lanes)..]);
        }
    }

    // Index of the first tap's sample and the phase in table rows, apart from the vector loop to hide their latency.
    private static void Locate(
        ReadOnlySpan<double> positions, long firstFrame, int level, Span<int> starts, Span<float> phases)
    {
        int reach = Reach(level);
        double rows = SincKernel.PhasesAt(level);
        for (int i = 0; i < positions.Length; i++)
        {
            double floor = Math.Floor(positions[i]);
            starts[i] = (int)((long)floor - firstFrame) - reach + 1;
            phases[i] = (float)((positions[i] - floor) * rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Interpolate(
        ReadOnlySpan<float> frames, ReadOnlySpan<int> starts, ReadOnlySpan<float> phases, int level, Span<float> output)
    {
        int taps = SincKernel.TapsAt(level);
        int lastRow = SincKernel.PhasesAt(level) - 1;
        ref float table = ref MemoryMarshal.GetReference(SincKernel.Table(level));
        ref float weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        for (int i = 0; i < starts.Length; i++)
        {
            int row = Math.Min((int)phases[i], lastRow);
            Blend(ref Unsafe.Add(ref table, row * taps), taps, phases[i] - row, ref weights);

            // Four sums: a fused multiply-add takes four cycles, two are started in each.
            ref float x = ref Unsafe.Add(ref MemoryMarshal.GetReference(frames), starts[i] * Lanes);
            Vector256<float> a = Vector256<float>.Zero;
            Vector256<float> b = a;
            Vector256<float> c = a;
            Vector256<float> d = a;
            for (int tap = 0; tap < taps; tap += 4)
            {
                ref float w = ref Unsafe.Add(ref weights, tap);
                ref float at = ref Unsafe.Add(ref x, tap * Lanes);
                a = Add(a, w, ref at, 0);
                b = Add(b, Unsafe.Add(ref w, 1), ref at, 1);
                c = Add(c, Unsafe.Add(ref w, 2), ref at, 2);
                d = Add(d, Unsafe.Add(ref w, 3), ref at, 3);
            }

            ((a + b) + (c + d)).StoreUnsafe(ref Unsafe.Add(ref MemoryMarshal.GetReference(output), i * Lanes));
        }
    }

    // Weights between two neighbouring rows of the table.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blend(ref float row, int taps, float share, ref float weights)
    {
        Vector256<float> part = Vector256.Create(share);
        for (int tap = 0; tap < taps; tap += Lanes)
        {
            Vector256<float> lower = Vector256.LoadUnsafe(ref row, (nuint)tap);
            Vector256<float> upper = Vector256.LoadUnsafe(ref row, (nuint)(tap + taps));
            Vector256.FusedMultiplyAdd(upper - lower, part, lower).StoreUnsafe(ref weights, (nuint)tap);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Add(Vector256<float> sum, float weight, ref float frames, int frame) =>
        Vector256.FusedMultiplyAdd(
            Vector256.Create(weight), Vector256.LoadUnsafe(ref frames, (nuint)(frame * Lanes)), sum);
}
