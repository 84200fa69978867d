using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bench.Benchmarks.Gate;

/// <summary>
/// Processor time of the calling thread where the system gives it finely (Linux), otherwise the clock on the wall.
/// Other work on the machine then costs a measurement its caches, but not its seconds.
/// </summary>
internal static partial class ThreadClock
{
    private const int LinuxThreadCpuTime = 3;

    /// <summary>What the clock counts, for the heading of the table.</summary>
    public static string Name => OperatingSystem.IsLinux() ? "processor time of one thread" : "wall-clock time";

    /// <summary>Seconds since some instant.</summary>
    public static double Seconds()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        }

        return GetTime(LinuxThreadCpuTime, out TimeSpec time) == 0
            ? time.Seconds + (time.Nanoseconds * 1e-9)
            : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out TimeSpec time);

    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
