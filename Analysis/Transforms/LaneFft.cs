using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// A complex transform of n points whose every point is a vector of lanes: as many independent transforms, side by
/// side. Each lane sees exactly the textbook algorithm, decimation in time with butterflies of 2, 3, 4, 5 and 8.
/// </summary>
/// <remarks>
/// <para>With radices r1, r2, … the input is first gathered into n/r1 groups of r1 points, in an order in which every
/// later stage finds its parts as neighbours, and transformed (<see cref="LaneLeaves{T, TReal, TSource}"/>). Then each
/// stage rotates the points by their twiddles and joins r neighbouring parts of L bins into one of r·L, in place
/// (<see cref="LanePasses{T, TReal}"/>).</para>
/// <para>A stage whose result is longer than <see cref="CachedPoints"/> is not run over the whole: the transform
/// recurses into its parts first, so that a part stays in the first cache level through all its stages.</para>
/// </remarks>
/// <typeparam name="T">The vector of lanes.</typeparam>
/// <typeparam name="TReal">The type of a real number: float or double.</typeparam>
internal sealed unsafe class LaneFft<T, TReal>
    where T : struct, IComplexLanes<T, TReal>
    where TReal : unmanaged, INumberBase<TReal>
{
    // 512 points of 64 bytes fill a first-level cache of 32 KiB; 256 to 1024 measure the same.
    private const int CachedPoints = 512;

    private readonly int[] _radices;

    // _sizes[s] is the number of points that stage s has joined.
    private readonly int[] _sizes;
    private readonly AlignedTable<TReal>?[] _twiddles;
    private readonly int[] _order;

    public LaneFft(int length)
    {
        Length = length;
        _radices = Radices.Of(length);
        _sizes = new int[_radices.Length];
        int size = 1;
        for (int s = 0; s < _radices.Length; s++)
        {
            size *= _radices[s];
            _sizes[s] = size;
        }

        _order = InputOrder();
        var roots = new RootTable(length);
        _twiddles = new AlignedTable<TReal>?[_radices.Length];
        for (int s = 1; s < _radices.Length; s++)
        {
            _twiddles[s] = Twiddles(s, roots);
        }
    }

    public int Length { get; }

    private static nint ElementFloats => 2 * T.Lanes;

    /// <summary>Transforms n vectors into n vectors, which must not overlap and need no alignment.</summary>
    public void Forward(TReal* input, TReal* output) =>
        Recurse<PlainSource<T, TReal>>(input, null, output, 0, _radices.Length - 1);

    /// <summary>The same of the input times a window of as many floats, or of the bare input for null.</summary>
    public void Forward(TReal* input, TReal* window, TReal* output)
    {
        if (window == null)
        {
            Recurse<PlainSource<T, TReal>>(input, null, output, 0, _radices.Length - 1);
        }
        else
        {
            Recurse<WindowedSource<T, TReal>>(input, window, output, 0, _radices.Length - 1);
        }
    }

    /// <summary>The same of points that a source of the caller's choice reads.</summary>
    public void Forward<TSource>(TReal* input, TReal* window, TReal* output)
        where TSource : struct, ILaneSource<T, TReal> =>
        Recurse<TSource>(input, window, output, 0, _radices.Length - 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Recurse<TSource>(TReal* input, TReal* window, TReal* output, int firstGroup, int stage)
        where TSource : struct, ILaneSource<T, TReal>
    {
        if (_sizes[stage] > CachedPoints && stage > 0)
        {
            nint part = _sizes[stage - 1] * ElementFloats;
            int groups = _sizes[stage - 1] / _radices[0];
            for (int j = 0; j < _radices[stage]; j++)
            {
                Recurse<TSource>(input, window, output + (j * part), firstGroup + (j * groups), stage - 1);
            }

            Pass(output, stage, 1);
            return;
        }

        Leaves<TSource>(input, window, output, firstGroup, _sizes[stage] / _radices[0]);
        for (int s = 1; s <= stage; s++)
        {
            Pass(output, s, _sizes[stage] / _sizes[s]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Leaves<TSource>(TReal* input, TReal* window, TReal* output, int firstGroup, int groups)
        where TSource : struct, ILaneSource<T, TReal>
    {
        nint stride = Length / _radices[0] * ElementFloats;
        fixed (int* order = _order)
        {
            int* first = order + firstGroup;
            switch (_radices[0])
            {
                case 1:
                    T.Store(output, TSource.Load(input, window, 0));
                    break;
                case 2:
                    LaneLeaves<T, TReal, TSource>.Two(input, window, output, first, groups, stride);
                    break;
                case 3:
                    LaneLeaves<T, TReal, TSource>.Three(input, window, output, first, groups, stride);
                    break;
                case 4:
                    LaneLeaves<T, TReal, TSource>.Four(input, window, output, first, groups, stride);
                    break;
                case 5:
                    LaneLeaves<T, TReal, TSource>.Five(input, window, output, first, groups, stride);
                    break;
                default:
                    LaneLeaves<T, TReal, TSource>.Eight(input, window, output, first, groups, stride);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pass(TReal* data, int stage, int blocks)
    {
        int part = _sizes[stage - 1];
        TReal* twiddles = _twiddles[stage]!.Pointer;
        switch (_radices[stage])
        {
            case 2:
                LanePasses<T, TReal>.Two(data, part, blocks, twiddles);
                break;
            case 3:
                LanePasses<T, TReal>.Three(data, part, blocks, twiddles);
                break;
            case 4:
                LanePasses<T, TReal>.Four(data, part, blocks, twiddles);
                break;
            case 5:
                LanePasses<T, TReal>.Five(data, part, blocks, twiddles);
                break;
            default:
                LanePasses<T, TReal>.Eight(data, part, blocks, twiddles);
                break;
        }
    }

    // The first point of each group of the first stage, in floats. Reading a group's number from its most significant
    // digit, each digit says which of the last, last but one … stage's parts it belongs to; that stage's parts are the
    // points 1, r, r·r' … apart.
    private int[] InputOrder()
    {
        int[] order = new int[Length / _radices[0]];
        for (int group = 0; group < order.Length; group++)
        {
            int rest = group;
            int offset = 0;
            int distance = 1;
            for (int s = _radices.Length - 1; s >= 1; s--)
            {
                int groupsPerPart = _sizes[s - 1] / _radices[0];
                offset += rest / groupsPerPart * distance;
                rest %= groupsPerPart;
                distance *= _radices[s];
            }

            order[group] = offset * (int)ElementFloats;
        }

        return order;
    }

    // For bin k of a part of L bins: the factors exp(−2πi·j·k/(r·L)) of parts j = 1 … r−1.
    private AlignedTable<TReal> Twiddles(int stage, RootTable roots)
    {
        int radix = _radices[stage];
        int part = _sizes[stage - 1];
        var table = new AlignedTable<TReal>(2 * part * (radix - 1));
        TReal* next = table.Pointer;
        for (int k = 0; k < part; k++)
        {
            for (int j = 1; j < radix; j++, next += 2)
            {
                roots.Write(next, 1, j, (long)k * (Length / _sizes[stage]), 1);
            }
        }

        return table;
    }
}
