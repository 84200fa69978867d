using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Bench.Benchmarks.Gate;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, runtime, system, and how busy the machine is.</summary>
    public static string Description()
    {
        string sets = Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2";
        return $"{Processor()}, {Environment.ProcessorCount} cores, {sets}; {RuntimeInformation.FrameworkDescription}; "
            + $"{RuntimeInformation.OSDescription}{Load()}";
    }

    private static string Processor()
    {
        const string Field = "model name";
        string? line = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith(Field, StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Load() => File.Exists("/proc/loadavg")
        ? $"; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"
        : "";
}
