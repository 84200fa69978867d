using System.Collections.Immutable;

namespace Bench.Analysis.Tacho;

/// <summary>What a resolver says.</summary>
/// <param name="Angle">The shaft angle, whatever the direction; a turn of direction ends its segment.</param>
/// <param name="Revolutions">Signed shaft angle every 1 / <paramref name="RateHz"/> from the first sample on; NaN where
/// the signals are too weak or not numbers.</param>
/// <param name="RateHz">Rate of it.</param>
/// <param name="Errors">What was corrected.</param>
public sealed record ResolverReading(
    ShaftAngle Angle, ImmutableArray<double> Revolutions, double RateHz, ResolverErrors Errors);

/// <summary>
/// Shaft angle from a resolver: sine and cosine, modulated with an excitation or demodulated, with offset, amplitude
/// and phase errors found from the ellipse that they describe and taken off.
/// </summary>
public static class ResolverDecoder
{
    // Below this radius of the ellipse the angle is noise.
    private const double LeastRadius = 0.5;

    /// <summary>Reads a whole recording.</summary>
    /// <param name="sine">Sine winding.</param>
    /// <param name="cosine">Cosine winding, as many samples.</param>
    /// <param name="sampleRateHz">Rate of both in Hz, above 0.</param>
    /// <param name="options">Pole pairs and excitation.</param>
    /// <exception cref="ArgumentException">The windings differ in length, the rate is too low for the excitation, or
    /// the angle does not go round once.</exception>
    public static ResolverReading Decode(
        ReadOnlySpan<float> sine, ReadOnlySpan<float> cosine, double sampleRateHz, ResolverOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ExcitationHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PolePairs, 1);
        if (sine.Length != cosine.Length)
        {
            throw new ArgumentException($"Two windings of equal length expected, got {sine.Length}, {cosine.Length}.");
        }

        double rateHz = sampleRateHz;
        double[] s;
        double[] c;
        if (options.ExcitationHz > 0)
        {
            ResolverDemodulator demodulator = new(sine, cosine, sampleRateHz, options.ExcitationHz);
            s = demodulator.Demodulate(sine);
            c = demodulator.Demodulate(cosine);
            rateHz = sampleRateHz / demodulator.Decimation;
        }
        else
        {
            s = Array.ConvertAll(sine.ToArray(), value => (double)value);
            c = Array.ConvertAll(cosine.ToArray(), value => (double)value);
        }

        ResolverEllipse ellipse = ResolverEllipse.Fit(s, c);
        double[] revolutions = Unwrap(s, c, ellipse, options.PolePairs, out double residual);
        ShaftAngle angle = new(options.PulsesPerRevolution, options.SmoothingRevolutions);
        PhaseEdges.Feed(angle, TurnedForward(revolutions), 0, 1 / rateHz);
        return new ResolverReading(angle, [.. revolutions], rateHz, ellipse.Errors(residual));
    }

    private static double[] Unwrap(
        double[] sine, double[] cosine, ResolverEllipse ellipse, int polePairs, out double residual)
    {
        double[] revolutions = new double[sine.Length];
        double last = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < sine.Length; i++)
        {
            (double turns, double radius) = ellipse.AngleOf(sine[i], cosine[i]);
            revolutions[i] = double.NaN;
            if (radius > LeastRadius)
            {
                last += Math.IEEERemainder(turns - last, 1);
                revolutions[i] = last / polePairs;
                squares += (radius - 1) * (radius - 1);
                count++;
            }
        }

        residual = Math.Sqrt(squares / count);
        return revolutions;
    }

    // Forward is the direction in which the shaft turned further.
    private static double[] TurnedForward(double[] revolutions)
    {
        double first = Array.Find(revolutions, double.IsFinite);
        double last = Array.FindLast(revolutions, double.IsFinite);
        double sign = last >= first ? 1 : -1;
        return [.. revolutions.Select(value => sign * value)];
    }
}
