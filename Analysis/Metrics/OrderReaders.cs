using Bench.Analysis.Orders;

namespace Bench.Analysis.Metrics;

/// <summary>The accumulators of all order analyses of a session, for reading at its end.</summary>
internal sealed class OrderReaders
{
    /// <summary>Order cuts.</summary>
    public List<(PlannedCut Planned, OrderCut Cut)> Cuts { get; } = [];

    /// <summary>Order spectra and envelope spectra.</summary>
    public List<(PlannedAnalysis Planned, OrderSpectrum Spectrum)> Spectra { get; } = [];

    /// <summary>Order levels over ranges of speed.</summary>
    public List<(PlannedOrderLevels Planned, SegmentLevels Levels)> Levels { get; } = [];

    /// <summary>Maps for display.</summary>
    public List<(int Channel, int Step, OrderMapBuilder Map)> Maps { get; } = [];
}
