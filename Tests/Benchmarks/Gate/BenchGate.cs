using System.Diagnostics;
using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>
/// The gate: measures every kernel beside its peers on the machine at hand, compares with the stated goals, and fails
/// when one is missed by more than the noise.
/// </summary>
internal static class BenchGate
{
    private const int Passed = 0;
    private const int Failed = 1;

    /// <summary>Prints how long verdicts take at real-time pace, which is no part of the table below.</summary>
    /// <returns>Exit code: 0 where the goal is not missed, otherwise 1.</returns>
    public static async Task<int> RunVerdictsAsync()
    {
        await Console.Out.WriteLineAsync(Machine.Description());
        GateTable table = new(Console.Out);
        table.WriteHead();
        await VerdictRows.WriteDistributionAsync(table);
        return table.MissedCount == 0 ? Passed : Failed;
    }

    /// <summary>Prints the table.</summary>
    /// <returns>Exit code: 0 where no goal is missed, otherwise 1.</returns>
    public static async Task<int> RunAsync()
    {
        long began = Stopwatch.GetTimestamp();
        using NumpyPeer? numpy = NumpyPeer.Start();
        Fftw? fftw = Fftw.Load();
        if (fftw is { IsPlanned: false })
        {
            await Console.Error.WriteLineAsync($"{fftw.Version} plans for the first time: a minute or more.");
        }

        TextWriter output = Console.Out;
        await output.WriteLineAsync(Machine.Description());
        await output.WriteLineAsync(
            $"Kernels: {ThreadClock.Name}, one thread; ratios are medians over interleaved slices, ours / peer.");
        await output.WriteLineAsync();
        GateTable table = new(output);
        table.WriteHead();
        TransformRows.Write(table, fftw, numpy);
        KernelRows.Write(table, numpy);
        RecipeRows.Write(table);
        await AcquisitionRows.WriteAsync(table);
        await WholeBenchRows.WriteAsync(table);
        await VerdictRows.WriteAsync(table);

        await output.WriteLineAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{table.MetCount} goals met, {table.NoiseCount} within noise, {table.MissedCount} missed; "
                + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s. What the figures mean: docs/performance.md"));
        return table.MissedCount == 0 ? Passed : Failed;
    }
}
