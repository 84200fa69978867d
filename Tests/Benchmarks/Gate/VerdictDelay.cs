namespace Bench.Benchmarks.Gate;

/// <summary>Time that passed, and what of it this process worked or stood in a queue for a processor.</summary>
/// <param name="WallSeconds">On the clock on the wall.</param>
/// <param name="ProcessorSeconds">Processor time of all threads.</param>
/// <param name="QueuedSeconds">The longest time that one thread was ready to run while others had the processors; 0
/// where the system does not say.</param>
internal readonly record struct VerdictDelay(double WallSeconds, double ProcessorSeconds, double QueuedSeconds);
