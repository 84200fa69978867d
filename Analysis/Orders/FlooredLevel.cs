using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Orders;

/// <summary>Levels of mean squares with a floor far below any sensor, so that silence is a number.</summary>
public static class FlooredLevel
{
    /// <summary>The floor in dB re the quantity's reference.</summary>
    public const double FloorDb = -200;

    /// <summary>Level in dB re the quantity's reference, at least <see cref="FloorDb"/>; NaN stays NaN.</summary>
    public static double Of(double meanSquare, Quantity quantity) =>
        Math.Max(FloorDb, Decibel.FromMeanSquare(meanSquare, Decibel.Reference(quantity)));
}
