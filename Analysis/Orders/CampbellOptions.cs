using Bench.Analysis.Spectra;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Orders;

/// <summary>How a speed-frequency (Campbell) map is made.</summary>
public sealed record CampbellOptions
{
    /// <summary>Samples per frame: bins are sample rate / this apart; the speed changes within a frame.</summary>
    public int FrameLength { get; init; } = 8192;

    /// <summary>Share of a frame common with the next, 0 to below 1.</summary>
    public double Overlap { get; init; } = 0.75;

    /// <summary>Window of a frame.</summary>
    public WindowKind Window { get; init; } = WindowKind.Hann;

    /// <summary>Unit of the samples.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Where the speed comes from; it goes into the results.</summary>
    public SpeedSource? Source { get; init; }
}
