namespace Bench.Tests.Shared;

/// <summary>Measures what a call allocates once everything it needs has been made.</summary>
public static class Allocations
{
    private const int Rounds = 10;

    /// <summary>
    /// Bytes that a call allocates on this thread in steady state: the least of several calls. What a call allocates
    /// every time shows in all of them; what the run-time itself allocates when it compiles the method anew does not.
    /// </summary>
    public static long PerCall(Action call)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
