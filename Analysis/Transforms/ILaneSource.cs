using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>How the first butterflies read their input: chosen outside the loops, resolved by the compiler.</summary>
internal unsafe interface ILaneSource<T>
    where T : struct, IComplexLanes<T>
{
    static abstract T Load(float* input, float* window, nint offset);
}

/// <summary>The input as it is.</summary>
internal readonly unsafe struct PlainSource<T> : ILaneSource<T>
    where T : struct, IComplexLanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(float* input, float* window, nint offset) => T.Load(input + offset);
}

/// <summary>The input times a window.</summary>
internal readonly unsafe struct WindowedSource<T> : ILaneSource<T>
    where T : struct, IComplexLanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(float* input, float* window, nint offset) =>
        T.LoadWindowed(input + offset, window + offset);
}
