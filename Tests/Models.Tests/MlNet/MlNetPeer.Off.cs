using Bench.Models.Detectors;

namespace Bench.Models.Tests.MlNet;

/// <summary>Stands in where ML.NET cannot be restored: its tests are skipped and say why.</summary>
internal static class MlNetPeer
{
    public static IAnomalyEngine Engine()
    {
        Assert.Skip(
            "the Microsoft.ML package is off: it could not be restored (./test asks the feed, BENCH_MLNET=true forces "
            + "it on)");
        throw new InvalidOperationException("unreachable");
    }
}
