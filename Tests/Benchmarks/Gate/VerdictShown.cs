using Bench.Testing;

namespace Bench.Benchmarks.Gate;

/// <summary>Notes the instant at which the verdict is shown: it is stored then, and cannot be lost.</summary>
internal sealed class VerdictShown : IProgress<RunProgress>
{
    /// <summary>That instant; null before.</summary>
    public ProcessReading? At { get; private set; }

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        if (value.Verdict is not null)
        {
            At = new ProcessReading();
        }
    }
}
