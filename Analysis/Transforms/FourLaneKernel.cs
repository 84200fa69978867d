using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector128<float>;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The real transform of N = 8·n samples on 128-bit vectors: the algorithm that <see cref="EightLaneKernel"/> explains,
/// with four lanes. It serves processors without 256-bit vectors and lengths that eight lanes do not divide.
/// </summary>
/// <typeparam name="T">How four complex numbers are held during the lanes' transform.</typeparam>
internal sealed unsafe class FourLaneKernel<T> : RealKernel
    where T : struct, IComplexLanes<T, float>
{
    private const int Lanes = 4;
    private const int Row = 2 * Lanes;

    // Four bins are done together with their four mirrors.
    private const int FewestPoints = 6;

    private readonly LaneFft<T, float> _fft;
    private readonly AlignedTable<float> _split;

    public FourLaneKernel(int length)
    {
        _fft = new LaneFft<T, float>(length / Row);
        _split = SplitTables.Create(Lanes, _fft.Length);
    }

    public override int ScratchLength => ((_fft.Length + 1 + (2 * Lanes)) * Row) + AlignedTable<float>.AlignmentSlack;

    /// <summary>Whether the length suits this kernel.</summary>
    public static bool Does(int length) =>
        length % Row == 0 && length / Row >= FewestPoints && Smooth.Is(length);

    public override void Forward(float* input, float* window, float* spectrum, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        _fft.Forward(input, window, work);
        Finish<FourBinSink>(work, _fft.Length, _split.Pointer, spectrum);
        spectrum[1] = 0;
        spectrum[(_fft.Length * Row) + 1] = 0;
        GC.KeepAlive(this);
    }

    public override void Power(float* input, float* window, float* power, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        _fft.Forward(input, window, work);
        Finish<FourPowerSink>(work, _fft.Length, _split.Pointer, power);
        GC.KeepAlive(this);
    }

    public override void Inverse(float* spectrum, float* output, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        Unfinish(work, _fft.Length, _split.Pointer, spectrum);
        _fft.Forward(work, output);
        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TSink>(float* work, int points, float* split, float* output)
        where TSink : struct, IFourLaneSink
    {
        float* rows = work + ((points + 1) * Row);
        float* mirrorRows = rows + (Lanes * Row);
        int count = (points / 2) + 1;
        var turn = FourLanes.Load(split + (count * 2 * Row));
        FourLanes.Store(work + (points * Row), FourLanes.Load(work));
        for (nint bin = 0; ; bin = Math.Min(bin + Lanes, count - Lanes))
        {
            for (nint i = 0; i < Lanes; i++)
            {
                nint k = bin + i;
                float* mirrorRow = mirrorRows + ((Lanes - 1 - i) * Row);
                float* point = work + (k * Row);
                float* mirror = work + ((points - k) * Row);
                Split(point, mirror, split + (k * 2 * Row), turn, rows + (i * Row), mirrorRow);
            }

            Join<TSink>(rows, output, bin, 2 * points);
            Join<TSink>(mirrorRows, output, points - bin - (Lanes - 1), 2 * points);
            if (bin + Lanes >= count)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(
        float* point, float* mirror, float* table, FourLanes lastTurn, float* row, float* mirrorRow)
    {
        var a = FourLanes.Load(point);
        var b = FourLanes.Load(mirror);
        var even = FourLanes.Multiply(new(a.Re + b.Re, a.Im - b.Im), FourLanes.Load(table));
        var odd = FourLanes.Multiply(new(a.Im + b.Im, b.Re - a.Re), FourLanes.Load(table + Row));
        FourLanes.Store(row, even + odd);
        FourLanes.Store(mirrorRow, FourLanes.Multiply((even - odd).Conjugate, lastTurn));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join<TSink>(float* rows, float* output, nint bin, nint laneBins)
        where TSink : struct, IFourLaneSink
    {
        (Vector re0, Vector re1, Vector re2, Vector re3) = Columns(rows);
        (Vector im0, Vector im1, Vector im2, Vector im3) = Columns(rows + Lanes);
        nint q = laneBins * TSink.BinFloats;
        float* up = output + (bin * TSink.BinFloats);
        float* down = output + (((2 * laneBins) - bin - (Lanes - 1)) * TSink.BinFloats);
        var even = new FourLanes(re0 + re2, im0 + im2);
        var odd = new FourLanes(re1 + re3, im1 + im3);
        var evenTurned = new FourLanes(re0 - re2, im0 - im2);
        var oddTurned = new FourLanes(re1 - re3, im1 - im3);
        TSink.Store(up, even + odd);
        TSink.StoreMirrored(down, even - odd);
        TSink.Store(up + q, FourLanes.SubtractTurned(evenTurned, oddTurned));
        TSink.StoreMirrored(down - q, FourLanes.AddTurned(evenTurned, oddTurned));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector A, Vector B, Vector C, Vector D) Columns(float* rows) => Pairing.Transposed(
        Vector128.Load(rows),
        Vector128.Load(rows + Row),
        Vector128.Load(rows + (2 * Row)),
        Vector128.Load(rows + (3 * Row)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unfinish(float* work, int points, float* split, float* spectrum)
    {
        float* rows = work + ((points + 1) * Row);
        float* mirrorRows = rows + (Lanes * Row);
        int count = (points / 2) + 1;
        var turn = FourLanes.Load(split + (count * 2 * Row));
        float scale = 2f / (points * Row);
        for (nint bin = 0; ; bin = Math.Min(bin + Lanes, count - Lanes))
        {
            Unjoin(spectrum, bin, 2 * points, scale, rows);
            Unjoin(spectrum, points - bin - (Lanes - 1), 2 * points, scale, mirrorRows);
            if (bin == 0)
            {
                // Bin 0 of every lane is real: what stood as imaginary part in the first or the last bin ends here.
                Vector.Zero.Store(rows + Lanes);
            }

            for (nint i = 0; i < Lanes; i++)
            {
                nint k = bin + i;
                float* mirrorRow = mirrorRows + ((Lanes - 1 - i) * Row);
                Unsplit(rows + (i * Row), mirrorRow, split + (k * 2 * Row), turn, out FourLanes a, out FourLanes b);
                FourLanes.Store(work + (k == 0 ? 0 : (points - k) * Row), a);
                FourLanes.Store(work + (k * Row), k == 0 ? a : b);
            }

            if (bin + Lanes >= count)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unsplit(
        float* row, float* mirrorRow, float* table, FourLanes lastTurn, out FourLanes a, out FourLanes b)
    {
        var bin = FourLanes.Load(row);
        var mirror = FourLanes.Multiply(FourLanes.Load(mirrorRow).Conjugate, lastTurn);
        var even = FourLanes.Multiply(bin + mirror, FourLanes.Load(table).Conjugate);
        var odd = FourLanes.Multiply(bin - mirror, FourLanes.Load(table + Row).Conjugate);
        a = FourLanes.AddTurned(even, odd);
        b = FourLanes.SubtractTurned(even, odd).Conjugate;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unjoin(float* spectrum, nint bin, nint laneBins, float scale, float* rows)
    {
        nint q = 2 * laneBins;
        float* up = spectrum + (2 * bin);
        float* down = spectrum + (2 * ((2 * laneBins) - bin - (Lanes - 1)));
        var a = FourLanes.Scale(LoadBins(up), scale);
        var b = FourLanes.Scale(LoadBins(up + q), scale);
        var c = FourLanes.Scale(LoadMirrored(down), scale);
        var d = FourLanes.Scale(LoadMirrored(down - q), scale);
        FourLanes lane0 = a + c + (b + d);
        FourLanes lane2 = a + c - (b + d);
        var lane1 = FourLanes.AddTurned(a - c, b - d);
        var lane3 = FourLanes.SubtractTurned(a - c, b - d);
        StoreRows(rows, lane0.Re, lane1.Re, lane2.Re, lane3.Re);
        StoreRows(rows + Lanes, lane0.Im, lane1.Im, lane2.Im, lane3.Im);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FourLanes LoadBins(float* bins)
    {
        Vector low = Vector128.Load(bins);
        Vector high = Vector128.Load(bins + 4);
        return new(Pairing.Even(low, high), Pairing.Odd(low, high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FourLanes LoadMirrored(float* bins)
    {
        FourLanes loaded = LoadBins(bins);
        Vector128<int> reverse = Vector128.Create(3, 2, 1, 0);
        return new(Vector128.Shuffle(loaded.Re, reverse), -Vector128.Shuffle(loaded.Im, reverse));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRows(float* rows, Vector a, Vector b, Vector c, Vector d)
    {
        (Vector r0, Vector r1, Vector r2, Vector r3) = Pairing.Transposed(a, b, c, d);
        r0.Store(rows);
        r1.Store(rows + Row);
        r2.Store(rows + (2 * Row));
        r3.Store(rows + (3 * Row));
    }
}
