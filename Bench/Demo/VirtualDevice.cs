using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Acquisition;
using Bench.Cli;
using Bench.Samples.Simulation;

namespace Bench.Demo;

/// <summary>
/// The virtual bench in a process of its own (<c>bench device</c>): Bench meets it only over the network.
/// </summary>
internal sealed class VirtualDevice : IDisposable
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Process _process;
    private readonly HttpClient _http;

    private VirtualDevice(Process process, int port)
    {
        _process = process;
        Port = port;
        _http = new HttpClient
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")),
        };
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Where <see cref="OpenDaqSource"/> finds it.</summary>
    public DaqEndpoint Endpoint => new("127.0.0.1", Port, "/");

    /// <summary>Starts the process and waits until it listens.</summary>
    /// <exception cref="AcquisitionException">It does not come up.</exception>
    public static async Task<VirtualDevice> StartAsync(string partType, CancellationToken cancel)
    {
        Process process = Start(partType);
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(s_startTimeout);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(timeout.Token).ConfigureAwait(false) is string line)
            {
                if (line.StartsWith(DeviceCommand.ListeningPrefix, StringComparison.Ordinal))
                {
                    int port = int.Parse(
                        line.AsSpan(DeviceCommand.ListeningPrefix.Length), CultureInfo.InvariantCulture);
                    return new VirtualDevice(process, port);
                }
            }

            throw new AcquisitionException("The virtual bench ended before it listened.");
        }
        catch
        {
            Stop(process);
            throw;
        }
    }

    /// <summary>Puts another motor on the virtual bench.</summary>
    public async Task LoadAsync(Specimen motor, CancellationToken cancel)
    {
        // With its length, not in chunks: the device's small HTTP side reads bodies of a stated length only.
        using StringContent body = new(JsonSerializer.Serialize(motor, s_json), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _http
            .PostAsync(new Uri("motor", UriKind.Relative), body, cancel).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            string reason = await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
            throw new AcquisitionException($"The virtual bench refuses motor {motor.SerialNumber}: {reason}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        Stop(_process);
    }

    private static Process Start(string partType)
    {
        // The same program again: the host executable, or "dotnet" with this assembly.
        string host = Environment.ProcessPath
            ?? throw new InvalidOperationException("The program's own path is unknown.");
        ProcessStartInfo start = new(host) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        ReadOnlySpan<string> arguments = ["device", "--part-type", partType, "--port", "0", "--pace", "fast"];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)
            ?? throw new AcquisitionException("The virtual bench cannot be started.");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static void Stop(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        process.Dispose();
    }
}
