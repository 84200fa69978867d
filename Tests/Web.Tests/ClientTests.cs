using System.Diagnostics;

namespace Bench.Web.Tests;

/// <summary>The unit tests that the pages bring along.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task The_pages_own_unit_tests_pass()
    {
        string runner = Path.Combine(BuiltPages.Client, "node_modules", "vitest", "vitest.mjs");
        Assert.SkipUnless(File.Exists(runner), "The pages' packages are not installed: npm ci in Bench/Web/Client.");
        using Process process = Process.Start(new ProcessStartInfo("node", [runner, "run", "--reporter=dot"])
        {
            WorkingDirectory = BuiltPages.Client,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output + await errors);
    }
}
