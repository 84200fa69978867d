using Bench.Models.Detectors;
using Bench.Models.MlNet;

namespace Bench.Models.Tests.MlNet;

/// <summary>ML.NET's engine.</summary>
internal static class MlNetPeer
{
    public static IAnomalyEngine Engine() => new MlNetEngine();
}
