using System.Collections.Immutable;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Orders;

/// <summary>What a bandwidth is given in.</summary>
public enum OrderBandwidthUnit
{
    /// <summary>Hz, the same at all speeds.</summary>
    Hertz,

    /// <summary>Percent of the order's frequency: the resolution in time follows the speed.</summary>
    PercentOfFrequency,

    /// <summary>Orders: a share of the shaft's frequency.</summary>
    Orders,
}

/// <summary>One order that a Vold-Kalman filter takes out of a signal.</summary>
/// <param name="Shaft">Index of the shaft, from 0.</param>
/// <param name="Order">Multiple of that shaft's revolution, above 0.</param>
/// <param name="Bandwidth">Full width between the −3 dB points, above 0.</param>
/// <param name="Unit">Unit of the bandwidth.</param>
public readonly record struct TrackedOrder(int Shaft, double Order, double Bandwidth, OrderBandwidthUnit Unit)
{
    /// <summary>Bandwidth in Hz at a shaft frequency.</summary>
    public double BandwidthHz(double shaftHz) => Unit switch
    {
        OrderBandwidthUnit.PercentOfFrequency => Bandwidth / 100 * Order * shaftHz,
        OrderBandwidthUnit.Orders => Bandwidth * shaftHz,
        _ => Bandwidth,
    };
}

/// <summary>How a <see cref="VoldKalmanFilter"/> works.</summary>
public sealed record VoldKalmanOptions
{
    /// <summary>Fewest and most poles.</summary>
    public const int MaxPoles = 4;

    /// <summary>The orders; they are solved together, so that close and crossing ones are told apart.</summary>
    public required ImmutableArray<TrackedOrder> Orders { get; init; }

    /// <summary>
    /// Poles 1 to 4: order of the difference that is kept small. One pole falls slowly beside the band, two are usual,
    /// more have a flatter band and ring longer.
    /// </summary>
    public int Poles { get; init; } = 2;

    /// <summary>
    /// Samples between two points of the envelopes, which are straight lines between; 1 is the filter as published, 0
    /// takes 1/32 of the inverse of the widest band. Cost and memory of the solver fall with it; the difference in the
    /// result is below 0.1 %.
    /// </summary>
    public int EnvelopeStep { get; init; }

    /// <summary>Unit of the samples.</summary>
    public string Unit { get; init; } = "";

    /// <summary>
    /// Most entries of the solver's matrix, 8 bytes each, above 0: 256 MiB unless said otherwise. A longer signal is
    /// solved in overlapping pieces, whose joints show by less than 1e-4 of the largest order.
    /// </summary>
    public int MaxMatrixEntries { get; init; } = 1 << 25;

    /// <summary>Where the speed of each shaft comes from; it goes into the result.</summary>
    public ImmutableArray<SpeedSource> Sources { get; init; } = [];
}
