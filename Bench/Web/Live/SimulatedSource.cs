using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Analysis.PartTypes;
using Bench.Samples.Device;

namespace Bench.Web.Live;

/// <summary>
/// The virtual bench inside this process, for one motor: its samples come over the loopback address in the protocol of
/// hardware, as from any device.
/// </summary>
internal sealed class SimulatedSource(PartType partType, DaqDeviceOptions options) : ISampleSource
{
    private DaqDevice? _device;
    private OpenDaqSource? _source;

    /// <inheritdoc/>
    public async Task<ImmutableArray<SourceChannel>> OpenAsync(
        ImmutableArray<string> signals, CancellationToken cancel)
    {
        _device = await DaqDevice.StartAsync(options, partType, cancel).ConfigureAwait(false);
        _source = new OpenDaqSource(
            new DaqEndpoint("127.0.0.1", _device.Port, "/"), new OpenDaqOptions(), TimeProvider.System);
        return await _source.OpenAsync(signals, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SampleBlock> ReadBlocksAsync(CancellationToken cancel) =>
        _source?.ReadBlocksAsync(cancel) ?? throw new InvalidOperationException("OpenAsync comes first.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }

        if (_device is not null)
        {
            await _device.DisposeAsync().ConfigureAwait(false);
        }
    }
}
