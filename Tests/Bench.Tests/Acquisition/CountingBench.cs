using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Analysis.PartTypes;
using Bench.Samples.Device;
using Bench.Samples.Simulation;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Acquisition;

/// <summary>A virtual device whose every sample is known: a pseudo-random count of channel and index.</summary>
internal static class CountingBench
{
    /// <summary>Full scale 512 makes a count of 24 bits a power of two, so that float32 carries it exactly.</summary>
    private const double FullScale = 512;

    public static ImmutableArray<string> Names { get; } = ["Acc0", "Mic1", "Cur2", "Trq3", "Tacho4"];

    public static PartType PartType { get; } = Load() with
    {
        Channels =
        [
            Make("Acc0", Quantity.Acceleration, 51_200),
            Make("Mic1", Quantity.SoundPressure, 25_600),
            Make("Cur2", Quantity.Current, 10_000),
            Make("Trq3", Quantity.Torque, 51_200),
            Make("Tacho4", Quantity.Tacho, 102_400),
        ],
    };

    /// <summary>The sample of a channel, counted from the cycle's start: a multiple of 2^-14 within ± 512.</summary>
    public static float Sample(int channel, long index) =>
        (((index * ((2 * channel) + 1) * 1009) & 0xFF_FFFF) - (1 << 23)) * (float)(FullScale / (1 << 23));

    public static DaqDeviceOptions Options { get; } = new()
    {
        Port = 0,
        Pace = DevicePace.AsFastAsPossible,
        StartDelay = TimeSpan.FromMilliseconds(5),
        Generator = (partType, _) => Generator(partType, (_, _) => BlockFate.Delivered),
    };

    /// <summary>A generator of these samples; the decision gets the number of the block.</summary>
    public static Func<float[][], BlockFate> Generator(PartType partType, Func<long, float[][], BlockFate> decide)
    {
        long block = 0;
        return channels =>
        {
            for (int c = 0; c < channels.Length; c++)
            {
                int count = (int)partType.Channels[c].SampleRateHz / 100;
                for (int i = 0; i < count; i++)
                {
                    channels[c][i] = Sample(c, (block * count) + i);
                }
            }

            return decide(block++, channels);
        };
    }

    public static Task<DaqDevice> StartAsync(DaqDeviceOptions options) =>
        DaqDevice.StartAsync(options, PartType, TestContext.Current.CancellationToken);

    public static OpenDaqSource Source(DaqDevice device, OpenDaqOptions? options = null) =>
        Source(device.Port, options);

    public static OpenDaqSource Source(int port, OpenDaqOptions? options = null) => new(
        DaqEndpoint.Parse($"daq.lt://127.0.0.1:{port}"),
        options ?? new OpenDaqOptions { WhenFull = QueueFullRule.Wait },
        TimeProvider.System);

    private static Channel Make(string id, Quantity quantity, double rate) =>
        new() { Id = id, Name = id, Quantity = quantity, SampleRateHz = rate, FullScale = FullScale };

    private static PartType Load()
    {
        string path = Path.Combine(SharedData.RepositoryRoot, "Samples", "PartTypes", "7DL.json");
        return PartTypeFile.Parse(File.ReadAllBytes(path), path);
    }
}
