namespace Bench.Plots;

/// <summary>How values lie along an axis.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equally far apart.</summary>
    Linear,

    /// <summary>Equal ratios are equally far apart; values are above 0.</summary>
    Logarithmic,
}

/// <summary>One axis.</summary>
/// <param name="Label">Quantity, such as "speed".</param>
/// <param name="Unit">Unit, such as "rpm"; empty for a number such as an order.</param>
/// <param name="Scale">Linear or logarithmic.</param>
/// <param name="Minimum">First value shown; from the data where null.</param>
/// <param name="Maximum">Last value shown; from the data where null.</param>
public sealed record PlotAxis(
    string Label,
    string Unit = "",
    AxisScale Scale = AxisScale.Linear,
    double? Minimum = null,
    double? Maximum = null)
{
    /// <summary>Label and unit as an axis carries them.</summary>
    public string Caption => Unit.Length == 0 ? Label : $"{Label} / {Unit}";
}
