namespace Bench.Samples.Tests.Simulation;

/// <summary>Plain, slow measures of a signal, independent of the library under test.</summary>
internal static class Signal
{
    public static double Rms(ReadOnlySpan<float> samples)
    {
        double energy = 0;
        foreach (float sample in samples)
        {
            energy += (double)sample * sample;
        }

        return Math.Sqrt(energy / samples.Length);
    }

    public static float Peak(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        return peak;
    }

    public static double Kurtosis(ReadOnlySpan<float> samples)
    {
        double second = 0;
        double fourth = 0;
        foreach (float sample in samples)
        {
            double square = (double)sample * sample;
            second += square;
            fourth += square * square;
        }

        return fourth * samples.Length / (second * second);
    }

    /// <summary>Amplitude of one frequency: the Fourier sum under a Hann window, over half its sum.</summary>
    public static double Amplitude(ReadOnlySpan<float> samples, double sampleRateHz, double hertz)
    {
        double re = 0;
        double im = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double window = 1 - Math.Cos(2 * Math.PI * i / samples.Length);
            (double sin, double cos) = Math.SinCos(2 * Math.PI * (hertz / sampleRateHz * i % 1));
            re += window * samples[i] * cos;
            im += window * samples[i] * sin;
        }

        return 2 * Math.Sqrt((re * re) + (im * im)) / samples.Length;
    }

    /// <summary>Amplitude of one order, with the true shaft angle of each sample.</summary>
    public static double OrderAmplitude(ReadOnlySpan<float> samples, ReadOnlySpan<double> revolutions, double order)
    {
        double re = 0;
        double im = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double window = 1 - Math.Cos(2 * Math.PI * i / samples.Length);
            (double sin, double cos) = Math.SinCos(2 * Math.PI * (order * revolutions[i] % 1));
            re += window * samples[i] * cos;
            im += window * samples[i] * sin;
        }

        return 2 * Math.Sqrt((re * re) + (im * im)) / samples.Length;
    }

    /// <summary>
    /// Envelope of a band: the signal times e^-iωt (ω the band's middle), low-passed by two moving averages whose
    /// first zero lies at half the band's width, and its magnitude.
    /// </summary>
    public static float[] Envelope(ReadOnlySpan<float> samples, double sampleRateHz, double fromHz, double toHz)
    {
        double[] re = new double[samples.Length];
        double[] im = new double[samples.Length];
        double turns = 0.5 * (fromHz + toHz) / sampleRateHz;
        for (int i = 0; i < samples.Length; i++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * (turns * i % 1));
            re[i] = samples[i] * cos;
            im[i] = -samples[i] * sin;
        }

        int taps = (int)Math.Round(2 * sampleRateHz / (toHz - fromHz));
        double[] smoothRe = Average(Average(re, taps), taps);
        double[] smoothIm = Average(Average(im, taps), taps);
        float[] envelope = new float[smoothRe.Length];
        double mean = 0;
        for (int i = 0; i < envelope.Length; i++)
        {
            envelope[i] = (float)(2 * Math.Sqrt((smoothRe[i] * smoothRe[i]) + (smoothIm[i] * smoothIm[i])));
            mean += envelope[i] / envelope.Length;
        }

        foreach (ref float value in envelope.AsSpan())
        {
            value -= (float)mean;
        }

        return envelope;
    }

    public static double Db(double ratio) => 20 * Math.Log10(ratio);

    private static double[] Average(double[] samples, int taps)
    {
        double[] result = new double[samples.Length - taps + 1];
        for (int i = 0; i < result.Length; i++)
        {
            for (int k = 0; k < taps; k++)
            {
                result[i] += samples[i + k] / taps;
            }
        }

        return result;
    }
}
