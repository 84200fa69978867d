using System.Collections.Immutable;
using System.Numerics.Tensors;
using Bench.Analysis.Orders;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Follows discrete tones through a run-up: tone-to-noise and prominence ratio of ECMA-418-1:2024 in short frames, and
/// the order that a tone belongs to.
/// </summary>
/// <remarks>
/// Within each frame the signal is resampled over the shaft's angle to the frame's mean speed, so that a tone of the
/// machine stays one line however fast the speed changes, while noise and the scale in Hz stay what they are. Frames
/// in which the speed is unknown, or is anywhere off its mean by a factor of 2, are left out.
/// </remarks>
public static class ToneTracker
{
    /// <summary>Length of a frame by default: lines 2 Hz apart.</summary>
    public const double DefaultFrameSeconds = 0.5;

    private const double LargestChange = 2;

    /// <summary>The tone that stands out most in each frame; frames overlap by half.</summary>
    /// <param name="pressurePa">Sound pressure.</param>
    /// <param name="sampleRateHz">Sampling rate, 35 kHz or more.</param>
    /// <param name="speed">Speed on the same time axis.</param>
    /// <param name="frameSeconds">Length of a frame, 0.1 s or more.</param>
    /// <exception cref="ArgumentException">The signal is shorter than a frame.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ToneTrack Track(
        ReadOnlySpan<float> pressurePa,
        double sampleRateHz,
        SpeedTrace speed,
        double frameSeconds = DefaultFrameSeconds) =>
        new(Walk(pressurePa, sampleRateHz, speed, frameSeconds, static (spectrum, _) => Foremost(spectrum)));

    /// <summary>One order's tone in each frame, whether it stands out or not.</summary>
    /// <param name="pressurePa">Sound pressure.</param>
    /// <param name="sampleRateHz">Sampling rate, 35 kHz or more.</param>
    /// <param name="speed">Speed on the same time axis.</param>
    /// <param name="order">The order, above 0.</param>
    /// <param name="frameSeconds">Length of a frame, 0.1 s or more.</param>
    /// <returns>A point per frame; without a tone where the order is outside 89.1 Hz to 11.2 kHz.</returns>
    /// <exception cref="ArgumentException">The signal is shorter than a frame.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ImmutableArray<TonePoint> Follow(
        ReadOnlySpan<float> pressurePa,
        double sampleRateHz,
        SpeedTrace speed,
        double order,
        double frameSeconds = DefaultFrameSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        return Walk(
            pressurePa,
            sampleRateHz,
            speed,
            frameSeconds,
            (spectrum, rpm) => order * rpm / 60 is >= DiscreteTones.LowestHz and <= DiscreteTones.HighestHz
                ? DiscreteTones.At(spectrum, order * rpm / 60)
                : null);
    }

    private static ImmutableArray<TonePoint> Walk(
        ReadOnlySpan<float> pressurePa,
        double sampleRateHz,
        SpeedTrace speed,
        double frameSeconds,
        Func<ToneSpectrum, double, DiscreteTone?> select)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, DiscreteTones.MinimumRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameSeconds, 0.1);
        int length = 2 * (int)Math.Round(frameSeconds * sampleRateHz / 2);
        if (pressurePa.Length < length)
        {
            throw new ArgumentException(
                $"A signal of {pressurePa.Length} samples is shorter than a frame of {length}: take more samples or " +
                "shorter frames.");
        }

        WelchSpectrum spectrum = new(length, WindowKind.Hann, 0, sampleRateHz);
        float[] frame = new float[length];
        ImmutableArray<TonePoint>.Builder points = ImmutableArray.CreateBuilder<TonePoint>();
        for (int start = 0; start + length <= pressurePa.Length; start += length / 2)
        {
            double from = start / sampleRateHz;
            double rpm = MeanRpm(speed, from, from + (length / sampleRateHz));
            if (double.IsNaN(rpm))
            {
                continue;
            }

            Straighten(pressurePa, sampleRateHz, speed, rpm, start, frame);
            spectrum.Reset();
            spectrum.Add(frame);
            ToneSpectrum lines = ToneSpectrum.From(spectrum);
            bool finite = double.IsFinite(lines.MeanSquares.Sum());
            double middle = from + (length / sampleRateHz / 2);
            points.Add(new TonePoint(middle, rpm, finite ? select(lines, rpm) : null));
        }

        return points.DrainToImmutable();
    }

    private static DiscreteTone? Foremost(ToneSpectrum spectrum) => DiscreteTones.Find(spectrum).MaxBy(Margin);

    private static double Margin(DiscreteTone tone) => Math.Max(
        tone.ToneToNoiseDb - ToneToNoiseRatio.CriterionDb(tone.FrequencyHz),
        tone.ProminenceDb - ProminenceRatio.CriterionDb(tone.FrequencyHz));

    // NaN where the speed is unknown or changes too much.
    private static double MeanRpm(SpeedTrace speed, double fromSeconds, double toSeconds)
    {
        const int Points = 64;
        double sum = 0;
        double least = double.MaxValue;
        double largest = 0;
        for (int i = 0; i <= Points; i++)
        {
            double rpm = SpeedAt(speed, fromSeconds + ((toSeconds - fromSeconds) * i / Points));
            sum += i == 0 || i == Points ? rpm / 2 : rpm;
            least = Math.Min(least, rpm);
            largest = Math.Max(largest, rpm);
        }

        double mean = sum / Points;
        return least > mean / LargestChange && largest < mean * LargestChange ? mean : double.NaN;
    }

    // Samples at even steps of the shaft's angle, as many per second as before at the mean speed.
    private static void Straighten(
        ReadOnlySpan<float> signal, double rate, SpeedTrace speed, double meanRpm, int start, Span<float> frame)
    {
        ReadOnlySpan<float> table = SincKernel.Table(0);
        Span<float> neighbours = stackalloc float[SincKernel.Taps];
        double position = start;
        for (int i = 0; i < frame.Length; i++)
        {
            int before = (int)Math.Floor(position);
            int first = before - (SincKernel.Taps / 2) + 1;
            for (int tap = 0; tap < neighbours.Length; tap++)
            {
                int index = first + tap;
                neighbours[tap] = index >= 0 && index < signal.Length ? signal[index] : 0;
            }

            double phase = (position - before) * SincKernel.PhasesAt(0);
            int row = (int)phase;
            float blend = (float)(phase - row);
            float low = TensorPrimitives.Dot(neighbours, table.Slice(row * SincKernel.Taps, SincKernel.Taps));
            float high = TensorPrimitives.Dot(neighbours, table.Slice((row + 1) * SincKernel.Taps, SincKernel.Taps));
            frame[i] = low + (blend * (high - low));

            // Half a step ahead, the speed of the step is known to second order.
            double half = meanRpm / SpeedAt(speed, position / rate) / 2;
            position += meanRpm / SpeedAt(speed, (position + half) / rate);
        }
    }

    // Linear between points; NaN outside the trace and where the speed is not above 0.
    private static double SpeedAt(SpeedTrace speed, double seconds)
    {
        ReadOnlySpan<double> times = speed.TimesSeconds.AsSpan();
        ReadOnlySpan<double> values = speed.SpeedsRpm.AsSpan();
        int index = times.BinarySearch(seconds);
        if (index >= 0)
        {
            return values[index] > 0 ? values[index] : double.NaN;
        }

        int after = ~index;
        if (after == 0 || after == times.Length)
        {
            // A trace ends up to one point before the signal.
            double nearest = after == 0 ? seconds - times[0] : seconds - times[^1];
            int end = after == 0 ? 0 : times.Length - 1;
            return Math.Abs(nearest) < 0.1 && values[end] > 0 ? values[end] : double.NaN;
        }

        double share = (seconds - times[after - 1]) / (times[after] - times[after - 1]);
        bool known = values[after - 1] > 0 && values[after] > 0;
        return known ? values[after - 1] + (share * (values[after] - values[after - 1])) : double.NaN;
    }
}
