using System.Globalization;
using System.Text.RegularExpressions;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Docs;

/// <summary>Runs every command of docs/walkthrough.md and holds what it prints against what the page shows.</summary>
public sealed partial class WalkthroughTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<BenchProcess> _background = [];

    [Fact]
    public async Task Every_command_of_the_walkthrough_does_what_the_page_says()
    {
        string page = await File.ReadAllTextAsync(
            Path.Combine(SharedData.RepositoryRoot, "docs", "walkthrough.md"), TestContext.Current.CancellationToken);
        Step[] steps = [.. ConsoleBlock().Matches(page).SelectMany(block => Steps(block.Groups[1].Value))];
        Assert.True(steps.Length >= 10, "The page has lost its commands.");
        foreach (Step step in steps)
        {
            await RunAsync(step);
        }
    }

    public void Dispose()
    {
        foreach (BenchProcess process in _background)
        {
            process.Dispose();
        }

        _folder.Dispose();
    }

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"^\(exit code (\d+)\)$")]
    private static partial Regex ExitLine();

    private static IEnumerable<Step> Steps(string block)
    {
        Step? step = null;
        foreach (string line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("$ ./bench ", StringComparison.Ordinal))
            {
                if (step is not null)
                {
                    yield return step;
                }

                step = new Step(line["$ ./bench ".Length..], [], 0);
            }
            else if (ExitLine().Match(line) is { Success: true } exit)
            {
                step = step! with { Exit = int.Parse(exit.Groups[1].ValueSpan, CultureInfo.InvariantCulture) };
            }
            else
            {
                step!.Lines.Add(line);
            }
        }

        yield return step!;
    }

    private async Task RunAsync(Step step)
    {
        string[] arguments = step.Command.TrimEnd('&', ' ').Split(' ');
        BenchProcess process = BenchProcess.StartIn(_folder.Root, arguments);
        _background.Add(process);
        if (step.Command.EndsWith('&'))
        {
            await process.WaitForLineAsync(step.Lines[0], TimeSpan.FromSeconds(60));
            return;
        }

        await process.WaitAsync(TimeSpan.FromMinutes(3));
        string printed = WhiteSpace().Replace(process.Output + process.Errors, " ");
        Assert.True(process.ExitCode == step.Exit, $"{step.Command}: exit {process.ExitCode}\n{printed}");
        string pattern = string.Join(".*", step.Lines.Select(Pattern));
        Assert.True(
            Regex.IsMatch(printed, pattern, RegexOptions.Singleline),
            $"{step.Command}\nprinted: {printed}\nexpected: {pattern}");
    }

    private static string Pattern(string line) => string.Join(
        ".*",
        line.Split('…', StringSplitOptions.TrimEntries)
            .Select(part => Regex.Escape(WhiteSpace().Replace(part, " "))));

    private sealed record Step(string Command, List<string> Lines, int Exit);
}
