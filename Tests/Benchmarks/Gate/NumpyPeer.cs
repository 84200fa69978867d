using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>
/// numpy and scipy in a Python process of their own, which runs a slice whenever it is its turn and answers with the
/// processor time it took.
/// </summary>
internal sealed class NumpyPeer : IDisposable
{
    private readonly Process _process;

    private NumpyPeer(Process process, string versions)
    {
        _process = process;
        Name = versions;
    }

    /// <summary>Versions, such as "scipy 1.10.1".</summary>
    public string Name { get; }

    /// <summary>Starts the first Python that has numpy and scipy; null where none has.</summary>
    public static NumpyPeer? Start()
    {
        string[] names = ["python3", "/usr/bin/python3", "python"];
        return names.Select(Start).FirstOrDefault(peer => peer is not null);
    }

    /// <summary>A contestant that runs one of the script's tasks.</summary>
    /// <param name="task">Name of the task.</param>
    /// <param name="size">Its size; the script says what of.</param>
    /// <param name="share">How much of the common task it does.</param>
    public Contestant Contestant(string task, int size, double share = 1) =>
        new(Name, repetitions => Measure(task, size, repetitions), share);

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static NumpyPeer? Start(string python)
    {
        ProcessStartInfo start = new(python)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "numpy_peer.py"));
        try
        {
            Process process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            if (process.StandardOutput.ReadLine() is { } versions)
            {
                return new NumpyPeer(process, versions);
            }

            process.Dispose();
        }
        catch (Win32Exception)
        {
            // No such program.
        }

        return null;
    }

    private double Measure(string task, int size, int repetitions)
    {
        _process.StandardInput.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{task} {size} {repetitions}"));
        _process.StandardInput.Flush();
        string? answer = _process.StandardOutput.ReadLine();
        return double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            ? seconds
            : throw new InvalidDataException($"numpy_peer.py answers {task} with \"{answer}\".");
    }
}
