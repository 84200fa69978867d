using System.Diagnostics;

namespace Bench.Analysis.Tests.Transforms;

/// <summary>The same tests as on a processor that has less: the runtime is told not to use what this one has.</summary>
public class OtherProcessorTests
{
    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableFMA")]
    public async Task Transforms_hold_without(string instructions)
    {
        string name = typeof(RealFftTests).FullName!;
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList =
            {
                "-noColor",
                "-method", $"{name}.{nameof(RealFftTests.Every_smooth_length_to_1000_agrees_with_double_precision)}",
                "-method", $"{name}.{nameof(RealFftTests.Random_smooth_lengths_agree_with_double_precision)}",
                "-method", $"{typeof(ComplexFft32Tests).FullName}."
                    + nameof(ComplexFft32Tests.Every_length_to_1000_agrees_with_double_precision_and_comes_back),
            },
            Environment = { [instructions] = "0" },
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 3,", output, StringComparison.Ordinal);
    }
}
