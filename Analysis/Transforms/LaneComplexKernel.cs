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
/// time after an L×L transposition.</para>
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
        _turns = new AlignedTable<float>(2 * length);
        var roots = new RootTable(length);
        for (int k = 0; k < _fft.Length; k++)
        {
            roots.Write(_turns.Pointer + (k * Row), T.Lanes, 0, k, 1);
        }
    }

    // The points, as many rows as lanes, and half a butterfly.
    public override int ScratchLength =>
        ((_fft.Length + T.Lanes + (T.Lanes / 2)) * Row) + AlignedTable<float>.AlignmentSlack;

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
        float* rows = work + (points * Row);
        for (nint bin = 0; bin < points; bin += T.Lanes)
        {
            nint first = Math.Min(bin, points - T.Lanes);
            for (nint i = 0; i < T.Lanes; i++)
            {
                nint at = (first + i) * Row;
                T turned = TWeave.Turn(T.Load(work + at), turns + at);
                T.Store(rows + (i * Row), TDirection.Exchanges ? T.Scale(turned, scale) : turned);
            }

            TWeave.Join<TDirection>(rows, output + (2 * first), points);
        }
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
