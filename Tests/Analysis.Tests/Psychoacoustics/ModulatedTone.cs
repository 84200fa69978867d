namespace Bench.Analysis.Tests.Psychoacoustics;

/// <summary>A tone of full amplitude modulation.</summary>
internal static class ModulatedTone
{
    /// <summary>The RMS value of the whole signal has the level, modulation included.</summary>
    public static float[] Make(double carrierHz, double modulationHz, double levelDb, double rate, double seconds)
    {
        double[] signal = new double[(int)(rate * seconds)];
        for (int i = 0; i < signal.Length; i++)
        {
            double envelope = 1 + Math.Sin(2 * Math.PI * modulationHz * i / rate);
            signal[i] = envelope * Math.Sin(2 * Math.PI * carrierHz * i / rate);
        }

        double rms = Math.Sqrt(signal.Average(value => value * value));
        double scale = 20e-6 * Math.Pow(10, levelDb / 20) / rms;
        return Array.ConvertAll(signal, value => (float)(scale * value));
    }
}
