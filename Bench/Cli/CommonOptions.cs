using System.CommandLine;

namespace Bench.Cli;

/// <summary>Options that several verbs share, defined once.</summary>
internal static class CommonOptions
{
    /// <summary>Where results, recordings and baselines are kept.</summary>
    public static Option<string> Data() => new("--data", "-d")
    {
        Description = "Folder of results, recordings and baselines",
        DefaultValueFactory = _ => "bench-data",
        HelpName = "folder",
    };

    /// <summary>Which part type.</summary>
    public static Option<string> PartType(string fallback) => new("--part-type", "-p")
    {
        Description = "Part type: a name that comes with the program (7DL, 6AM) or a JSON file",
        DefaultValueFactory = _ => fallback,
        HelpName = "name",
    };

    /// <summary>Over how many cores the analyses of one test are spread.</summary>
    public static Option<int> Cores()
    {
        Option<int> cores = new("--cores")
        {
            Description = "Cores over which the analyses of one test are spread; results do not depend on it",
            DefaultValueFactory = _ => 1,
            HelpName = "number",
        };
        cores.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--cores must be 1 or more.");
            }
        });
        return cores;
    }

    /// <summary>For scripts.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON for scripts" };

    /// <summary>How foreign files are read.</summary>
    public static Option<string?> Mapping() => new("--mapping", "-m")
    {
        Description = "Mapping file: which column or variable of the recordings is which channel",
        HelpName = "file",
    };

    /// <summary>A second anomaly engine.</summary>
    public static Option<string> Engine() => new("--engine")
    {
        Description = "A second anomaly engine, learned on the same folds and shown beside ours: mlnet",
        DefaultValueFactory = _ => "",
        HelpName = "name",
    };
}
