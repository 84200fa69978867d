using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>A script in a Python process of its own, which answers a line with the processor seconds it took.</summary>
internal sealed class PythonProcess : IDisposable
{
    private readonly Process _process;

    private PythonProcess(Process process, string versions)
    {
        _process = process;
        Versions = versions;
    }

    /// <summary>The script's first line: what it measures with, such as "scipy 1.10.1".</summary>
    public string Versions { get; }

    /// <summary>Starts a script in the first Python that has its libraries; null where none has.</summary>
    public static PythonProcess? Start(string script, params string[] arguments)
    {
        string[] names = ["python3", "/usr/bin/python3", "python"];
        return names.Select(name => StartIn(name, script, arguments)).FirstOrDefault(process => process is not null);
    }

    /// <summary>Sends a line and waits for the seconds.</summary>
    /// <exception cref="InvalidDataException">The answer is no number.</exception>
    public double Measure(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        string? answer = _process.StandardOutput.ReadLine();
        return double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            ? seconds
            : throw new InvalidDataException($"{Versions} answers {line} with \"{answer}\".");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static PythonProcess? StartIn(string python, string script, string[] arguments)
    {
        ProcessStartInfo start = new(python)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, script));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            Process process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            if (process.StandardOutput.ReadLine() is { } versions)
            {
                return new PythonProcess(process, versions);
            }

            process.Dispose();
        }
        catch (Win32Exception)
        {
            // No such program.
        }

        return null;
    }
}
