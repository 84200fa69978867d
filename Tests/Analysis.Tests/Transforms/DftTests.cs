using System.Numerics;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Tests.Transforms;

public class DftTests
{
    [Fact]
    public void A_complex_tone_on_a_bin_appears_in_that_bin_only()
    {
        const int Length = 12;
        var input = new Complex[Length];
        for (int i = 0; i < Length; i++)
        {
            input[i] = Complex.FromPolarCoordinates(1, 2 * Math.PI * 5 * i / Length);
        }

        var bins = new Complex[Length];
        Dft.Forward(input, bins);
        for (int k = 0; k < Length; k++)
        {
            Assert.Equal(k == 5 ? Length : 0, (bins[k]).Real, 1e-13);
            Assert.Equal(0, bins[k].Imaginary, 1e-13);
        }
    }

    [Fact]
    public void The_plain_fast_transform_equals_the_definition_for_every_length_to_300()
    {
        for (int length = 1; length <= 300; length++)
        {
            var random = new Random(length);
            var input = new Complex[length];
            for (int i = 0; i < length; i++)
            {
                input[i] = new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            }

            var expected = new Complex[length];
            Dft.Forward(input, expected);
            var fft = new ComplexFft(length);
            var scratch = new Complex[fft.ScratchLength];
            var bins = new Complex[length];
            var back = new Complex[length];
            Array.Fill(scratch, new Complex(double.NaN, double.NaN));
            fft.Forward(input, bins, scratch);
            Array.Fill(scratch, new Complex(double.NaN, double.NaN));
            fft.Inverse(bins, back, scratch);
            Assert.True(Distance(bins, expected) < 2e-15, $"length {length}: {Distance(bins, expected):g3}");
            Assert.True(Distance(back, input) < 2e-15, $"length {length} back: {Distance(back, input):g3}");
        }
    }

    private static double Distance(Complex[] actual, Complex[] expected)
    {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            error += Math.Pow((actual[i] - expected[i]).Magnitude, 2);
            norm += Math.Pow(expected[i].Magnitude, 2);
        }

        return Math.Sqrt(error / norm);
    }
}
