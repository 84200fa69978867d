using System.Numerics;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Tests.Transforms;

/// <summary>White noise of one length, its window and the spectra of both in double precision.</summary>
internal sealed class TransformCase
{
    public TransformCase(int length, int variant = 0)
    {
        var random = new Random(length + (variant << 24));
        Input = Noise(length, random);
        Window = Noise(length, random);
        (Spectrum, WindowedSpectrum) = Reference(Input, Window);
    }

    public float[] Input { get; }

    public float[] Window { get; }

    public Complex[] Spectrum { get; }

    public Complex[] WindowedSpectrum { get; }

    public int Bins => (Input.Length / 2) + 1;

    /// <summary>Error of a spectrum: norm of its deviations over the norm of the expected bins.</summary>
    public double SpectrumError(ReadOnlySpan<float> actual)
    {
        double error = 0;
        double norm = 0;
        for (int k = 0; k < Bins; k++)
        {
            Complex deviation = new Complex(actual[2 * k], actual[(2 * k) + 1]) - Spectrum[k];
            error += Square(deviation);
            norm += Square(Spectrum[k]);
        }

        return Math.Sqrt(error / norm);
    }

    /// <summary>Error of the windowed power spectrum, relative to its largest bin.</summary>
    public double PowerError(ReadOnlySpan<float> actual, bool windowed)
    {
        double largest = 0;
        double deviation = 0;
        for (int k = 0; k < Bins; k++)
        {
            double expected = Square((windowed ? WindowedSpectrum : Spectrum)[k]);
            largest = Math.Max(largest, expected);
            deviation = Math.Max(deviation, Math.Abs(actual[k] - expected));
            deviation = float.IsNaN(actual[k]) ? double.PositiveInfinity : deviation;
        }

        return deviation / largest;
    }

    /// <summary>Error of a signal that went there and back.</summary>
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

    private static double Square(Complex value) =>
        (value.Real * value.Real) + (value.Imaginary * value.Imaginary);

    private static float[] Noise(int length, Random random)
    {
        float[] noise = new float[length];
        for (int i = 0; i < length; i++)
        {
            noise[i] = (float)(random.NextDouble() - 0.5);
        }

        return noise;
    }

    // The recursive transform in double precision, which DftTests hold against the definition. Both signals go through
    // it at once, one as real and one as imaginary part: a real signal's bins k and N − k are conjugates.
    private static (Complex[] Spectrum, Complex[] Windowed) Reference(float[] input, float[] window)
    {
        int length = input.Length;
        var fft = new ComplexFft(length);
        var samples = new Complex[length];
        for (int i = 0; i < length; i++)
        {
            samples[i] = new Complex(input[i], (double)input[i] * window[i]);
        }

        var both = new Complex[length];
        fft.Forward(samples, both, new Complex[fft.ScratchLength]);
        var spectrum = new Complex[(length / 2) + 1];
        var windowed = new Complex[(length / 2) + 1];
        for (int k = 0; k < spectrum.Length; k++)
        {
            Complex mirror = Complex.Conjugate(both[(length - k) % length]);
            spectrum[k] = (both[k] + mirror) / 2;
            windowed[k] = (both[k] - mirror) / (2 * Complex.ImaginaryOne);
        }

        return (spectrum, windowed);
    }
}
