using System.Runtime.Intrinsics;

namespace Bench.Analysis.Transforms;

/// <summary>The choice of the way in which a length is transformed on this machine.</summary>
internal static class RealKernels
{
    public static RealKernel Create(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (EightLaneKernel.Does(length))
        {
            return new EightLaneKernel(length);
        }

        if (Vector128.IsHardwareAccelerated && FourLaneKernel<FourLanes>.Does(length))
        {
            return FourLanesPacked.IsSupported
                ? new FourLaneKernel<FourLanesPacked>(length)
                : new FourLaneKernel<FourLanes>(length);
        }

        if (OneLaneKernel.Does(length))
        {
            return new OneLaneKernel(length);
        }

        return OddKernel.Does(length) ? new OddKernel(length) : new ChirpKernel(length);
    }
}
