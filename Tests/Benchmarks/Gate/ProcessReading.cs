using System.Diagnostics;
using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>What the clocks of this process say at one instant.</summary>
internal sealed class ProcessReading
{
    private const string Tasks = "/proc/self/task";

    private readonly long _wall = Stopwatch.GetTimestamp();
    private readonly TimeSpan _processor = Environment.CpuUsage.TotalTime;
    private readonly Dictionary<string, double> _queuedNanoseconds = [];

    /// <summary>Reads them.</summary>
    public ProcessReading()
    {
        if (Directory.Exists(Tasks))
        {
            foreach (string task in Directory.EnumerateDirectories(Tasks))
            {
                _queuedNanoseconds[task] = Queued(Path.Combine(task, "schedstat"));
            }
        }
    }

    /// <summary>What passed since an earlier reading.</summary>
    public VerdictDelay Since(ProcessReading earlier)
    {
        double queued = 0;
        foreach ((string task, double nanoseconds) in _queuedNanoseconds)
        {
            queued = Math.Max(queued, nanoseconds - earlier._queuedNanoseconds.GetValueOrDefault(task));
        }

        return new VerdictDelay(
            Stopwatch.GetElapsedTime(earlier._wall, _wall).TotalSeconds,
            (_processor - earlier._processor).TotalSeconds,
            queued * 1e-9);
    }

    // The second number of a thread's schedstat: nanoseconds in the run queue.
    private static double Queued(string file)
    {
        try
        {
            string[] numbers = File.ReadAllText(file).Split(' ');
            return numbers.Length > 1 ? double.Parse(numbers[1], CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            // The thread has ended meanwhile, or the kernel keeps no statistics.
            return 0;
        }
    }
}
