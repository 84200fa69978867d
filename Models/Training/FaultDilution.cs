using Bench.Analysis.Metrics;
using Bench.Models.Features;
using Bench.Models.Limits;

namespace Bench.Models.Training;

/// <summary>
/// A fault made weaker: what it adds to the good median of every value is lowered by some decibels, so that a library
/// of known faults also holds those that are still small. Levels are mixed as powers, other values as amplitudes.
/// </summary>
public static class FaultDilution
{
    /// <summary>Dilutes a motor's measurement.</summary>
    /// <param name="baseline">Gives the good medians; of the same measurement definition.</param>
    /// <param name="fault">The measurement of the faulty motor.</param>
    /// <param name="decibels">By how much, 0 or more.</param>
    /// <param name="origin">The motor's variant and bench, whose good level it is brought near to.</param>
    /// <exception cref="ArgumentException">The measurement is of another definition.</exception>
    public static Measurement Dilute(Baseline baseline, Measurement fault, double decibels, MotorOrigin origin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decibels);
        if (fault.Definition.Hash != baseline.DefinitionHash)
        {
            throw new ArgumentException(
                $"The fault was measured with definition {fault.Definition.Hash}, baseline {baseline.Id} is for "
                + $"{baseline.DefinitionHash}.",
                nameof(fault));
        }

        LimitSet limits = baseline.Limits.For(origin);
        double power = Math.Pow(10, -decibels / 10);
        float[][] curves = new float[fault.Definition.Curves.Length][];
        for (int curve = 0; curve < curves.Length; curve++)
        {
            bool isDecibel = fault.Definition.Curves[curve].IsDecibel;
            ReadOnlySpan<double> good = limits.Curves[curve].Median.AsSpan();
            float[] values = fault.Values(curve).ToArray();
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (float)(isDecibel
                    ? Decibels(Mix(Power(good[i]), Power(values[i]), power))
                    : Mix(good[i], values[i], Math.Sqrt(power)));
            }

            curves[curve] = values;
        }

        return new Measurement(fault.Definition, curves);
    }

    private static double Mix(double good, double fault, double share) => good + ((fault - good) * share);

    private static double Power(double decibels) => Math.Pow(10, decibels / 10);

    private static double Decibels(double power) => 10 * Math.Log10(power);
}
