using System.Collections.Immutable;
using System.Globalization;
using Bench.Analysis.Orders;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Tacho;

/// <summary>
/// Torsional vibration from the raw edges of a tacho, encoder or toothed wheel: how far the shaft is before or behind
/// its smoothed motion.
/// </summary>
/// <remarks>
/// <para>At each edge the torsional angle is (smoothed time − raw time) / (dt/dθ), positive where the shaft is ahead.
/// Edges are equally spaced in angle, so its order spectrum follows without resampling. Highest order: half the pulses
/// per revolution. Errors of the pulses' spacing stand at integer orders: take them off first
/// (<see cref="PulsePattern"/>).</para>
/// <para>The smoothing keeps the share H(o) = 2t − t², t = (sin πoR / (n·sin (πoR/n)))², of order o in the smoothed
/// motion, R revolutions and n edges in its window; the spectrum is divided by 1 − H. Below order 0.5 / R nothing is
/// left to divide.</para>
/// </remarks>
public sealed class TorsionalVibration
{
    private const double LeastOrderTimesWindow = 0.5;

    private readonly OrderFrames _frames;
    private readonly double _smoothingRevolutions;

    private TorsionalVibration(OrderFrames frames, double smoothingRevolutions)
    {
        _frames = frames;
        _smoothingRevolutions = smoothingRevolutions;
    }

    private string Method => string.Create(
        CultureInfo.InvariantCulture,
        $"raw against smoothed edges over {_smoothingRevolutions} rev, Hann over {_frames.Revolutions} rev");

    /// <summary>Order lines of the torsional angle in degrees, before the smoothing is compensated.</summary>
    public OrderFrames Frames => _frames;

    /// <summary>Reads the torsional vibration of a recording.</summary>
    /// <param name="angle">The shaft angle, smoothed over one revolution or more, complete, with all its knots.</param>
    /// <param name="smoothingRevolutions">Revolutions that it is smoothed over, as it was made with.</param>
    /// <param name="revolutionsPerBlock">Revolutions per spectrum, 1 or more.</param>
    /// <param name="source">Where the speed comes from; it goes into the results.</param>
    /// <exception cref="ArgumentException">There is no smoothing, fewer than four pulses per revolution, or no
    /// block.</exception>
    public static TorsionalVibration Of(
        ShaftAngle angle, double smoothingRevolutions, int revolutionsPerBlock = 8, SpeedSource? source = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(revolutionsPerBlock, 1);
        int perRevolution = angle.PulsesPerRevolution;
        if (!(smoothingRevolutions > 0) || perRevolution < 4)
        {
            throw new ArgumentException(
                $"Torsional vibration needs a smoothed angle and four pulses per revolution or more, given "
                + $"{smoothingRevolutions} revolutions of smoothing and {perRevolution} pulses.");
        }

        OrderTransform transform = new(perRevolution, revolutionsPerBlock, perRevolution / 2.0);
        OrderFrames frames = new(double.PositiveInfinity, transform, "°", source);
        float[] block = new float[transform.Length];
        float[] power = new float[transform.Bins];
        float[] scratch = new float[transform.ScratchLength];
        int hop = perRevolution * Math.Max(1, revolutionsPerBlock / 4);
        for (long start = angle.FirstKnot; start + block.Length <= angle.EndKnot;)
        {
            long gap = Fill(angle, start, block);
            if (gap >= 0)
            {
                start = gap;
                continue;
            }

            AngleKnot first = angle.Knot(start);
            AngleKnot last = angle.Knot(start + block.Length - 1);
            double speedRpm = 60 * (last.Revolutions - first.Revolutions) / (last.TimeSeconds - first.TimeSeconds);
            transform.Power(block, power, scratch);
            frames.Add(power, speedRpm, (first.TimeSeconds + last.TimeSeconds) / 2);
            start += hop;
        }

        return frames.Count > 0
            ? new TorsionalVibration(frames, Math.Ceiling(smoothingRevolutions))
            : throw new ArgumentException(
                $"No {revolutionsPerBlock} revolutions without a gap: check the tacho or take fewer revolutions.");
    }

    /// <summary>Order spectrum of the torsional angle in ° rms, energy mean over all blocks.</summary>
    public Curve AngleSpectrum() => Spectrum("torsional angle", "°", static (_, _) => 1);

    /// <summary>Order spectrum of the torsional velocity in °/s rms: angle times order times shaft frequency.</summary>
    public Curve VelocitySpectrum() =>
        Spectrum("torsional velocity", "°/s", static (order, rpm) => 2 * Math.PI * order * rpm / 60);

    /// <summary>A torsional order over speed, in ° rms.</summary>
    /// <param name="order">The order, from 0.5 over the smoothing to half the pulses per revolution.</param>
    /// <param name="bandwidthOrders">Width of the energy sum.</param>
    /// <param name="stepRpm">Spacing of the points.</param>
    public Curve AngleCut(double order, double bandwidthOrders, double stepRpm)
    {
        OrderLevelOptions options = new() { Orders = [order], BandwidthOrders = bandwidthOrders, Step = stepRpm };
        Curve cut = OrderLevels.Of(_frames, options).Cuts[0];
        double gain = Gain(order);
        return cut with
        {
            Name = $"torsional order {order}",
            Values = [.. cut.Values.Select(rms => rms * gain)],
            Method = $"{Method}; sum over {bandwidthOrders} orders{_frames.Source?.Clause}",
        };
    }

    // Index of the first knot behind a gap within the block; −1 where there is none.
    private static long Fill(ShaftAngle angle, long start, float[] block)
    {
        for (int i = 0; i < block.Length; i++)
        {
            AngleKnot knot = angle.Knot(start + i);
            if (i > 0 && knot.StartsSegment)
            {
                return start + i;
            }

            block[i] = (float)(360 * (knot.TimeSeconds - knot.RawSeconds) / knot.SecondsPerRevolution);
        }

        return -1;
    }

    private Curve Spectrum(string name, string unit, Func<double, double, double> factor)
    {
        double[] sums = new double[_frames.Lines];
        for (int i = 0; i < _frames.Count; i++)
        {
            ReadOnlySpan<float> lines = _frames.MeanSquares(i);
            for (int line = 0; line < sums.Length; line++)
            {
                double scale = factor((double)line / _frames.Revolutions, _frames.SpeedsRpm[i]);
                sums[line] += lines[line] * scale * scale / _frames.Count;
            }
        }

        ImmutableArray<double> values =
            [.. sums.Select((sum, line) => Math.Sqrt(sum) * Gain((double)line / _frames.Revolutions))];
        Axis orders = new("order", "", 0, 1.0 / _frames.Revolutions, _frames.Lines);
        return new Curve(
            name,
            unit,
            orders,
            values,
            Method + _frames.Source?.Clause);
    }

    // NaN below the lowest order; the moving average of many edges is the one of the continuous motion but for 1 %.
    private double Gain(double order)
    {
        double window = order * _smoothingRevolutions;
        if (window < LeastOrderTimesWindow)
        {
            return double.NaN;
        }

        double mean = Math.Sin(Math.PI * window) / (Math.PI * window);
        double triangle = mean * mean;
        return 1 / (1 - ((2 * triangle) - (triangle * triangle)));
    }
}
