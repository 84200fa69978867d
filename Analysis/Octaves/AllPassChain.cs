using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bench.Analysis.Octaves;

/// <summary>
/// One branch of a half-band filter for eight channels, held in registers during a sweep: four all-pass sections
/// y = x1 + a·(x − y1), where x1 and y1 are a section's input and output of the sample before. The x1 of one section
/// is the y1 of the section before it.
/// </summary>
internal struct AllPassChain
{
    /// <summary>Sections per branch: what a stop band of −100 dB from 0.275 of the rate needs.</summary>
    public const int Sections = 4;

    /// <summary>Vectors of state: the last input and the last output of each section.</summary>
    public const int StateFrames = Sections + 1;

    private readonly Vector256<float> _a0;
    private readonly Vector256<float> _a1;
    private readonly Vector256<float> _a2;
    private readonly Vector256<float> _a3;
    private Vector256<float> _x;
    private Vector256<float> _y0;
    private Vector256<float> _y1;
    private Vector256<float> _y2;
    private Vector256<float> _y3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AllPassChain(ref float coefficients, ref float state)
    {
        _a0 = Vector256.Create(coefficients);
        _a1 = Vector256.Create(Unsafe.Add(ref coefficients, 1));
        _a2 = Vector256.Create(Unsafe.Add(ref coefficients, 2));
        _a3 = Vector256.Create(Unsafe.Add(ref coefficients, 3));
        _x = Vector256.LoadUnsafe(ref state);
        _y0 = Vector256.LoadUnsafe(ref state, LaneBuffer.Lanes);
        _y1 = Vector256.LoadUnsafe(ref state, 2 * LaneBuffer.Lanes);
        _y2 = Vector256.LoadUnsafe(ref state, 3 * LaneBuffer.Lanes);
        _y3 = Vector256.LoadUnsafe(ref state, 4 * LaneBuffer.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Next(Vector256<float> input)
    {
        Vector256<float> y0 = Vector256.FusedMultiplyAdd(_a0, input - _y0, _x);
        Vector256<float> y1 = Vector256.FusedMultiplyAdd(_a1, y0 - _y1, _y0);
        Vector256<float> y2 = Vector256.FusedMultiplyAdd(_a2, y1 - _y2, _y1);
        Vector256<float> y3 = Vector256.FusedMultiplyAdd(_a3, y2 - _y3, _y2);
        (_x, _y0, _y1, _y2, _y3) = (input, y0, y1, y2, y3);
        return y3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Save(ref float state)
    {
        _x.StoreUnsafe(ref state);
        _y0.StoreUnsafe(ref state, LaneBuffer.Lanes);
        _y1.StoreUnsafe(ref state, 2 * LaneBuffer.Lanes);
        _y2.StoreUnsafe(ref state, 3 * LaneBuffer.Lanes);
        _y3.StoreUnsafe(ref state, 4 * LaneBuffer.Lanes);
    }
}
