using System.Collections.Immutable;
using System.Text.Json;

namespace Bench.Samples.Simulation;

/// <summary>Names of defects and bench faults in texts and commands: "bearing-outer", "hammer-blow".</summary>
public static class DefectNames
{
    /// <summary>All defects, by name.</summary>
    public static ImmutableArray<string> Defects { get; } = [.. Enum.GetValues<Defect>().Select(Of)];

    /// <summary>All bench faults, by name.</summary>
    public static ImmutableArray<string> Faults { get; } = [.. Enum.GetValues<BenchFault>().Select(Of)];

    /// <summary>Name of a defect.</summary>
    public static string Of(Defect defect) => JsonNamingPolicy.KebabCaseLower.ConvertName(defect.ToString());

    /// <summary>Name of a bench fault.</summary>
    public static string Of(BenchFault fault) => JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());

    /// <summary>The defect of a name.</summary>
    /// <exception cref="FormatException">No defect has this name: the message lists those there are.</exception>
    public static Defect ParseDefect(string name) => Find<Defect>(name, "defect", Defects);

    /// <summary>The bench fault of a name.</summary>
    /// <exception cref="FormatException">No fault has this name: the message lists those there are.</exception>
    public static BenchFault ParseFault(string name) => Find<BenchFault>(name, "bench fault", Faults);

    private static T Find<T>(string name, string kind, ImmutableArray<string> names)
        where T : struct, Enum
    {
        int at = names.IndexOf(name);
        return at >= 0
            ? Enum.GetValues<T>()[at]
            : throw new FormatException($"\"{name}\" is no {kind}; expected one of {string.Join(", ", names)}.");
    }
}
