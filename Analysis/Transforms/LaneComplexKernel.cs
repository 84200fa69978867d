using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The fast complex transform of N = L·n samples in L lanes.
/// </summary>
/// <remarks>
/// <para>Lane l holds the decimated sequence x[L·j + l], j = 0 … n−1: L neighbouring samples are one element once real
/// and imaginary parts are apart, and one <see cref="LaneFft{T, TReal}"/> of n points transforms all lanes at once to
/// A_l[k].</para>
/// <para>Lane l began l samples late, so bin k is turned by W^(l·k), W = exp(−2πi/N), and
/// X[k + n·q] = Σ_l (turned A_l[k])·exp(−2πi·l·q/L) is a transform of L points across the lanes, done for L bins at a
/// time: an L×L transposition makes lanes into registers, which are turned and joined (<see cref="ILaneWeave{T}"/>).
/// </para>
/// <para>Plain twin: <see cref="ComplexFft"/> over the same samples; the tests compare the two at every length.</para>
/// </remarks>
/// <typeparam name="T">The vector of lanes.</typeparam>
/// <typeparam name="TWeave">How numbers get into the lanes and out again.</typeparam>
internal sealed unsafe class LaneComplexKernel<T, TWeave> : ComplexKernel
    where T : struct, IComplexLanes<T, float>
    where TWeave : struct, ILaneWeave<T>
{
    private readonly LaneFft<T, float> _fft;
    private readonly AlignedTable<float> _turns;

    public LaneComplexKernel(int length)
    {
        _fft = new LaneFft<T, float>(length / T.Lanes);
        _turns = Turns(_fft.Length);
    }

    public override int ScratchLength => (_fft.Length * Row) + AlignedTable<float>.AlignmentSlack;

    private static int Row => 2 * T.Lanes;

    /// <summary>Whether the length suits this kernel: as many bins per lane as lanes are joined at a time.</summary>
    public static bool Does(int length) =>
        length % T.Lanes == 0 && length / T.Lanes >= T.Lanes && Smooth.Is(length);

    public override void Forward(float* input, float* spectrum, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        _fft.Forward<WovenSource>(input, null, work);
        Finish<ForwardDirection>(work, _fft.Length, _turns.Pointer, 1, spectrum);
        GC.KeepAlive(this);
    }

    public override void Inverse(float* spectrum, float* output, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        _fft.Forward<ExchangedSource>(spectrum, null, work);
        Finish<InverseDirection>(work, _fft.Length, _turns.Pointer, 1.0 / (_fft.Length * T.Lanes), output);
        GC.KeepAlive(this);
    }

    // The last block overlaps the one before where the lanes do not divide the number of bins.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TDirection>(float* work, int points, float* turns, double scale, float* output)
        where TDirection : struct, ITransformDirection
    {
        for (nint bin = 0; bin < points; bin += T.Lanes, turns += (T.Lanes - 1) * Row)
        {
            nint first = Math.Min(bin, points - T.Lanes);
            TWeave.Join<TDirection>(work + (first * Row), turns, output + (2 * first), points, scale);
        }
    }

    // For each block of bins and each lane l but lane 0, which began on time, the factors W^(l·k) of the bins k.
    private static AlignedTable<float> Turns(int points)
    {
        int blocks = (points + T.Lanes - 1) / T.Lanes;
        var table = new AlignedTable<float>(blocks * (T.Lanes - 1) * Row);
        var roots = new RootTable(points * T.Lanes);
        float* next = table.Pointer;
        float* root = stackalloc float[2];
        for (int block = 0; block < blocks; block++)
        {
            int first = Math.Min(block * T.Lanes, points - T.Lanes);
            for (int lane = 1; lane < T.Lanes; lane++, next += Row)
            {
                for (int place = 0; place < T.Lanes; place++)
                {
                    roots.Write(root, 1, lane, first + TWeave.BinAt(place), 1);
                    next[place] = root[0];
                    next[T.Lanes + place] = root[1];
                }
            }
        }

        return table;
    }

    private readonly struct WovenSource : ILaneSource<T, float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Load(float* input, float* window, nint offset) => TWeave.Load(input + offset);
    }

    private readonly struct ExchangedSource : ILaneSource<T, float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Load(float* input, float* window, nint offset) => TWeave.LoadExchanged(input + offset);
    }
}
