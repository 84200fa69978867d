namespace Bench.Analysis.Transforms;

/// <summary>
/// Forward or inverse, chosen outside the loops. Real and imaginary parts exchanged before and after a forward
/// transform make it the inverse one, so that this is all that a kernel has to do differently.
/// </summary>
internal interface ITransformDirection
{
    /// <summary>Whether real and imaginary parts are exchanged.</summary>
    static abstract bool Exchanges { get; }
}

/// <summary>Negative exponent.</summary>
internal readonly struct ForwardDirection : ITransformDirection
{
    public static bool Exchanges => false;
}

/// <summary>Positive exponent.</summary>
internal readonly struct InverseDirection : ITransformDirection
{
    public static bool Exchanges => true;
}
