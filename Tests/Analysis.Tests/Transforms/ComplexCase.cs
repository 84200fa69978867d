using System.Numerics;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Tests.Transforms;

/// <summary>Complex white noise of one length and its spectrum in double precision.</summary>
internal sealed class ComplexCase
{
    private readonly Complex[] _spectrum;

    public ComplexCase(int length)
    {
        var random = new Random(length);
        Input = new float[2 * length];
        var samples = new Complex[length];
        for (int i = 0; i < length; i++)
        {
            Input[2 * i] = (float)(random.NextDouble() - 0.5);
            Input[(2 * i) + 1] = (float)(random.NextDouble() - 0.5);
            samples[i] = new Complex(Input[2 * i], Input[(2 * i) + 1]);
        }

        // The recursive transform in double precision, which DftTests hold against the definition.
        var fft = new ComplexFft(length);
        _spectrum = new Complex[length];
        fft.Forward(samples, _spectrum, new Complex[fft.ScratchLength]);
    }

    public float[] Input { get; }

    /// <summary>Norm of a spectrum's deviations over the norm of the expected bins.</summary>
    public double SpectrumError(ReadOnlySpan<float> actual)
    {
        double error = 0;
        double norm = 0;
        for (int k = 0; k < _spectrum.Length; k++)
        {
            Complex deviation = new Complex(actual[2 * k], actual[(2 * k) + 1]) - _spectrum[k];
            error += (deviation.Real * deviation.Real) + (deviation.Imaginary * deviation.Imaginary);
            norm += (_spectrum[k].Real * _spectrum[k].Real) + (_spectrum[k].Imaginary * _spectrum[k].Imaginary);
        }

        return Math.Sqrt(error / norm);
    }

    /// <summary>The same of samples that went there and back.</summary>
    public double RoundTripError(ReadOnlySpan<float> actual)
    {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < Input.Length; i++)
        {
            error += Math.Pow(actual[i] - Input[i], 2);
            norm += Math.Pow(Input[i], 2);
        }

        return Math.Sqrt(error / norm);
    }
}
