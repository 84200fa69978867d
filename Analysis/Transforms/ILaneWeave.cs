namespace Bench.Analysis.Transforms;

/// <summary>
/// The two steps of a complex transform in lanes that do move numbers between lanes: interleaved complex numbers into
/// lanes at the beginning, and the transform across the lanes at the end.
/// </summary>
/// <typeparam name="T">The vector of lanes.</typeparam>
internal unsafe interface ILaneWeave<T>
    where T : struct, IComplexLanes<T, float>
{
    /// <summary>As many complex numbers as lanes, real and imaginary part in turn, number l into lane l.</summary>
    static abstract T Load(float* interleaved);

    /// <summary>The same with real and imaginary parts exchanged.</summary>
    static abstract T LoadExchanged(float* interleaved);

    /// <summary>The product lane by lane with an element of a table.</summary>
    static abstract T Turn(T value, float* table);

    /// <summary>
    /// Of as many rows (elements of <typeparamref name="T"/>) as lanes: for each row the transform of its lanes. Result
    /// q of row i goes to the interleaved complex number i + q·stride of the output, exchanged for the inverse.
    /// </summary>
    static abstract void Join<TDirection>(float* rows, float* output, nint stride)
        where TDirection : struct, ITransformDirection;
}
