namespace Bench.Web.Tests;

/// <summary>Every page, and how to know that it is drawn.</summary>
/// <param name="Name">For files.</param>
/// <param name="Hash">Address behind the #; {motor} stands for a rejected motor.</param>
/// <param name="Ready">What has to be visible.</param>
internal sealed record PageStop(string Name, string Hash, string Ready)
{
    public static IReadOnlyList<PageStop> All { get; } =
    [
        new("operator", "#/", ".state"),
        new("motors", "#/results", "table.results .serial"),
        new("motor-findings", "#/motor/{motor}/findings", ".plot"),
        new("motor-curves", "#/motor/{motor}/curves", ".plot"),
        new("motor-maps", "#/motor/{motor}/maps", ".map-host[data-draw-ms]"),
        new("motor-spectra", "#/motor/{motor}/spectra", ".plot canvas"),
        new("motor-currents", "#/motor/{motor}/currents", ".plot canvas"),
        new("motor-recording", "#/motor/{motor}/recording", ".recording-host[data-frames]"),
        new("motor-listen", "#/motor/{motor}/listen", ".listen"),
        new("motor-history", "#/motor/{motor}/history", "table.results"),
        new("motor-labels", "#/motor/{motor}/labels", ".label-form"),
        new("motor-data", "#/motor/{motor}/data", ".facts"),
        new("population-trend", "#/population/trend", "[role=tabpanel] .plot, [role=tabpanel] .card"),
        new("population-pareto", "#/population/pareto", "[role=tabpanel] .card"),
        new("population-yield", "#/population/yield", "[role=tabpanel] .card"),
        new("population-drift", "#/population/drift", "[role=tabpanel] .card"),
        new("population-gauge", "#/population/capability", "#gauge-serials"),
        new("models", "#/models/versions", "[role=tabpanel] table"),
        new("models-data", "#/models/data", "[data-motors]"),
        new("models-labels", "#/models/labels", ".label-form"),
        new("limits-editor", "#/limits/editor", ".limit-host[data-points]"),
        new("limits-versions", "#/limits/versions", "main table"),
        new("part-types", "#/recipes", "main table"),
        new("part-type-editor", "#/recipes/7DL", "#recipe-check .is-pass"),
        new("changes", "#/audit", "main table"),
        new("users", "#/users", "main table"),
    ];
}
