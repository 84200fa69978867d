using System.Net;
using Bench.Samples.Simulation;
using Bench.Streaming;

namespace Bench.Samples.Device;

/// <summary>How fast the virtual bench runs.</summary>
public enum DevicePace
{
    /// <summary>A second of samples takes a second, as with hardware.</summary>
    RealTime,

    /// <summary>
    /// The test cycle is sent as fast as it can be computed and the client takes it; TCP is the only brake. After the
    /// cycle the pace is real time, so that a forgotten client costs nothing.
    /// </summary>
    AsFastAsPossible,
}

/// <summary>Ways in which a client may give commands.</summary>
[Flags]
public enum DeviceCommands
{
    /// <summary>None: not useful.</summary>
    None = 0,

    /// <summary>In the stream itself ("jsonrpc").</summary>
    InBand = 1,

    /// <summary>Posted to the same port ("jsonrpc-http").</summary>
    Http = 2,
}

/// <summary>How the virtual bench is served.</summary>
public sealed record DaqDeviceOptions
{
    /// <summary>Address to listen on: this machine only, unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port; 0 takes a free one.</summary>
    public int Port { get; init; } = 7414;

    /// <summary>Protocol dialect.</summary>
    public StreamDialect Dialect { get; init; } = StreamDialect.V20;

    /// <summary>
    /// Command interfaces on offer; null: those of the public server of the dialect (1.5 has no in-band one).
    /// </summary>
    public DeviceCommands? Commands { get; init; }

    /// <summary>How fast it runs.</summary>
    public DevicePace Pace { get; init; } = DevicePace.RealTime;

    /// <summary>Blocks of 10 ms in one packet, 1-10.</summary>
    public int BlocksPerPacket { get; init; } = 1;

    /// <summary>
    /// How long the cycle waits after the last subscription, so that a client that subscribes signal by signal misses
    /// nothing of it.
    /// </summary>
    public TimeSpan StartDelay { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>The motor that is on the bench first; another one comes with a POST to /motor.</summary>
    public Specimen Motor { get; init; } = new("VIRTUAL-0001", 1, [], []);

    /// <summary>Clock that paces the device and dates its ticks.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the samples of a cycle; tests put known ones here.</summary>
    internal Func<Bench.Analysis.PartTypes.PartType, Specimen, Func<float[][], BlockFate>> Generator { get; init; } =
        (partType, specimen) => new MotorSimulation(partType, specimen).Render;
}
