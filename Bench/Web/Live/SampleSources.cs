using System.Net.Sockets;
using Bench.Acquisition;
using Bench.Analysis.PartTypes;
using Bench.Results;
using Bench.Web.Results;

namespace Bench.Web.Live;

/// <summary>Where the samples of a test come from: the measuring device, or the virtual bench.</summary>
/// <param name="device">The measuring device; null where production is simulated.</param>
/// <param name="motors">The virtual bench's motors.</param>
internal sealed class SampleSources(DaqEndpoint? device, VirtualMotors motors)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Whether production's motors are simulated.</summary>
    public bool IsSimulated => device is null;

    /// <summary>Makes the source of one test; nothing is opened yet.</summary>
    public ISampleSource Open(TestBench bench, PartType partType, SerialNumber serialNumber, string trouble) =>
        bench.Archive.Area == ResultArea.Training ? motors.Put(partType, serialNumber, trouble)
        : device is null ? motors.Put(partType, serialNumber)
        : new OpenDaqSource(device, new OpenDaqOptions(), TimeProvider.System);

    /// <summary>Why the measuring device cannot be reached; null where it can.</summary>
    public async Task<string?> ObstacleAsync(CancellationToken cancel)
    {
        if (device is null)
        {
            return null;
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(device.Host, device.Port, patience.Token).ConfigureAwait(false);
            return null;
        }
        catch (SocketException e)
        {
            return $"{device}: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"{device} does not answer.";
        }
    }
}
