using System.Numerics;

namespace Bench.Analysis.Tests.Psychoacoustics;

/// <summary>
/// Other rates of a signal by the definition of band-limited interpolation, a sum over all samples under a very long
/// window, in double precision: slow, and independent of what is tested.
/// </summary>
internal static class Resampling
{
    private const int Half = 400;

    public static float[] From48000(float[] signal, int rate)
    {
        if (rate == 48000)
        {
            return signal;
        }

        double ratio = 48000.0 / rate;
        double width = Math.Min(1, 1 / ratio);
        float[] result = new float[(int)((long)signal.Length * rate / 48000)];
        for (int i = 0; i < result.Length; i++)
        {
            double centre = i * ratio;
            int middle = (int)Math.Floor(centre);
            int first = Math.Max(0, middle - Half + 1);
            int last = Math.Min(signal.Length - 1, middle + Half);

            // sin and cos of equal steps, each from the one before.
            Complex sine = Complex.FromPolarCoordinates(1, Math.PI * width * (centre - first));
            Complex sineStep = Complex.FromPolarCoordinates(1, -Math.PI * width);
            Complex window = Complex.FromPolarCoordinates(1, Math.PI * (centre - first) / Half);
            Complex windowStep = Complex.FromPolarCoordinates(1, -Math.PI / Half);
            double sum = 0;
            for (int k = first; k <= last; k++)
            {
                double distance = Math.PI * (centre - k);
                double kernel = Math.Abs(distance) < 1e-9 ? width : sine.Imaginary / distance;
                sum += signal[k] * kernel * (0.5 + (0.5 * window.Real));
                sine *= sineStep;
                window *= windowStep;
            }

            result[i] = (float)sum;
        }

        return result;
    }
}
