using Bench.Judging;

namespace Bench.Bench.Tests.Judging;

public class SampleSumsTests
{
    [Fact]
    public void Sums_are_exact_to_rounding_and_the_same_to_the_last_bit_however_the_samples_are_cut()
    {
        Random random = new(3);
        for (int trial = 0; trial < 200; trial++)
        {
            float[] samples = new float[random.Next(0, 700)];
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = (float)((random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-6, 6)));
            }

            SampleSums sums = new();
            for (int at = 0; at < samples.Length;)
            {
                int take = Math.Min(random.Next(1, 40), samples.Length - at);
                sums.Add(samples.AsSpan(at, take));
                at += take;
            }

            (double sum, double squares, double magnitude) = Plain(samples);
            Assert.Equal(samples.Length, sums.Count);
            Assert.Equal(sum, sums.Sum, 1e-13 * magnitude);
            Assert.Equal(squares, sums.Squares, 1e-13 * squares);

            SampleSums whole = new();
            whole.Add(samples);
            Assert.Equal(BitConverter.DoubleToInt64Bits(whole.Sum), BitConverter.DoubleToInt64Bits(sums.Sum));
            Assert.Equal(BitConverter.DoubleToInt64Bits(whole.Squares), BitConverter.DoubleToInt64Bits(sums.Squares));
        }
    }

    [Fact]
    public void After_a_reset_nothing_is_left()
    {
        SampleSums sums = new();
        sums.Add([1, 2, 3]);
        sums.Reset();
        sums.Add([4, 5]);
        Assert.Equal((2L, 9.0, 41.0), (sums.Count, sums.Sum, sums.Squares));
    }

    // The sum in decimal, the squares with compensation for what was rounded off (W. Kahan, 1965).
    private static (double Sum, double Squares, double Magnitude) Plain(float[] samples)
    {
        decimal sum = 0;
        double squares = 0;
        double lost = 0;
        double magnitude = 0;
        foreach (float x in samples)
        {
            sum += (decimal)(double)x;
            magnitude += Math.Abs(x);
            double term = ((double)x * x) - lost;
            double next = squares + term;
            lost = next - squares - term;
            squares = next;
        }

        return ((double)sum, squares, magnitude);
    }
}
