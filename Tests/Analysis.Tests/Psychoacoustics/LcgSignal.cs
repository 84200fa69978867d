namespace Bench.Analysis.Tests.Psychoacoustics;

/// <summary>
/// A sound that any program can make exactly: noise of a linear congruential generator, a tone of 440 Hz and one of
/// 3.1 kHz that is modulated with 60 Hz. 1.5 s at 48 kHz.
/// </summary>
internal static class LcgSignal
{
    public const int SampleRateHz = 48000;

    public static float[] Make()
    {
        float[] signal = new float[SampleRateHz * 3 / 2];
        uint state = 12345;
        for (int i = 0; i < signal.Length; i++)
        {
            state = ((1103515245 * state) + 12345) & 0x7fffffff;
            double t = (double)i / SampleRateHz;
            double low = 0.01 * Math.Sin(2 * Math.PI * 440 * t);
            double high = 0.004 * Math.Sin(2 * Math.PI * 3100 * t) * (1 + (0.8 * Math.Sin(2 * Math.PI * 60 * t)));
            signal[i] = (float)((0.05 * ((state / 2147483648.0) - 0.5)) + low + high);
        }

        return signal;
    }
}
