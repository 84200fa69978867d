using Bench.Analysis.Spectra;

namespace Bench.Analysis.Orders;

/// <summary>Mean square per band of orders, averaged over all blocks of a step.</summary>
/// <remarks>
/// Point i stands for the orders within ± half a spacing around (i + 1) · spacing. Lines inside are summed; a line on
/// the border counts half to either side, so that nothing is lost or counted twice.
/// </remarks>
public sealed class OrderSpectrum
{
    private readonly double _step;
    private readonly int _revolutions;
    private readonly double[] _sums;
    private long _blocks;

    /// <summary>Plans the spectrum.</summary>
    /// <param name="maxOrder">Highest point.</param>
    /// <param name="stepOrders">Spacing of the points.</param>
    /// <param name="transform">Where the lines come from.</param>
    public OrderSpectrum(double maxOrder, double stepOrders, OrderTransform transform)
    {
        _step = stepOrders;
        _revolutions = transform.Revolutions;
        Points = PointsFor(maxOrder, stepOrders);
        int lines = (int)Math.Ceiling(((Points + 0.5) * stepOrders * _revolutions) - 1e-9) + 1;
        _sums = new double[Math.Min(transform.Bins, lines)];
    }

    /// <summary>Number of points.</summary>
    public int Points { get; }

    /// <summary>Blocks averaged.</summary>
    public long Blocks => _blocks;

    /// <summary>Number of points up to an order.</summary>
    public static int PointsFor(double maxOrder, double stepOrders) => (int)((maxOrder / stepOrders) + 1e-9);

    /// <summary>
    /// Revolutions per block so that an order on a point falls with its whole main lobe inside that point.
    /// </summary>
    public static int RevolutionsFor(double stepOrders) => (int)Math.Ceiling((4 / stepOrders) - 1e-9);

    /// <summary>Takes a block's mean squares per line.</summary>
    public void Add(ReadOnlySpan<float> power)
    {
        PowerSum.Add(_sums, power);
        _blocks++;
    }

    /// <summary>Mean square of a point; NaN before the first block.</summary>
    public double MeanSquare(int point)
    {
        double lower = (point + 0.5) * _step * _revolutions;
        double upper = (point + 1.5) * _step * _revolutions;
        double sum = 0;
        for (int line = (int)Math.Floor(lower); line <= upper + 1e-9 && line < _sums.Length; line++)
        {
            bool onBorder = Math.Abs(line - lower) < 1e-6 || Math.Abs(line - upper) < 1e-6;
            bool isInside = line > lower && line < upper;
            sum += onBorder ? 0.5 * _sums[line] : isInside ? _sums[line] : 0;
        }

        return sum / _blocks;
    }
}
