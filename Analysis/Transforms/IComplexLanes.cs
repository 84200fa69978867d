namespace Bench.Analysis.Transforms;

/// <summary>
/// Several complex numbers that go through the same arithmetic side by side, one per lane: the element on which the
/// butterflies of <see cref="LaneFft{T}"/> work. In memory the real parts of all lanes come first, then the imaginary
/// ones. Read an expression of lanes as if it were one complex number; nothing ever moves from one lane to another.
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
internal unsafe interface IComplexLanes<T>
    where T : struct, IComplexLanes<T>
{
    /// <summary>Number of complex numbers; an element fills twice as many floats.</summary>
    static abstract int Lanes { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T Load(float* source);

    /// <summary>Loads with every float multiplied by one of a window that is laid out in the same way.</summary>
    static abstract T LoadWindowed(float* source, float* window);

    static abstract void Store(float* destination, T value);

    /// <summary>value·(twiddle[0] + i·twiddle[1]), the same factor for all lanes.</summary>
    static abstract T Rotate(T value, float* twiddle);

    /// <summary>value·factor.</summary>
    static abstract T Scale(T value, float factor);

    /// <summary>sum + value·factor.</summary>
    static abstract T AddScaled(T sum, T value, float factor);

    /// <summary>sum + i·value: a quarter turn costs no multiplication.</summary>
    static abstract T AddTurned(T sum, T value);

    /// <summary>sum − i·value.</summary>
    static abstract T SubtractTurned(T sum, T value);

    /// <summary>sum + i·value·factor.</summary>
    static abstract T AddTurnedScaled(T sum, T value, float factor);
}
