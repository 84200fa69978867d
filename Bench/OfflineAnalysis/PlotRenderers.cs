using System.Collections.Immutable;
using Bench.Plots;
using Bench.Plots.Svg;
using Bench.Recordings;

namespace Bench.OfflineAnalysis;

/// <summary>Who can draw plots, by name.</summary>
internal static class PlotRenderers
{
    // Found by name, so that no code depends on the adapter.
    private const string OxyPlotAdapter = "Bench.Plots.OxyPlot.OxyPlotRenderer, Bench.Plots.OxyPlot";

    /// <summary>Their names; the first draws where none is asked for.</summary>
    public static ImmutableArray<string> Names { get; } = ["svg", "oxyplot"];

    /// <summary>The renderer of a name.</summary>
    /// <exception cref="RecordingException">There is none, or it is not built in.</exception>
    public static IPlotRenderer Find(string name) => name switch
    {
        "svg" => new SvgRenderer(),
        "oxyplot" => Type.GetType(OxyPlotAdapter) is { } type
            ? (IPlotRenderer)Activator.CreateInstance(type)!
            : throw new RecordingException(
                "This build is without OxyPlot, because its package could not be restored. Where the feed has it, "
                + "start with BENCH_OXYPLOT=true; --renderer svg works everywhere."),
        _ => throw new RecordingException(
            $"There is no renderer \"{name}\"; there are {string.Join(" and ", Names)}."),
    };
}
