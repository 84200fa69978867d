namespace Bench.Analysis.Orders;

/// <summary>Level of one order over a grid of speeds, averaged (energy) over blocks of revolutions.</summary>
/// <remarks>
/// A block belongs to the grid speed nearest to its mean speed, within half a spacing. The order's mean square is the
/// sum of the lines within ± half the bandwidth, at least one line to either side, which holds the whole main lobe of
/// an order on a line and loses 0.1 dB at most between lines.
/// </remarks>
public sealed class OrderCut
{
    private readonly double _fromRpm;
    private readonly double _stepRpm;
    private readonly OrderBand _band;
    private readonly double[] _sums;
    private readonly long[] _blocks;

    /// <summary>Plans the cut.</summary>
    /// <param name="order">The order, above 0.</param>
    /// <param name="bandwidthOrders">Width in orders, above 0.</param>
    /// <param name="revolutions">Revolutions per block, see <see cref="RevolutionsFor"/>.</param>
    /// <param name="fromRpm">First speed of the grid.</param>
    /// <param name="stepRpm">Spacing of the grid.</param>
    /// <param name="points">Number of speeds.</param>
    public OrderCut(double order, double bandwidthOrders, int revolutions, double fromRpm, double stepRpm, int points)
    {
        _band = OrderBand.Around(order, bandwidthOrders, revolutions);
        _fromRpm = fromRpm;
        _stepRpm = stepRpm;
        _sums = new double[points];
        _blocks = new long[points];
    }

    /// <summary>
    /// The shortest block that resolves a bandwidth: its Hann main lobe, three lines for an order on a line, spans it.
    /// Short blocks keep the change of speed within a block small in a fast run-up.
    /// </summary>
    public static int RevolutionsFor(double bandwidthOrders) => (int)Math.Ceiling((2 / bandwidthOrders) - 1e-9);

    /// <summary>Takes a block's mean squares per line.</summary>
    /// <param name="power">From <see cref="OrderTransform.Power"/>.</param>
    /// <param name="speedRpm">Mean speed of the block.</param>
    public void Add(ReadOnlySpan<float> power, double speedRpm)
    {
        double point = (speedRpm - _fromRpm) / _stepRpm;
        int index = (int)Math.Floor(point + 0.5);
        if (index < 0 || index >= _sums.Length)
        {
            return;
        }

        _sums[index] += _band.Sum(power);
        _blocks[index]++;
    }

    /// <summary>Mean square at a grid speed; NaN where no block had that speed.</summary>
    public double MeanSquare(int point) => _sums[point] / _blocks[point];
}
