namespace Bench.Analysis.Tacho;

/// <summary>Phase of one line along a path of speed.</summary>
/// <param name="Turns">Phase of the line in turns.</param>
/// <param name="Shares">Share of the line in the signal's power.</param>
/// <param name="Order">The line's multiple of the shaft's speed.</param>
/// <param name="FirstSeconds">Time of the first value.</param>
/// <param name="StepSeconds">Distance of values.</param>
/// <param name="WindowSeconds">Length of the mean.</param>
internal sealed record LineTrack(
    double[] Turns, double[] Shares, double Order, double FirstSeconds, double StepSeconds, double WindowSeconds)
{
    // The window of the phase against that of the frames: three periods of the lowest line.
    private const double WindowShare = 0.5;

    // Each pass takes most of what the one before left of the change of frequency within a window.
    private const int Passes = 2;

    // Below this the phase is not that of the line: the next pass keeps to the path there.
    private const double LeastShare = 0.05;

    /// <summary>Time of a value.</summary>
    public double Seconds(int value) => FirstSeconds + (value * StepSeconds);

    /// <summary>
    /// Follows the line along the path, whose speeds lie on a grid, and then along what the pass before found.
    /// </summary>
    public static LineTrack Follow(
        ReadOnlySpan<float> real,
        ReadOnlySpan<float> imaginary,
        double sampleRateHz,
        double order,
        double[] speedsRpm,
        SpeedFrames frames)
    {
        double windowSeconds = WindowShare / frames.BinWidthHz;
        PhaseTracker tracker = new(sampleRateHz, windowSeconds);
        double step = tracker.Hop / sampleRateHz;
        double[] pathHz = [.. speedsRpm.Select(rpm => order * rpm / 60)];
        double[] roughHz = Lines(pathHz, frames.FirstSeconds, frames.HopSeconds, sampleRateHz, real.Length);
        (double[] turns, double[] shares) = tracker.Track(real, imaginary, roughHz);
        for (int pass = 0; pass < Passes; pass++)
        {
            double[] foundHz = Smooth(Found(turns, shares, roughHz, tracker, sampleRateHz));
            roughHz = Lines(foundHz, tracker.FirstSeconds, step, sampleRateHz, real.Length);
            (turns, shares) = tracker.Track(real, imaginary, roughHz);
        }

        return new LineTrack(turns, shares, order, tracker.FirstSeconds, step, windowSeconds);
    }

    private static double[] Found(
        double[] turns, double[] shares, double[] roughHz, PhaseTracker tracker, double sampleRateHz)
    {
        double step = tracker.Hop / sampleRateHz;
        double[] foundHz = new double[turns.Length];
        for (int i = 0; i < turns.Length; i++)
        {
            int from = Math.Max(0, i - 1);
            int to = Math.Min(turns.Length - 1, i + 1);
            double ownHz = (turns[to] - turns[from]) / ((to - from) * step);
            int sample = (int)((tracker.FirstSeconds + (i * step)) * sampleRateHz);
            foundHz[i] = shares[i] >= LeastShare ? ownHz : roughHz[sample];
        }

        return foundHz;
    }

    // The mean over a window's length, fewer near the ends: straight lines stay as they are.
    private static double[] Smooth(double[] values)
    {
        double[] smooth = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int reach = Math.Min(PhaseTracker.HopsPerWindow, Math.Min(i, values.Length - 1 - i));
            smooth[i] = values.AsSpan(i - reach, (2 * reach) + 1).ToArray().Average();
        }

        return smooth;
    }

    // Straight lines between values, continued at both ends.
    private static double[] Lines(
        double[] values, double firstSeconds, double stepSeconds, double sampleRateHz, int samples)
    {
        double[] lines = new double[samples];
        for (int n = 0; n < samples; n++)
        {
            double at = ((n / sampleRateHz) - firstSeconds) / stepSeconds;
            int before = (int)Math.Clamp(at, 0, values.Length - 2);
            lines[n] = values[before] + ((at - before) * (values[before + 1] - values[before]));
        }

        return lines;
    }
}
