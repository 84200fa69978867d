using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bench.Analysis.PartTypes;

namespace Bench.Repository.Tests;

/// <summary>The repository hangs together: projects, lock files, scripts, links and part types.</summary>
public sealed partial class LayoutTests
{
    // Which way dependencies point, beside the check in the build itself. Absent projects may reference anything.
    private static readonly Dictionary<string, string[]> s_mayReference = new()
    {
        ["Analysis"] = [],
        ["Streaming"] = [],
        ["Models"] = ["Analysis"],
        ["Samples"] = ["Analysis", "Streaming"],
        ["NWaves"] = ["Analysis"],
        ["MlNet"] = ["Models"],
        ["Plots"] = [],
        ["OxyPlot"] = ["Plots"],
        ["Bench"] = ["Analysis", "MlNet", "Models", "NWaves", "OxyPlot", "Plots", "Samples", "Streaming"],
    };

    // Not in the solution and without a lock file: their packages are not on every feed, and a restore of the solution
    // would fail with them. The root scripts find out; the projects that use one have a second lock file then.
    private static readonly string[] s_adapters =
        ["Analysis/NWaves/NWaves.csproj", "Models/MlNet/MlNet.csproj", "Bench/Plots/OxyPlot/OxyPlot.csproj"];

    [Fact]
    public void Every_project_is_in_the_solution_and_has_a_lock_file()
    {
        string solution = Checkout.Text("Bench.sln").Replace('\\', '/');
        string[] projects = [.. Checkout.Files(".csproj").Except(s_adapters)];

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
        Assert.All(projects, project => Assert.True(
            File.Exists(Checkout.FullPath(Path.GetDirectoryName(project) + "/packages.lock.json")),
            $"{project} has no packages.lock.json beside it: run dotnet restore and commit it."));
    }

    [Fact]
    public void Every_adapter_is_probed_by_the_root_scripts_and_absent_from_the_solution()
    {
        string solution = Checkout.Text("Bench.sln").Replace('\\', '/');
        string script = Checkout.Text(".ci/adapters.sh");
        string twin = Checkout.Text(".ci/adapters.cmd").Replace('\\', '/');
        foreach (string adapter in s_adapters)
        {
            Assert.True(File.Exists(Checkout.FullPath(adapter)), $"{adapter} does not exist.");
            Assert.DoesNotContain($"\"{adapter}\"", solution, StringComparison.Ordinal);
            Assert.Contains($"{Path.GetFileNameWithoutExtension(adapter)}:{adapter}", script, StringComparison.Ordinal);
            Assert.Contains(Path.GetDirectoryName(adapter)!.Replace('\\', '/'), twin, StringComparison.Ordinal);
        }

        foreach (string command in (string[])["bench", "bench-gate", "test"])
        {
            Assert.Contains(".ci/adapters.sh", Checkout.Text(command), StringComparison.Ordinal);
            Assert.Contains(@".ci\adapters.cmd", Checkout.Text(command + ".cmd"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void References_between_projects_point_one_way()
    {
        foreach (string project in Checkout.Files(".csproj"))
        {
            if (s_mayReference.TryGetValue(Path.GetFileNameWithoutExtension(project), out string[]? allowed))
            {
                string[] forbidden = [.. References(project).Except(allowed)];
                Assert.True(forbidden.Length == 0, $"{project} must not reference {string.Join(", ", forbidden)}.");
            }
        }
    }

    [Fact]
    public void Package_versions_stand_in_one_place_only()
    {
        IEnumerable<string> versioned = Checkout.Files(".csproj").Where(project =>
            XDocument.Parse(Checkout.Text(project)).Descendants("PackageReference")
                .Any(reference => reference.Attribute("Version") is not null));

        Assert.Empty(versioned);
    }

    [Fact]
    public void The_readmes_commands_exist_and_can_be_started()
    {
        string[] commands =
            [.. RootCommand().Matches(Checkout.Text("README.md")).Select(match => match.Groups[1].Value).Distinct()];

        Assert.Contains("bench", commands);
        Assert.Contains("test", commands);
        foreach (string command in commands)
        {
            string path = Checkout.FullPath(command);
            Assert.True(File.Exists(path), $"README.md names ./{command}, which does not exist.");
            Assert.True(File.Exists(path + ".cmd"), $"./{command} has no twin {command}.cmd for Windows.");
            if (!OperatingSystem.IsWindows())
            {
                bool canStart = File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);
                Assert.True(canStart, $"./{command} is not executable.");
            }
        }
    }

    [Fact]
    public void Links_in_documents_lead_somewhere()
    {
        List<string> broken = [];
        foreach (string document in Checkout.Files(".md"))
        {
            string folder = Path.GetDirectoryName(Checkout.FullPath(document))!;
            foreach (Match link in Link().Matches(Checkout.Text(document)))
            {
                string target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                    && !Path.Exists(Path.Combine(folder, target)))
                {
                    broken.Add($"{document}: {target}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_part_type_file_is_valid_and_named_after_its_part_type()
    {
        Assert.NotEmpty(PartTypes());
        foreach ((string file, PartType partType) in PartTypes())
        {
            Assert.Equal(Path.GetFileNameWithoutExtension(file), partType.Name);
        }
    }

    [Fact]
    public void Values_that_are_not_public_are_marked_as_assumptions()
    {
        foreach ((string file, PartType partType) in PartTypes())
        {
            Assert.True(partType.Assumptions.Length > 0, $"{file} names no assumption.");
        }
    }

    private static IEnumerable<(string File, PartType PartType)> PartTypes() => Checkout.Files(".json")
        .Where(file => file.StartsWith("Samples/PartTypes/", StringComparison.Ordinal))
        .Select(file => (file, PartTypeFile.Parse(File.ReadAllBytes(Checkout.FullPath(file)), file)));

    private static IEnumerable<string> References(string project) => XDocument.Parse(Checkout.Text(project))
        .Descendants("ProjectReference")
        .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
        .Select(path => Path.GetFileNameWithoutExtension(path));

    [GeneratedRegex(@"(?:^|[\s`(])\./([A-Za-z][\w.-]*)(?=[\s`)]|$)", RegexOptions.Multiline)]
    private static partial Regex RootCommand();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
