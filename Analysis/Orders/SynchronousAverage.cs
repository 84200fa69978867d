using System.Collections.Immutable;
using Bench.Analysis.Signals;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Orders;

/// <summary>How a signal is averaged over revolutions.</summary>
public sealed record SynchronousOptions
{
    /// <summary>Highest order that is kept; the angle grid follows from it.</summary>
    public double MaxOrder { get; init; } = 60;

    /// <summary>Lowest speed in rpm of revolutions that count.</summary>
    public double FromRpm { get; init; }

    /// <summary>Highest speed in rpm of revolutions that count.</summary>
    public double ToRpm { get; init; } = double.PositiveInfinity;

    /// <summary>Unit of the samples.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Where the speed comes from; it goes into the results.</summary>
    public SpeedSource? Source { get; init; }
}

/// <summary>
/// Synchronous time average: the mean waveform of one revolution, and what is not synchronous with the shaft.
/// </summary>
/// <remarks>
/// A mean over N revolutions keeps integer orders and multiplies any other order o by |sin πNo / (N·sin πo)|
/// (S. Braun, Acustica 32, 1975; P. D. McFadden, Mech. Syst. Signal Process. 1, 1987); of white noise 1/N of the power
/// is left, 10·lg N dB less.
/// </remarks>
/// <param name="Waveform">Mean over one revolution, axis in revolutions from the angle's whole number.</param>
/// <param name="Spread">Standard deviation of the revolutions about the mean at each angle.</param>
/// <param name="Revolutions">Revolutions averaged.</param>
public sealed record SynchronousAverage(Curve Waveform, Curve Spread, int Revolutions)
{
    /// <summary>How much of noise is taken off, in dB.</summary>
    public double NoiseAttenuationDb => 10 * Math.Log10(Revolutions);

    /// <summary>Averages a signal.</summary>
    /// <param name="samples">The signal.</param>
    /// <param name="sampleRateHz">Its rate in Hz, above 0.</param>
    /// <param name="angle">The shaft angle, complete.</param>
    /// <param name="options">Orders and speeds.</param>
    /// <exception cref="ArgumentException">No whole revolution lies in the range of speed, or the sample rate does not
    /// hold the highest order there.</exception>
    /// <remarks>Revolutions with a sample that is not a number, with a gap, or so slow that the angle grid cannot be
    /// filtered do not count.</remarks>
    public static SynchronousAverage Of(
        ReadOnlySpan<float> samples, double sampleRateHz, ShaftAngle angle, SynchronousOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxOrder);
        AngleSampler sampler = new(samples, sampleRateHz, options.MaxOrder);
        int count = sampler.SamplesPerRevolution;
        float[] revolution = new float[count];
        double[] mean = new double[count];
        double[] squares = new double[count];
        int revolutions = 0;
        double fastestRpm = 0;
        while (sampler.TryNext(angle, revolution, out double speedRpm))
        {
            if (speedRpm < options.FromRpm || speedRpm > options.ToRpm || revolution.Any(float.IsNaN))
            {
                continue;
            }

            revolutions++;
            fastestRpm = Math.Max(fastestRpm, speedRpm);
            for (int i = 0; i < count; i++)
            {
                // B. P. Welford, Technometrics 4, 1962.
                double difference = revolution[i] - mean[i];
                mean[i] += difference / revolutions;
                squares[i] += difference * (revolution[i] - mean[i]);
            }
        }

        Check(revolutions, fastestRpm, sampleRateHz, options);
        Axis axis = new("angle", "rev", 0, 1.0 / count, count);
        string method = $"synchronous time average over {revolutions} revolutions{options.Source?.Clause}";
        ImmutableArray<double> spread = [.. squares.Select(sum => Math.Sqrt(sum / Math.Max(1, revolutions - 1)))];
        return new SynchronousAverage(
            new Curve("synchronous average", options.Unit, axis, [.. mean], method),
            new Curve("spread", options.Unit, axis, spread, method),
            revolutions);
    }

    /// <summary>How much of an order is taken off, in dB: 0 for integer orders.</summary>
    public double AttenuationDb(double order)
    {
        double bottom = Revolutions * Math.Sin(Math.PI * order);
        double top = Math.Sin(Math.PI * Revolutions * order);
        return Math.Abs(bottom) < 1e-9 ? 0 : -20 * Math.Log10(Math.Abs(top / bottom));
    }

    private static void Check(int revolutions, double fastestRpm, double sampleRateHz, SynchronousOptions options)
    {
        if (revolutions == 0)
        {
            throw new ArgumentException(
                $"No whole revolution between {options.FromRpm} and {options.ToRpm} rpm: check tacho and range.");
        }

        double neededHz = options.MaxOrder * fastestRpm / 60 / OrderFrames.PassShare;
        if (neededHz > sampleRateHz)
        {
            throw new ArgumentException(
                $"Order {options.MaxOrder} at {fastestRpm:F0} rpm needs {neededHz:F0} samples per second, there are "
                + $"{sampleRateHz}: lower MaxOrder or ToRpm.");
        }
    }
}
