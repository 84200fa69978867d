using System.Collections.Immutable;
using System.Net;
using Bench.Acquisition;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Device;
using Bench.Web.Security;

namespace Bench.Web;

/// <summary>What is served, where.</summary>
internal sealed record WebServerOptions
{
    /// <summary>Where results are kept; the caller holds its lock.</summary>
    public required DataFolder Folder { get; init; }

    /// <summary>The part types that this bench tests.</summary>
    public required ImmutableArray<Recipe> Recipes { get; init; }

    /// <summary>The measuring device; null for the virtual bench inside this process.</summary>
    public DaqEndpoint? Device { get; init; }

    /// <summary>Where pages are asked for: on this machine alone, unless told otherwise.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 5080);

    /// <summary>Name of this bench.</summary>
    public string BenchName { get; init; } = "bench-1";

    /// <summary>Folder of the built pages; null where they were not built.</summary>
    public string? Pages { get; init; }

    /// <summary>Clock of results, sessions and alarms.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How fast the virtual bench runs.</summary>
    public DevicePace VirtualPace { get; init; } = DevicePace.RealTime;

    /// <summary>How many good virtual motors limits are learned from, where nothing was learned before.</summary>
    public int VirtualMotorsToLearn { get; init; } = 40;

    /// <summary>Rounds of new passwords; tests take fewer.</summary>
    public int PasswordIterations { get; init; } = Password.DefaultIterations;
}
