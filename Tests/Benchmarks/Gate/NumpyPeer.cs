using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>numpy and scipy, which run a slice whenever it is their turn.</summary>
internal sealed class NumpyPeer : IDisposable
{
    private readonly PythonProcess _process;

    private NumpyPeer(PythonProcess process) => _process = process;

    /// <summary>Versions, such as "scipy 1.10.1".</summary>
    public string Name => _process.Versions;

    /// <summary>Starts the first Python that has numpy and scipy; null where none has.</summary>
    public static NumpyPeer? Start() =>
        PythonProcess.Start("numpy_peer.py") is { } process ? new NumpyPeer(process) : null;

    /// <summary>A contestant that runs one of the script's tasks.</summary>
    /// <param name="task">Name of the task.</param>
    /// <param name="size">Its size; the script says what of.</param>
    /// <param name="share">How much of the common task it does.</param>
    public Contestant Contestant(string task, int size, double share = 1) => new(
        Name,
        repetitions => _process.Measure(string.Create(CultureInfo.InvariantCulture, $"{task} {size} {repetitions}")),
        share);

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
