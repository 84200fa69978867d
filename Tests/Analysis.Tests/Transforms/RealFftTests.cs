using System.Numerics;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Tests.Transforms;

public class RealFftTests
{
    private const double Tolerance = 2e-7;

    [Fact]
    public void Every_length_to_1000_agrees_with_the_definition_and_comes_back()
    {
        for (int length = 1; length <= 1000; length++)
        {
            Compare(length);
        }
    }

    private static void Compare(int length)
    {
        var random = new Random(length);
        float[] input = new float[length];
        for (int i = 0; i < length; i++)
        {
            input[i] = (float)(random.NextDouble() - 0.5);
        }

        var plain = new ComplexFft(length);
        var expected = new Complex[length];
        Complex[] samples = Array.ConvertAll(input, static x => new Complex(x, 0));
        plain.Forward(samples, expected, new Complex[plain.ScratchLength]);
        var fft = new RealFft(length);
        float[] scratch = new float[fft.ScratchLength];
        float[] spectrum = new float[2 * fft.Bins];
        float[] back = new float[length];
        Array.Fill(scratch, float.NaN);
        fft.Forward(input, spectrum, scratch);
        Array.Fill(scratch, float.NaN);
        fft.Inverse(spectrum, back, scratch);

        double error = 0;
        double norm = 0;
        for (int k = 0; k < fft.Bins; k++)
        {
            error += Math.Pow((new Complex(spectrum[2 * k], spectrum[(2 * k) + 1]) - expected[k]).Magnitude, 2);
            norm += Math.Pow(expected[k].Magnitude, 2);
        }

        Assert.True(Math.Sqrt(error / norm) <= Tolerance, $"length {length}: {Math.Sqrt(error / norm):g3}");
        double backError = input.Zip(back, static (x, y) => Math.Pow(x - y, 2)).Sum();
        double backNorm = input.Sum(static x => Math.Pow(x, 2));
        Assert.True(Math.Sqrt(backError / backNorm) <= Tolerance, $"length {length} back");
    }
}
