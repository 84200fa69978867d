using System.Buffers.Binary;
using Bench.Analysis.Filters;
using Bench.Analysis.Orders;

namespace Bench.Web.Signals;

/// <summary>
/// A stretch of a channel to listen to: 16-bit samples at 48 kHz, all clips at the same level, so that two motors can
/// be compared by ear.
/// </summary>
internal static class AudioClip
{
    /// <summary>Longest clip in seconds.</summary>
    public const double LongestSeconds = 120;

    private const int OutputRateHz = 48_000;
    private const int FilterOrder = 4;
    private const int HalfTaps = 24;
    private const double LoudestShare = 0.98;

    // Half an order is 2 Hz wide there. Below, the filter's equations lose their digits, and there is nothing to hear.
    private const double SlowestRpm = 240;

    /// <summary>Keeps a band of frequencies.</summary>
    /// <exception cref="FormatException">The band does not lie below half the sample rate.</exception>
    public static float[] Band(float[] samples, double sampleRateHz, double lowHz, double highHz)
    {
        if (!(lowHz > 0 && highHz > lowHz && highHz < sampleRateHz / 2))
        {
            throw new FormatException("The band to listen to is none below half the sample rate.");
        }

        float[] band = new float[samples.Length];
        new BiquadCascade(Butterworth.BandPass(FilterOrder, lowHz, highHz, sampleRateHz)).Process(samples, band);
        return band;
    }

    /// <summary>Isolates one order with a Vold-Kalman filter.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="fromSeconds">Time of the first of them.</param>
    /// <param name="sampleRateHz">Their rate.</param>
    /// <param name="run">The speed.</param>
    /// <param name="order">The order.</param>
    /// <exception cref="FormatException">The order reaches half the sample rate, or there is no speed.</exception>
    public static float[] Order(
        float[] samples, double fromSeconds, double sampleRateHz, RunAnalysis run, double order)
    {
        const double BandwidthOrders = 0.5;
        double[] revolutions = new double[samples.Length];
        double turned = 0;
        for (int i = 0; i < revolutions.Length; i++)
        {
            double rpm = run.SpeedAt(fromSeconds + (i / sampleRateHz));
            turned += double.IsFinite(rpm) ? rpm / 60 / sampleRateHz : 0;
            revolutions[i] = rpm >= SlowestRpm ? turned : double.NaN;
        }

        VoldKalmanFilter filter = new(sampleRateHz, new VoldKalmanOptions
        {
            Orders = [new TrackedOrder(0, order, BandwidthOrders, OrderBandwidthUnit.Orders)],
        });
        try
        {
            return [.. filter.Process(samples, revolutions).Components[0].Waveform];
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"This order cannot be isolated here: {e.Message}", e);
        }
    }

    /// <summary>Writes a WAV file.</summary>
    /// <param name="samples">The samples; what is not a number is silence.</param>
    /// <param name="sampleRateHz">Their rate.</param>
    /// <param name="levelDb">RMS of the clip in dB re full scale; less where peaks would clip.</param>
    public static byte[] Write(float[] samples, double sampleRateHz, double levelDb)
    {
        float[] output = Resample(samples, sampleRateHz);
        double rms = Math.Sqrt(output.Average(x => (double)x * x));
        double peak = output.Max(x => Math.Abs((double)x));
        double gain = rms > 0 ? Math.Min(Math.Pow(10, levelDb / 20) / rms, LoudestShare / peak) : 0;
        byte[] file = new byte[44 + (2 * output.Length)];
        WriteHead(file, output.Length);
        for (int i = 0; i < output.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(
                file.AsSpan(44 + (2 * i)), (short)Math.Round(output[i] * gain * short.MaxValue));
        }

        return file;
    }

    // Windowed sinc (Hann) around each output sample; taps of the same phase recur and are made once.
    private static float[] Resample(float[] samples, double sampleRateHz)
    {
        int rate = (int)Math.Round(sampleRateHz);
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(rate, OutputRateHz);
        int up = OutputRateHz / divisor;
        int down = rate / divisor;
        double cut = Math.Min(1, (double)up / down);
        double[][] taps = [.. Enumerable.Range(0, up).Select(phase => Taps((double)phase / up, cut))];
        int half = taps[0].Length / 2;
        float[] output = new float[Math.Max(1, (long)samples.Length * up / down)];
        for (int i = 0; i < output.Length; i++)
        {
            long place = (long)i * down;
            long first = (place / up) - half + 1;
            double[] tap = taps[place % up];
            double sum = 0;
            for (int k = 0; k < tap.Length; k++)
            {
                long at = first + k;
                float sample = at >= 0 && at < samples.Length ? samples[at] : 0;
                sum += tap[k] * (float.IsFinite(sample) ? sample : 0);
            }

            output[i] = (float)sum;
        }

        return output;
    }

    private static double[] Taps(double phase, double cut)
    {
        int half = (int)Math.Ceiling(HalfTaps / cut);
        double[] taps = new double[2 * half];
        for (int k = 0; k < taps.Length; k++)
        {
            double distance = k - half + 1 - phase;
            double x = Math.PI * distance * cut;
            double window = 0.5 + (0.5 * Math.Cos(Math.PI * distance / half));
            taps[k] = Math.Abs(distance) >= half ? 0 : cut * window * (x == 0 ? 1 : Math.Sin(x) / x);
        }

        return taps;
    }

    private static void WriteHead(Span<byte> file, int samples)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], 36 + (2 * samples));
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], OutputRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], 2 * OutputRateHz);
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], 2 * samples);
    }
}
