using System.Runtime.CompilerServices;
using FourVectors = (
    System.Runtime.Intrinsics.Vector256<float> A,
    System.Runtime.Intrinsics.Vector256<float> B,
    System.Runtime.Intrinsics.Vector256<float> C,
    System.Runtime.Intrinsics.Vector256<float> D);

namespace Bench.Analysis.Transforms;

/// <summary>
/// The fast real transform of N = 16·n samples on 256-bit vectors.
/// </summary>
/// <remarks>
/// <para>Lanes are decimated sequences. Lane l of the j-th eight samples is x[8j + l]: already in place, without any
/// shuffling. Two successive vectors are taken as real and imaginary part of one complex vector, so that n complex
/// vectors hold all samples, and one <see cref="LaneFft{T, TReal}"/> of n points transforms eight lanes at once.</para>
/// <para>Then, for each bin k, with W = exp(−2πi/N):</para>
/// <para>1. Split. The packed transform Z of a lane holds the spectra of its even and odd samples; E + odd·turn and its
/// mirror give the lane's own real spectrum A_l[k] and A_l[n−k], the textbook two-for-one.</para>
/// <para>2. Turn. Lane l began l samples late: multiply by W^(l·k). Table and split are merged (see
/// <see cref="SplitTables"/>).</para>
/// <para>3. Join. X[k + 2n·q] = Σ_l (turned A_l[k])·exp(−2πi·l·q/8): a transform of eight points across the lanes.
/// For eight bins k at a time, an 8×8 transposition makes lanes into registers, and the butterfly is the same as
/// everywhere. Results q = 0…3 are written upwards; q = 4…7 are conjugates of bins from the far side, written
/// downwards.</para>
/// <para>Plain twin: <see cref="ComplexFft"/> over the same samples; the tests compare the two at every length.</para>
/// </remarks>
internal sealed unsafe partial class EightLaneKernel : RealKernel
{
    private const int Lanes = 8;
    private const int Row = 2 * Lanes;

    // cos 45°, see Butterflies.
    private const float Diagonal = 0.70710678118654752f;

    // Eight bins k are done together with their mirrors n − k; fewer points have no eight different pairs.
    private const int FewestPoints = 16;

    private readonly LaneFft<EightLanes, float> _fft;
    private readonly AlignedTable<float> _split;

    public EightLaneKernel(int length)
    {
        _fft = new LaneFft<EightLanes, float>(length / Row);
        _split = SplitTables.Create(Lanes, _fft.Length);
    }

    // The points, the first one again behind the last, two blocks of eight rows, and half a butterfly.
    public override int ScratchLength =>
        ((_fft.Length + 1 + (2 * Lanes) + 4) * Row) + AlignedTable<float>.AlignmentSlack;

    /// <summary>Whether this kernel does a length on this machine.</summary>
    public static bool Does(int length) =>
        EightLanes.IsSupported && length % Row == 0 && length / Row >= FewestPoints && Smooth.Is(length);

    public override void Forward(float* input, float* window, float* spectrum, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        _fft.Forward(input, window, work);
        Finish<BinSink>(work, _fft.Length, _split.Pointer, spectrum);

        // The first and the last bin of a real signal are real.
        spectrum[1] = 0;
        spectrum[(_fft.Length * Row) + 1] = 0;
        GC.KeepAlive(this);
    }

    public override void Power(float* input, float* window, float* power, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        _fft.Forward(input, window, work);
        Finish<PowerSink>(work, _fft.Length, _split.Pointer, power);
        GC.KeepAlive(this);
    }

    // Eight bins and their eight mirrors at a time; the last block overlaps the one before where needed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TSink>(float* work, int points, float* split, float* output)
        where TSink : struct, IEightLaneSink
    {
        float* rows = work + ((points + 1) * Row);
        float* mirrorRows = rows + (Lanes * Row);
        float* differences = mirrorRows + (Lanes * Row);
        float* lastTurn = split + (((points / 2) + 1) * 2 * Row);
        EightLanes.Store(work + (points * Row), EightLanes.Load(work));
        int count = (points + 1) / 2;
        if ((points & 1) == 0)
        {
            Middle<TSink>(work, points, split, output);
        }
        else
        {
            count = (points / 2) + 1;
        }

        var turn = EightLanes.Load(lastTurn);
        for (nint bin = 0; ; bin = Math.Min(bin + Lanes, count - Lanes))
        {
            float* point = work + (bin * Row);
            float* mirror = work + ((points - bin) * Row);
            float* table = split + (bin * 2 * Row);
            float* mirrorRow = mirrorRows + ((Lanes - 1) * Row);
            for (float* row = rows; row != mirrorRows; row += 2 * Row)
            {
                Split(point, mirror, table, turn, row, mirrorRow);
                Split(point + Row, mirror - Row, table + (2 * Row), turn, row + Row, mirrorRow - Row);
                point += 2 * Row;
                mirror -= 2 * Row;
                table += 4 * Row;
                mirrorRow -= 2 * Row;
            }

            Join<TSink>(rows, output, bin, 2 * points, differences);
            Join<TSink>(mirrorRows, output, points - bin - (Lanes - 1), 2 * points, differences);
            if (bin + Lanes >= count)
            {
                return;
            }
        }
    }

    // Steps 1 and 2 for one bin and its mirror. With A, B the packed transform there, E = A + conj B is twice the
    // spectrum of the even samples and O = −i·(A − conj B) that of the odd ones; the table's halves turn both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(
        float* point, float* mirror, float* table, EightLanes lastTurn, float* row, float* mirrorRow)
    {
        var a = EightLanes.Load(point);
        var b = EightLanes.Load(mirror);
        var even = EightLanes.Multiply(new(a.Re + b.Re, a.Im - b.Im), EightLanes.Load(table));
        var odd = EightLanes.Multiply(new(a.Im + b.Im, b.Re - a.Re), EightLanes.Load(table + Row));
        EightLanes.Store(row, even + odd);

        // The mirror's spectrum is the conjugate of the difference, and its turn W^(l·(n−k)) that of the bin,
        // conjugated, times W^(l·n).
        EightLanes difference = even - odd;
        EightLanes.Store(mirrorRow, EightLanes.Multiply(difference.Conjugate, lastTurn));
    }

    // Step 3 for eight bins: rows hold bins, columns lanes; q·laneBins further on lie the other results. The butterfly
    // of eight points as in Butterflies, in two halves: the odd one's differences wait in memory, because both halves
    // together do not fit into sixteen registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Join<TSink>(float* rows, float* output, nint bin, nint laneBins, float* differences)
        where TSink : struct, IEightLaneSink
    {
        EightByEight.Pairs(rows, TSink.RowDistance, out FourVectors re, out FourVectors reDifferences);
        if (!Registers.HoldEightPoints)
        {
            EightByEight.Store(differences, reDifferences);
        }

        EightByEight.Pairs(rows + Lanes, TSink.RowDistance, out FourVectors im, out FourVectors imDifferences);
        if (!Registers.HoldEightPoints)
        {
            EightByEight.Store(differences + Lanes, imDifferences);
        }

        nint q = laneBins * TSink.BinFloats;
        float* up = output + (bin * TSink.BinFloats);
        float* down = output + (((4 * laneBins) - bin - (Lanes - 1)) * TSink.BinFloats);

        EightLanes even = new EightLanes(re.A, im.A) + new EightLanes(re.C, im.C);
        EightLanes odd = new EightLanes(re.B, im.B) + new EightLanes(re.D, im.D);
        Store<TSink>(up, even + odd);
        StoreMirrored<TSink>(down, EightLanes.ConjugateSubtract(even, odd));
        even = new EightLanes(re.A, im.A) - new EightLanes(re.C, im.C);
        odd = new EightLanes(re.B, im.B) - new EightLanes(re.D, im.D);
        Store<TSink>(up + (2 * q), EightLanes.SubtractTurned(even, odd));
        StoreMirrored<TSink>(down - (2 * q), EightLanes.ConjugateAddTurned(even, odd));

        if (!Registers.HoldEightPoints)
        {
            reDifferences = EightByEight.Load(differences);
            imDifferences = EightByEight.Load(differences + Lanes);
        }

        var a = new EightLanes(reDifferences.A, imDifferences.A);
        var b = new EightLanes(reDifferences.B, imDifferences.B);
        var c = new EightLanes(reDifferences.C, imDifferences.C);
        var d = new EightLanes(reDifferences.D, imDifferences.D);
        var first = EightLanes.SubtractTurned(b, b);
        var third = EightLanes.AddTurned(d, d);
        EightLanes difference = first - third;
        EightLanes sum = first + third;
        even = EightLanes.SubtractTurned(a, c);
        Store<TSink>(up + q, EightLanes.AddScaled(even, difference, Diagonal));
        StoreMirrored<TSink>(down - q, EightLanes.ConjugateSubtractScaled(even, difference, Diagonal));
        even = EightLanes.AddTurned(a, c);
        Store<TSink>(up + (3 * q), EightLanes.SubtractTurnedScaled(even, sum, Diagonal));
        StoreMirrored<TSink>(down - (3 * q), EightLanes.ConjugateAddTurnedScaled(even, sum, Diagonal));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TSink>(float* bins, EightLanes value)
        where TSink : struct, IEightLaneSink => TSink.Store(bins, value.Re, value.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreMirrored<TSink>(float* bins, EightLanes value)
        where TSink : struct, IEightLaneSink => TSink.StoreMirrored(bins, value.Re, value.Im);

    // With an even number of points, bin n/2 is its own mirror: one transform of eight points from its row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Middle<TSink>(float* work, int points, float* split, float* output)
        where TSink : struct, IEightLaneSink
    {
        int bin = points / 2;
        float* point = work + (bin * Row);
        float* row = work + ((points + 1) * Row);
        float* result = row + Row;
        float* roots = split + ((bin + 1) * 2 * Row);
        Split(point, point, split + (bin * 2 * Row), EightLanes.Load(roots), row, result);
        roots += Row;
        EightLanes sum = default;
        EightLanes turnedSum = default;
        for (int lane = 0; lane < Lanes; lane++)
        {
            var root = EightLanes.Load(roots + (lane * Row));
            sum = EightLanes.AddScaled(sum, root, row[lane]);
            turnedSum = EightLanes.AddScaled(turnedSum, root, row[Lanes + lane]);
        }

        EightLanes.Store(result, EightLanes.AddTurned(sum, turnedSum));
        nint laneBins = 2 * points;
        for (int q = 0; q < 4; q++)
        {
            nint up = bin + (q * laneBins);
            nint down = ((4 - q) * laneBins) - bin;
            TSink.Store(output + (up * TSink.BinFloats), result[q], result[Lanes + q]);
            TSink.Store(output + (down * TSink.BinFloats), result[4 + q], -result[Lanes + 4 + q]);
        }
    }
}
