namespace Bench.Analysis.Orders;

/// <summary>The order lines that a cut adds up: within ± half a bandwidth, at least one line to either side.</summary>
/// <param name="FirstLine">First line, 1 or more: line 0 is the mean.</param>
/// <param name="LastLine">Last line.</param>
internal readonly record struct OrderBand(int FirstLine, int LastLine)
{
    // Borders that are on a line but for rounding.
    private const double Rounding = 1e-9;

    /// <summary>The lines around an order.</summary>
    /// <param name="order">The order, above 0.</param>
    /// <param name="bandwidthOrders">Width in orders, above 0.</param>
    /// <param name="revolutions">Lines per order.</param>
    public static OrderBand Around(double order, double bandwidthOrders, int revolutions)
    {
        int half = (int)(Math.Max(1, bandwidthOrders * revolutions / 2) + Rounding);
        int centre = (int)Math.Round(order * revolutions);
        return new OrderBand(Math.Max(1, centre - half), centre + half);
    }

    /// <summary>Energy sum of the lines; NaN where one of them is.</summary>
    public double Sum(ReadOnlySpan<float> power)
    {
        double sum = 0;
        for (int line = FirstLine; line <= LastLine; line++)
        {
            sum += power[line];
        }

        return sum;
    }
}
