namespace Bench.Analysis.Orders;

/// <summary>What is made of the order lines of one channel during one step; all of it shares the transforms.</summary>
/// <param name="Lane">Index of the channel within its group.</param>
/// <param name="Step">Index of the time span within the group's spans.</param>
/// <param name="Transform">The transform whose lines are used.</param>
internal sealed record OrderTask(int Lane, int Step, OrderTransform Transform)
{
    /// <summary>Order cuts.</summary>
    public List<OrderCut> Cuts { get; } = [];

    /// <summary>Averaged order spectra.</summary>
    public List<OrderSpectrum> Spectra { get; } = [];

    /// <summary>Levels over ranges of speed.</summary>
    public List<SegmentLevels> Levels { get; } = [];

    /// <summary>Map for display.</summary>
    public OrderMapBuilder? Map { get; set; }

    /// <summary>Keeps every block.</summary>
    public OrderFrames? Frames { get; set; }

    /// <summary>Hands a block's lines to everything.</summary>
    /// <param name="power">Mean square per line.</param>
    /// <param name="speedRpm">Mean speed of the block.</param>
    /// <param name="timeSeconds">Middle of the block.</param>
    public void Add(ReadOnlySpan<float> power, double speedRpm, double timeSeconds)
    {
        foreach (OrderCut cut in Cuts)
        {
            cut.Add(power, speedRpm);
        }

        foreach (OrderSpectrum spectrum in Spectra)
        {
            spectrum.Add(power);
        }

        foreach (SegmentLevels levels in Levels)
        {
            levels.Add(power, speedRpm);
        }

        Map?.Add(power, speedRpm);
        Frames?.Add(power, speedRpm, timeSeconds);
    }
}
