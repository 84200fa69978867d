using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>How the first butterflies read their input: chosen outside the loops, resolved by the compiler.</summary>
internal unsafe interface ILaneSource<T, TReal>
    where T : struct, IComplexLanes<T, TReal>
    where TReal : unmanaged
{
    static abstract T Load(TReal* input, TReal* window, nint offset);
}

/// <summary>The input as it is.</summary>
internal readonly unsafe struct PlainSource<T, TReal> : ILaneSource<T, TReal>
    where T : struct, IComplexLanes<T, TReal>
    where TReal : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(TReal* input, TReal* window, nint offset) => T.Load(input + offset);
}

/// <summary>The input times a window.</summary>
internal readonly unsafe struct WindowedSource<T, TReal> : ILaneSource<T, TReal>
    where T : struct, IComplexLanes<T, TReal>
    where TReal : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(TReal* input, TReal* window, nint offset) =>
        T.LoadWindowed(input + offset, window + offset);
}
