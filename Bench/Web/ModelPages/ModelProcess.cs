using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bench.ModelWork;

namespace Bench.Web.ModelPages;

/// <summary>The process that does a piece of model work: this program once more, as <c>bench model task</c>.</summary>
internal sealed class ModelProcess : IDisposable
{
    // 40,000 motors of 7DL are learned from in less.
    private const long MostMemoryBytes = 2L << 30;
    private const int MostErrorLetters = 2000;

    private readonly Process _process;
    private readonly ModelTask _task;
    private volatile bool _isStopped;

    private ModelProcess(Process process, ModelTask task)
    {
        _process = process;
        _task = task;
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">The program's own file cannot be started.</exception>
    public static ModelProcess Start(ModelTask task)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Bench.exe" : "Bench");
        ProcessStartInfo info = new(program)
        {
            ArgumentList = { "model", "task" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // The runtime that this process runs on, wherever it is installed.
        info.Environment["DOTNET_ROOT"] =
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        info.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        info.Environment["DOTNET_GCHeapHardLimit"] = MostMemoryBytes.ToString("x", CultureInfo.InvariantCulture);
        try
        {
            return new ModelProcess(Process.Start(info)!, task);
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{program} cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Gives it the task and follows it to its end; it never throws.</summary>
    /// <param name="judged">Told how many tests were judged.</param>
    public async Task<ModelOutcome> RunAsync(Action<int> judged)
    {
        try
        {
            Task<string> errors = _process.StandardError.ReadToEndAsync();
            await _process.StandardInput.WriteLineAsync(ModelJson.Write(_task)).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync().ConfigureAwait(false);
            string last = "";
            while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                last = line;
                if (int.TryParse(line, CultureInfo.InvariantCulture, out int count))
                {
                    judged(count);
                }
            }

            string said = await errors.ConfigureAwait(false);
            await _process.WaitForExitAsync().ConfigureAwait(false);
            return _isStopped ? new ModelOutcome(ModelJob.Cancelled, null, null)
                : _process.ExitCode == 0
                    ? new ModelOutcome(ModelJob.Done, null, JsonSerializer.Deserialize<JsonElement>(last))
                    : new ModelOutcome(ModelJob.Failed, Short(said), null);
        }
        catch (Exception e) when (e is IOException or JsonException or InvalidOperationException)
        {
            // A pipe breaks when somebody stops it; in any other case nothing of it may stay.
            bool wasStopped = _isStopped;
            Stop();
            return wasStopped
                ? new ModelOutcome(ModelJob.Cancelled, null, null)
                : new ModelOutcome(ModelJob.Failed, e.Message, null);
        }
    }

    /// <summary>Ends it at once: it writes whole files and whole transactions, or nothing.</summary>
    public void Stop()
    {
        _isStopped = true;
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It had ended by itself.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private static string Short(string said)
    {
        string text = said.Trim();
        text = text.StartsWith("error: ", StringComparison.Ordinal) ? text["error: ".Length..] : text;
        return text.Length == 0 ? "It ended without a word: too little memory?"
            : text.Length > MostErrorLetters ? text[..MostErrorLetters] : text;
    }
}

/// <summary>How a process ended.</summary>
/// <param name="State">A state of a job.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Result">What it made; null otherwise.</param>
internal sealed record ModelOutcome(string State, string? Error, JsonElement? Result);
