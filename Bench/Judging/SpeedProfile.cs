using Bench.Analysis.PartTypes;
using Bench.Analysis.Tacho;

namespace Bench.Judging;

/// <summary>The speed that a recipe's steps ask for, and where the measured speed left it.</summary>
internal static class SpeedProfile
{
    // Below this a tacho of few pulses says little about the moment.
    private const double LeastRpm = 500;

    /// <summary>Speed asked for at a time, in rpm.</summary>
    public static double At(PartType partType, double timeSeconds)
    {
        double start = 0;
        foreach (TestStep step in partType.Steps)
        {
            if (timeSeconds < start + step.DurationSeconds)
            {
                double share = (timeSeconds - start) / step.DurationSeconds;
                return step.StartRpm + (share * (step.EndRpm - step.StartRpm));
            }

            start += step.DurationSeconds;
        }

        return partType.Steps[^1].EndRpm;
    }

    /// <summary>The worst deviation beyond the tolerance, or null.</summary>
    public static SpeedDeviation? WorstDeviation(PartType partType, SpeedTrace speed)
    {
        SpeedDeviation? worst = null;
        CheckSettings checks = partType.Checks;
        for (int i = 0; i < speed.TimesSeconds.Length; i++)
        {
            double time = speed.TimesSeconds[i];
            double expected = At(partType, time);
            if (expected < LeastRpm || time > partType.DurationSeconds)
            {
                continue;
            }

            double tolerance = Math.Max(checks.SpeedToleranceRpm, checks.SpeedTolerance * expected);
            double excess = Math.Abs(speed.SpeedsRpm[i] - expected) / tolerance;
            if (excess > 1 && excess > (worst?.Excess ?? 1))
            {
                worst = new SpeedDeviation(time, speed.SpeedsRpm[i], expected, excess);
            }
        }

        return worst;
    }
}

/// <summary>Measured speed away from the profile; Excess is the deviation over the tolerance.</summary>
internal sealed record SpeedDeviation(double TimeSeconds, double MeasuredRpm, double ExpectedRpm, double Excess);
