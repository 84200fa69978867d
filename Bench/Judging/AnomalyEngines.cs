using Bench.Cli;
using Bench.Models.Detectors;

namespace Bench.Judging;

/// <summary>Second anomaly engines, as far as this build has them.</summary>
internal static class AnomalyEngines
{
    private const string MlNet = "Bench.Models.MlNet.MlNetEngine, Bench.Models.MlNet";

    /// <summary>Name of ML.NET's engine.</summary>
    public const string MlNetName = "mlnet";

    /// <summary>The engine of a name; null where this build is without it.</summary>
    public static IAnomalyEngine? Known(string name) =>
        name == MlNetName && Type.GetType(MlNet) is { } type
            ? (IAnomalyEngine)Activator.CreateInstance(type)!
            : null;

    /// <summary>The engine that a user asked for; null for an empty name.</summary>
    /// <exception cref="UsageException">There is none of this name, or this build is without it.</exception>
    public static IAnomalyEngine? Find(string name) => name switch
    {
        "" => null,
        MlNetName => Known(name) ?? throw new UsageException(
            "This build is without ML.NET, because its package could not be restored. Where the feed has it, start "
                + "with BENCH_MLNET=true."),
        _ => throw new UsageException($"There is no engine \"{name}\": expected {MlNetName}."),
    };
}
