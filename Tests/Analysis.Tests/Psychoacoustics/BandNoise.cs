using System.Numerics;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Tests.Psychoacoustics;

/// <summary>
/// Noise of a band with sharp edges: tones of one amplitude and of random phase, 2 Hz apart, which repeat every half
/// second. Its level is exact.
/// </summary>
internal sealed class BandNoise
{
    public const int SampleRateHz = 48000;

    private const int Period = SampleRateHz / 2;

    private readonly double[] _wave;

    public BandNoise(double fromHz, double toHz)
    {
        Random random = new(1);
        Complex[] lines = new Complex[Period];
        for (int k = (int)(fromHz / 2); k < (int)(toHz / 2); k++)
        {
            lines[k] = Complex.FromPolarCoordinates(1, 2 * Math.PI * random.NextDouble());
        }

        ComplexFft fft = new(Period);
        Complex[] values = new Complex[Period];
        fft.Forward(lines, values, new Complex[fft.ScratchLength]);
        double rms = Math.Sqrt(values.Average(value => value.Real * value.Real));
        _wave = Array.ConvertAll(values, value => value.Real / rms);
    }

    /// <summary>One second of sound pressure in Pa.</summary>
    public float[] At(double levelDb)
    {
        double rms = 20e-6 * Math.Pow(10, levelDb / 20);
        float[] period = Array.ConvertAll(_wave, value => (float)(rms * value));
        return [.. period, .. period];
    }
}
