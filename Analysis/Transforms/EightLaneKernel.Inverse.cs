using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace Bench.Analysis.Transforms;

/// <summary>The way back: the steps of the last pass undone in the opposite order, then the lanes' transform.</summary>
internal sealed unsafe partial class EightLaneKernel
{
    public override void Inverse(float* spectrum, float* output, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        Unfinish(work, _fft.Length, _split.Pointer, spectrum);
        _fft.Forward(work, output);
        GC.KeepAlive(this);
    }

    // The forward transform of points in reversed order, point k at place n − k, is the inverse transform: nothing of
    // the lanes' transform needs to be written twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unfinish(float* work, int points, float* split, float* spectrum)
    {
        float* rows = work + ((points + 1) * Row);
        float* mirrorRows = rows + (Lanes * Row);
        int count = (points / 2) + 1;
        var turn = EightLanes.Load(split + (count * 2 * Row));
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
                Unsplit(rows + (i * Row), mirrorRow, split + (k * 2 * Row), turn, out EightLanes a, out EightLanes b);
                EightLanes.Store(work + (k == 0 ? 0 : (points - k) * Row), a);
                EightLanes.Store(work + (k * Row), k == 0 ? a : b);
            }

            if (bin + Lanes >= count)
            {
                return;
            }
        }
    }

    // Split undone: from the sums S and differences D of a bin and its mirror, A = S·conj T1 + i·D·conj T2 and
    // B = conj(S·conj T1 − i·D·conj T2), T1 and T2 being the table's halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unsplit(
        float* row, float* mirrorRow, float* table, EightLanes lastTurn, out EightLanes a, out EightLanes b)
    {
        var bin = EightLanes.Load(row);
        EightLanes mirror = EightLanes.Multiply(EightLanes.Load(mirrorRow).Conjugate, lastTurn);
        EightLanes even = EightLanes.Multiply(bin + mirror, EightLanes.Load(table).Conjugate);
        EightLanes odd = EightLanes.Multiply(bin - mirror, EightLanes.Load(table + Row).Conjugate);
        a = EightLanes.AddTurned(even, odd);
        b = EightLanes.SubtractTurned(even, odd).Conjugate;
    }

    // Join undone: eight bins from each of the eight places, a transform of eight points with positive sign, and rows
    // of bins again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unjoin(float* spectrum, nint bin, nint laneBins, float scale, float* rows)
    {
        nint q = 2 * laneBins;
        float* up = spectrum + (2 * bin);
        float* down = spectrum + (2 * ((4 * laneBins) - bin - (Lanes - 1)));
        EightLanes a = EightLanes.Scale(LoadBins(up), scale);
        EightLanes c = EightLanes.Scale(LoadBins(up + (2 * q)), scale);
        EightLanes e = EightLanes.Scale(LoadMirrored(down), scale);
        EightLanes g = EightLanes.Scale(LoadMirrored(down - (2 * q)), scale);
        EightLanes b = EightLanes.Scale(LoadBins(up + q), scale);
        EightLanes d = EightLanes.Scale(LoadBins(up + (3 * q)), scale);
        EightLanes f = EightLanes.Scale(LoadMirrored(down - q), scale);
        EightLanes h = EightLanes.Scale(LoadMirrored(down - (3 * q)), scale);

        EightLanes even = a + e + (c + g);
        EightLanes odd = b + f + (d + h);
        EightLanes lane0 = even + odd;
        EightLanes lane4 = even - odd;
        even = a + e - (c + g);
        odd = b + f - (d + h);
        EightLanes lane2 = EightLanes.AddTurned(even, odd);
        EightLanes lane6 = EightLanes.SubtractTurned(even, odd);
        EightLanes first = EightLanes.AddTurned(b - f, b - f);
        EightLanes third = EightLanes.SubtractTurned(d - h, d - h);
        even = EightLanes.AddTurned(a - e, c - g);
        EightLanes lane1 = EightLanes.AddScaled(even, first - third, Diagonal);
        EightLanes lane5 = EightLanes.AddScaled(even, first - third, -Diagonal);
        even = EightLanes.SubtractTurned(a - e, c - g);
        EightLanes lane3 = EightLanes.AddTurnedScaled(even, first + third, Diagonal);
        EightLanes lane7 = EightLanes.AddTurnedScaled(even, first + third, -Diagonal);

        StoreRows(rows, lane0.Re, lane1.Re, lane2.Re, lane3.Re);
        StoreRows(rows + 4, lane4.Re, lane5.Re, lane6.Re, lane7.Re);
        StoreRows(rows + Lanes, lane0.Im, lane1.Im, lane2.Im, lane3.Im);
        StoreRows(rows + Lanes + 4, lane4.Im, lane5.Im, lane6.Im, lane7.Im);
    }

    // Eight bins in the order 0 1 4 5 2 3 6 7.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static EightLanes LoadBins(float* bins)
    {
        Vector low = Vector256.Load(bins);
        Vector high = Vector256.Load(bins + 8);
        return new(Avx.Shuffle(low, high, 0b10_00_10_00), Avx.Shuffle(low, high, 0b11_01_11_01));
    }

    // The conjugates of eight bins in falling order; reversed, the order above is itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static EightLanes LoadMirrored(float* bins)
    {
        var reverse = Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0);
        EightLanes loaded = LoadBins(bins);
        return new(Avx2.PermuteVar8x32(loaded.Re, reverse), -Avx2.PermuteVar8x32(loaded.Im, reverse));
    }

    // Four lanes of eight bins in the order 0 1 4 5 2 3 6 7 into four floats of each of their rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRows(float* rows, Vector a, Vector b, Vector c, Vector d)
    {
        (Vector r0, Vector r1, Vector r4, Vector r5) = EightByEight.Transposed(a, b, c, d);
        r0.GetLower().Store(rows);
        r1.GetLower().Store(rows + Row);
        r4.GetLower().Store(rows + (4 * Row));
        r5.GetLower().Store(rows + (5 * Row));
        r0.GetUpper().Store(rows + (2 * Row));
        r1.GetUpper().Store(rows + (3 * Row));
        r4.GetUpper().Store(rows + (6 * Row));
        r5.GetUpper().Store(rows + (7 * Row));
    }
}
