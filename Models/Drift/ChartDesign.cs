using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.RootFinding;

namespace Bench.Models.Drift;

/// <summary>
/// How far apart false alarms are: the average run length of a chart while nothing changes, by the Markov chain of
/// Brook and Evans (1972), and the limits that give a wanted one. Who watches many charts at once needs wider limits on
/// each.
/// </summary>
public static class ChartDesign
{
    private const int States = 121;
    private const double Accuracy = 1e-4;

    /// <summary>Motors between false alarms of a two-sided EWMA chart.</summary>
    /// <param name="weight">λ, above 0 and at most 1.</param>
    /// <param name="limit">L in standard deviations of the average.</param>
    public static double EwmaRunLength(double weight, double limit)
    {
        double half = limit * Math.Sqrt(weight / (2 - weight));
        double width = 2 * half / States;
        return RunLength(
            States / 2,
            (from, to) =>
            {
                double kept = (1 - weight) * (-half + ((from + 0.5) * width));
                double low = (-half + (to * width) - kept) / weight;
                return Normal.CDF(0, 1, low + (width / weight)) - Normal.CDF(0, 1, low);
            });
    }

    /// <summary>Motors between false alarms of a two-sided CUSUM chart.</summary>
    /// <param name="slack">k in sigmas, above 0.</param>
    /// <param name="interval">h in sigmas, above 0.</param>
    public static double CusumRunLength(double slack, double interval)
    {
        // State 0 is a sum of 0; the others are steps of the sum. Both sides alarm equally often.
        double width = 2 * interval / ((2 * States) - 1);
        double oneSide = RunLength(
            0,
            (from, to) =>
            {
                double step = ((to - from) * width) + slack;
                double high = Normal.CDF(0, 1, step + (width / 2));
                return to == 0 ? high : high - Normal.CDF(0, 1, step - (width / 2));
            });
        return oneSide / 2;
    }

    /// <summary>L of an EWMA chart with so many motors between false alarms.</summary>
    public static double EwmaLimit(double weight, double runLength) =>
        Bisection.FindRoot(limit => EwmaRunLength(weight, limit) - runLength, 1, 5, Accuracy);

    /// <summary>h of a CUSUM chart with so many motors between false alarms.</summary>
    public static double CusumInterval(double slack, double runLength) =>
        Bisection.FindRoot(interval => CusumRunLength(slack, interval) - runLength, 1, 15, Accuracy);

    // Mean number of steps to absorption from a state: (I - R)⁻¹ 1.
    private static double RunLength(int start, Func<int, int, double> probability)
    {
        Matrix<double> system = Matrix<double>.Build.Dense(
            States, States, (from, to) => (from == to ? 1 : 0) - probability(from, to));
        return system.Solve(Vector<double>.Build.Dense(States, 1))[start];
    }
}
