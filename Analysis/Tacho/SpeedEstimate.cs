using System.Collections.Immutable;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Tacho;

/// <summary>
/// Shaft angle without a tacho: from phase currents or from the orders in a vibration or sound signal.
/// </summary>
/// <remarks>
/// Frames of six periods of the lowest line are searched for the path of speed with the most line energy that never
/// changes faster than allowed; then the phase of one line is followed along that path. For a current that line is the
/// fundamental; for a vibration it is the order that stands out most, while the comb of all orders decides about the
/// speed. A synchronous machine's current turns at pole pairs times the shaft's speed; an asynchronous one's does not,
/// by its slip. The angle has an unknown constant offset.
/// </remarks>
public static class SpeedEstimate
{
    private const double PeriodsPerFrame = 6;
    private const int MaxSpeeds = 4000;

    // A line this much above the background counts as seen: chance lines of noise stay below it in 99.9 % of bins.
    private const float SeenBel = 1;

    /// <summary>From three phase currents: angle of their space vector (E. Clarke) over the pole pairs.</summary>
    /// <param name="u">Current of phase U.</param>
    /// <param name="v">Current of phase V, as many samples.</param>
    /// <param name="w">Current of phase W, as many samples.</param>
    /// <param name="sampleRateHz">Rate of all three in Hz.</param>
    /// <param name="polePairs">Pole pairs, 1 or more.</param>
    /// <param name="options">Bounds of the speed.</param>
    /// <exception cref="ArgumentException">Bounds, lengths or rate do not fit.</exception>
    /// <remarks>Confidence is the share of the fundamental's positive sequence in the power of the currents.</remarks>
    public static EstimatedSpeed FromThreePhases(
        ReadOnlySpan<float> u,
        ReadOnlySpan<float> v,
        ReadOnlySpan<float> w,
        double sampleRateHz,
        int polePairs,
        SpeedEstimateOptions options)
    {
        if (u.Length != v.Length || u.Length != w.Length)
        {
            throw new ArgumentException(
                $"Three phases of equal length expected, given {u.Length}, {v.Length}, {w.Length}.");
        }

        float[] alpha = new float[u.Length];
        float[] beta = new float[u.Length];
        double turning = 0;
        for (int n = 0; n < u.Length; n++)
        {
            alpha[n] = ((2 * u[n]) - v[n] - w[n]) / 3;
            beta[n] = (v[n] - w[n]) / MathF.Sqrt(3);
            double turn = n == 0 ? 0 : ((double)beta[n] * alpha[n - 1]) - ((double)alpha[n] * beta[n - 1]);
            turning += double.IsFinite(turn) ? turn : 0;
        }

        // The field may turn either way; the shaft's angle counts up in both.
        for (int n = 0; n < beta.Length && turning < 0; n++)
        {
            beta[n] = -beta[n];
        }

        return FromFundamental(
            alpha, beta, sampleRateHz, polePairs, options, SpeedSourceKind.ThreePhaseCurrent, "Clarke angle");
    }

    /// <summary>From one phase current: phase of its fundamental over the pole pairs.</summary>
    /// <param name="current">The current.</param>
    /// <param name="sampleRateHz">Its rate in Hz.</param>
    /// <param name="polePairs">Pole pairs, 1 or more.</param>
    /// <param name="options">Bounds of the speed.</param>
    /// <exception cref="ArgumentException">Bounds or rate do not fit.</exception>
    /// <remarks>Confidence is the share of the fundamental in the power of the current.</remarks>
    public static EstimatedSpeed FromOnePhase(
        ReadOnlySpan<float> current, double sampleRateHz, int polePairs, SpeedEstimateOptions options) =>
        FromFundamental(
            current, [], sampleRateHz, polePairs, options, SpeedSourceKind.OnePhaseCurrent, "phase of the fundamental");

    /// <summary>From the orders in a vibration or sound signal.</summary>
    /// <param name="samples">The signal.</param>
    /// <param name="sampleRateHz">Its rate in Hz.</param>
    /// <param name="orders">Orders that the machine is known to have, each above 0; three or more make a comb that only
    /// one speed fits.</param>
    /// <param name="options">Bounds of the speed.</param>
    /// <exception cref="ArgumentException">Bounds, orders or rate do not fit.</exception>
    /// <remarks>Confidence is the share of the orders that stand 10 dB or more above the background.</remarks>
    public static EstimatedSpeed FromOrders(
        ReadOnlySpan<float> samples, double sampleRateHz, ImmutableArray<double> orders, SpeedEstimateOptions options)
    {
        if (orders.IsDefaultOrEmpty || !(orders.Min() > 0))
        {
            throw new ArgumentException("One order or more, each above 0, expected.", nameof(orders));
        }

        options.Check(sampleRateHz, orders.Max());
        double frameSeconds = PeriodsPerFrame * 60 / (options.FromRpm * orders.Min());
        SpeedFrames frames = SpeedFrames.Of(samples, sampleRateHz, frameSeconds);
        double[] speedsRpm = Path(frames, orders, options);
        float[] seen = [.. speedsRpm.Select((rpm, i) =>
            (float)orders.Count(order => frames.Level(i, order * rpm / 60) >= SeenBel) / orders.Length)];

        // A phase error counts by 1 / order: amplitude over noise times order.
        double clearest = orders.MaxBy(order =>
            Math.Log10(order) + (speedsRpm.Select((rpm, i) => frames.Level(i, order * rpm / 60)).Average() / 2));

        LineTrack track = LineTrack.Follow(samples, [], sampleRateHz, clearest, speedsRpm, frames);
        double[] shares = [.. track.Turns.Select((_, i) => seen[frames.Nearest(track.Seconds(i))])];
        string method = $"comb of {orders.Length} orders, Viterbi path, phase of order {clearest}";
        return Finish(track, shares, options, SpeedSourceKind.VibrationComb, method);
    }

    private static EstimatedSpeed FromFundamental(
        ReadOnlySpan<float> real,
        ReadOnlySpan<float> imaginary,
        double sampleRateHz,
        int polePairs,
        SpeedEstimateOptions options,
        SpeedSourceKind kind,
        string what)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(polePairs, 1);
        options.Check(sampleRateHz, polePairs);
        double frameSeconds = PeriodsPerFrame * 60 / (options.FromRpm * polePairs);
        SpeedFrames frames = SpeedFrames.Of(real, sampleRateHz, frameSeconds);
        double[] speedsRpm = Path(frames, [polePairs], options);
        LineTrack track = LineTrack.Follow(real, imaginary, sampleRateHz, polePairs, speedsRpm, frames);
        return Finish(track, track.Shares, options, kind, $"{what} over {polePairs} pole pairs, Viterbi path");
    }

    private static double[] Path(SpeedFrames frames, ImmutableArray<double> orders, SpeedEstimateOptions options)
    {
        double range = options.ToRpm - options.FromRpm;
        double stepRpm = Math.Max(30 * frames.BinWidthHz / orders.Max(), range / MaxSpeeds);
        int count = (int)(range / stepRpm) + 1;
        float[][] scores = new float[frames.Count][];
        for (int frame = 0; frame < scores.Length; frame++)
        {
            scores[frame] = new float[count];
            for (int i = 0; i < count; i++)
            {
                double shaftHz = (options.FromRpm + (i * stepRpm)) / 60;
                foreach (double order in orders)
                {
                    scores[frame][i] += frames.Level(frame, order * shaftHz);
                }
            }
        }

        int maxChange = (int)Math.Ceiling(options.MaxAccelerationRpmPerSecond * frames.HopSeconds / stepRpm);
        return [.. SpeedRidge.Find(scores, maxChange).Select(i => options.FromRpm + (i * stepRpm))];
    }

    private static EstimatedSpeed Finish(
        LineTrack track, double[] shares, SpeedEstimateOptions options, SpeedSourceKind kind, string method)
    {
        int count = shares.Length;
        double[] revolutions = new double[count];
        double[] rpm = new double[count];
        double[] confidence = new double[count];
        for (int i = 0; i < count; i++)
        {
            // A share that is not a number comes from samples that are none.
            confidence[i] = double.IsNaN(shares[i]) ? 0 : Math.Clamp(shares[i], 0, 1);
            revolutions[i] = confidence[i] >= options.LeastConfidence ? track.Turns[i] / track.Order : double.NaN;
        }

        for (int i = 0; i < count; i++)
        {
            int from = Math.Max(0, i - 1);
            int to = Math.Min(count - 1, i + 1);
            rpm[i] = 60 * (revolutions[to] - revolutions[from]) / ((to - from) * track.StepSeconds);
        }

        ShaftAngle angle = new(options.PulsesPerRevolution, 0);
        PhaseEdges.Feed(angle, revolutions, track.FirstSeconds, track.StepSeconds);
        Axis time = new("time", "s", track.FirstSeconds, track.StepSeconds, count);
        string full = $"{method}, Hann mean over {track.WindowSeconds:G3} s";
        return new EstimatedSpeed(
            new SpeedSource(kind, full, track.WindowSeconds, 0, confidence.DefaultIfEmpty(0).Average()),
            angle,
            new Curve("speed", "rpm", time, [.. rpm], full),
            new Curve("confidence", "", time, [.. confidence], full));
    }
}
