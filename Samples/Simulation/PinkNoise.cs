namespace Bench.Samples.Simulation;

/// <summary>
/// Noise that falls by about 3 dB per octave: white noise through four first-order poles a decade or less apart,
/// scaled to unit variance. A room with ventilation and other machines sounds like this.
/// </summary>
internal sealed class PinkNoise
{
    private const int Poles = 4;
    private static readonly double[] s_hertz = [15, 100, 700, 5000];

    private readonly NoiseSource _white;
    private readonly float[] _buffer;
    private readonly float[] _keep = new float[Poles];
    private readonly float[] _feed = new float[Poles];
    private readonly float[] _states = new float[Poles];

    public PinkNoise(NoiseSource white, double sampleRateHz, int length)
    {
        _white = white;
        _buffer = new float[length];
        double variance = 0;
        double[] keep = [.. s_hertz.Select(hertz => Math.Exp(-2 * Math.PI * hertz / sampleRateHz))];
        double[] feed = [.. keep.Select((k, i) => (1 - k) / Math.Sqrt(s_hertz[i]))];
        for (int i = 0; i < Poles; i++)
        {
            for (int j = 0; j < Poles; j++)
            {
                variance += feed[i] * feed[j] / (1 - (keep[i] * keep[j]));
            }
        }

        for (int i = 0; i < Poles; i++)
        {
            _keep[i] = (float)keep[i];
            _feed[i] = (float)(feed[i] / Math.Sqrt(variance));
        }
    }

    /// <summary>Adds one block of the given standard deviation.</summary>
    public void AddTo(Span<float> samples, double sigma)
    {
        _buffer.AsSpan().Clear();
        _white.AddTo(_buffer, sigma, sigma);
        (float a, float b, float c, float d) = (_states[0], _states[1], _states[2], _states[3]);
        for (int i = 0; i < samples.Length; i++)
        {
            float x = _buffer[i];
            a = (_keep[0] * a) + (_feed[0] * x);
            b = (_keep[1] * b) + (_feed[1] * x);
            c = (_keep[2] * c) + (_feed[2] * x);
            d = (_keep[3] * d) + (_feed[3] * x);
            samples[i] += a + b + c + d;
        }

        (_states[0], _states[1], _states[2], _states[3]) = (a, b, c, d);
    }
}
