using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Bench.Analysis.Transforms;

/// <summary>What the kernels need to know of the processor's registers.</summary>
internal static class Registers
{
    /// <summary>
    /// Whether a butterfly of eight points fits into the vector registers, which takes more than sixteen. Where it does
    /// not, its differences wait in memory while the sums are worked on; where it does, that would make the transform
    /// of 1024 points a twelfth slower.
    /// </summary>
    public static bool HoldEightPoints
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported;
    }
}
