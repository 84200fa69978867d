using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bench.Analysis.Transforms;

/// <summary>What the last pass of <see cref="FourLaneKernel{T}"/> does with four neighbouring bins.</summary>
internal unsafe interface IFourLaneSink
{
    /// <summary>Floats per bin.</summary>
    static abstract int BinFloats { get; }

    /// <summary>Writes four bins from the given one upwards.</summary>
    static abstract void Store(float* bins, FourLanes value);

    /// <summary>Writes the conjugates of four bins in falling order, the last one at the given place.</summary>
    static abstract void StoreMirrored(float* bins, FourLanes value);
}

/// <summary>Real and imaginary part of each bin in turn.</summary>
internal readonly unsafe struct FourBinSink : IFourLaneSink
{
    public static int BinFloats => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* bins, FourLanes value)
    {
        Pairing.Low(value.Re, value.Im).Store(bins);
        Pairing.High(value.Re, value.Im).Store(bins + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMirrored(float* bins, FourLanes value)
    {
        Vector128<int> exchanged = Vector128.Create(2, 3, 0, 1);
        Vector128.Shuffle(Pairing.Low(value.Re, -value.Im), exchanged).Store(bins + 4);
        Vector128.Shuffle(Pairing.High(value.Re, -value.Im), exchanged).Store(bins);
    }
}

/// <summary>The squared magnitude of each bin.</summary>
internal readonly unsafe struct FourPowerSink : IFourLaneSink
{
    public static int BinFloats => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* bins, FourLanes value) => Power(value).Store(bins);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMirrored(float* bins, FourLanes value) =>
        Vector128.Shuffle(Power(value), Vector128.Create(3, 2, 1, 0)).Store(bins);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Power(FourLanes value) =>
        Vector128.MultiplyAddEstimate(value.Re, value.Re, value.Im * value.Im);
}
