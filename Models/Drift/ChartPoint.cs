namespace Bench.Models.Drift;

/// <summary>One point of a control chart.</summary>
/// <param name="Value">What was measured.</param>
/// <param name="Statistic">What the chart draws, in the unit of the value (EWMA) or in sigmas (CUSUM).</param>
/// <param name="Low">Lower control limit of the statistic.</param>
/// <param name="High">Upper control limit of the statistic.</param>
public readonly record struct ChartPoint(double Value, double Statistic, double Low, double High)
{
    /// <summary>Whether the statistic lies beyond a limit.</summary>
    public bool IsAlarm => Statistic < Low || Statistic > High;
}
