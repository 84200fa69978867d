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

    /// <summary>The bin of a block that stands at a place of the registers in <see cref="Join"/>.</summary>
    static abstract int BinAt(int place);

    /// <summary>
    /// Of as many rows (elements of <typeparamref name="T"/>) as lanes, one bin each: lane 1, 2 … of each row is
    /// multiplied by its turn, elements of a table for a lane's bins at a time, and the lanes are transformed. Result q
    /// of row i goes to the complex number i + q·stride of the output, exchanged and scaled for the inverse.
    /// </summary>
    static abstract void Join<TDirection>(float* rows, float* turns, float* output, nint stride, double scale)
        where TDirection : struct, ITransformDirection;
}
