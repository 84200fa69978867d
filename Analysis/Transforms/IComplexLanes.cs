namespace Bench.Analysis.Transforms;

/// <summary>
/// Several complex numbers that go through the same arithmetic side by side, one per lane: the element on which the
/// butterflies of <see cref="LaneFft{T, TReal}"/> work. In memory the real parts of all lanes come first, then the
/// imaginary ones. Read an expression of lanes as if it were one complex number; nothing ever moves from one lane to
/// another.
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
/// <typeparam name="TReal">The type of a real number: float or double.</typeparam>
internal unsafe interface IComplexLanes<T, TReal>
    where T : struct, IComplexLanes<T, TReal>
    where TReal : unmanaged
{
    /// <summary>Number of complex numbers; an element fills twice as many floats.</summary>
    static abstract int Lanes { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T Load(TReal* source);

    /// <summary>Loads with every float multiplied by one of a window that is laid out in the same way.</summary>
    static abstract T LoadWindowed(TReal* source, TReal* window);

    static abstract void Store(TReal* destination, T value);

    /// <summary>value·(twiddle[0] + i·twiddle[1]), the same factor for all lanes.</summary>
    static abstract T Rotate(T value, TReal* twiddle);

    /// <summary>value·factor.</summary>
    static abstract T Scale(T value, double factor);

    /// <summary>sum + value·factor.</summary>
    static abstract T AddScaled(T sum, T value, double factor);

    /// <summary>sum + i·value: a quarter turn costs no multiplication.</summary>
    static abstract T AddTurned(T sum, T value);

    /// <summary>sum − i·value.</summary>
    static abstract T SubtractTurned(T sum, T value);

    /// <summary>sum + i·value·factor.</summary>
    static abstract T AddTurnedScaled(T sum, T value, double factor);
}
