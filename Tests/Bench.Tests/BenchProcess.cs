using System.Diagnostics;
using System.Text;

namespace Bench.Bench.Tests;

/// <summary>The program as a process of its own, as a user starts it.</summary>
internal sealed class BenchProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private BenchProcess(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    public static BenchProcess Start(params string[] arguments) => StartIn(AppContext.BaseDirectory, arguments);

    public static BenchProcess StartIn(string folder, params string[] arguments)
    {
        ProcessStartInfo info = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Bench.dll"));
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        Process process = Process.Start(info)!;
        BenchProcess bench = new(process);
        process.OutputDataReceived += (_, e) => Append(bench._output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(bench._errors, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return bench;
    }

    /// <summary>Runs to the end and returns the exit code.</summary>
    public static async Task<BenchProcess> RunInAsync(string folder, params string[] arguments)
    {
        BenchProcess bench = StartIn(folder, arguments);
        await bench.WaitAsync(TimeSpan.FromMinutes(2));
        return bench;
    }

    public async Task WaitAsync(TimeSpan timeout)
    {
        using CancellationTokenSource stop = new(timeout);
        await _process.WaitForExitAsync(stop.Token);
    }

    /// <summary>Waits for a line that begins with the text and returns what follows it.</summary>
    public async Task<string> WaitForLineAsync(string prefix, TimeSpan timeout)
    {
        long began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < timeout)
        {
            string? line = Output.Split('\n').FirstOrDefault(l => l.StartsWith(prefix, StringComparison.Ordinal));
            if (line is not null)
            {
                return line[prefix.Length..].Trim();
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"No line \"{prefix}…\" came. Output: {Output} Errors: {Errors}");
    }

    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }
}
