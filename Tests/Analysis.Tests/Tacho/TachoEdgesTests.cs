using Bench.Analysis.Tacho;

namespace Bench.Analysis.Tests.Tacho;

public sealed class TachoEdgesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Edges_of_a_sine_lie_at_its_zero_crossings(int blockLength)
    {
        const double RateHz = 10000;
        const double FrequencyHz = 37.3;
        float[] samples = [.. Enumerable.Range(0, 10000).Select(
            i => (float)Math.Sin((2 * Math.PI * FrequencyHz * i / RateHz) - 1))];
        List<double> edges = Detect(new TachoEdges(RateHz, 0, 0.2), samples, blockLength);

        Assert.Equal(38, edges.Count);
        for (int i = 0; i < edges.Count; i++)
        {
            // Linear interpolation at the steepest point: the cubic term of the sine leaves (ωT)³/54 at most.
            Assert.Equal((i + (1 / (2 * Math.PI))) / FrequencyHz, edges[i], 1e-8);
        }
    }

    [Fact]
    public void Block_size_changes_no_bit()
    {
        Random random = new(3);
        float[] samples = [.. Enumerable.Range(0, 5000).Select(
            i => (float)(Math.Sin(i * 0.11) + (0.1 * random.NextDouble())))];
        List<double> whole = Detect(new TachoEdges(1000, 0, 0.15), samples, samples.Length);
        Assert.Equal(whole, Detect(new TachoEdges(1000, 0, 0.15), samples, 1));
        Assert.Equal(whole, Detect(new TachoEdges(1000, 0, 0.15), samples, 7));
        Assert.InRange(whole.Count, 80, 90);
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData(2.7)]
    public void Plateaus_that_are_skipped_change_no_bit(double threshold)
    {
        // Pulses with long plateaus, values on the very threshold, and now and then no number; single samples are
        // never skipped.
        Random random = new(5);
        float[] levels = [0, 1.9f, (float)threshold, 5, 5, 0, 0, 5, 3.1f, float.NaN];
        float[] samples = [.. Enumerable.Range(0, 400)
            .SelectMany(_ => Enumerable.Repeat(levels[random.Next(levels.Length)], random.Next(1, 40)))];
        List<double> whole = Detect(new TachoEdges(1000, threshold, 0.5), samples, samples.Length);
        Assert.Equal(Detect(new TachoEdges(1000, threshold, 0.5), samples, 1), whole);
        Assert.InRange(whole.Count, 30, 200);
    }

    [Fact]
    public void The_published_sine_tacho_gives_its_speed()
    {
        // ABRAVIBE toolbox (A. Brandt, Noise and Vibration Analysis, Wiley 2011, example 12.7.1): chirp(t, 10, 30, 100)
        // at 2 kHz, one pulse per revolution, level 0, rising: 60·(10 + 3t) rpm.
        float[] samples = [.. Enumerable.Range(0, 60000).Select(n =>
        {
            double t = n / 2000.0;
            return (float)Math.Cos(2 * Math.PI * ((10 * t) + (1.5 * t * t)));
        })];
        ShaftAngle angle = new(1, 0);
        Detect(new TachoEdges(2000, 0, 0.2), samples, 512).ForEach(angle.AddEdge);
        angle.Complete(30);
        Assert.InRange(angle.EndKnot, 1645, 1651);
        for (long k = 2; k + 2 < angle.EndKnot; k++)
        {
            // At 100 Hz a period has 20 samples: a straight line between them is within 3e-5 of a period.
            double expected = 60 * (10 + (3 * angle.Knot(k).TimeSeconds));
            Assert.Equal(1, angle.Knot(k).SpeedRpm / expected, 0.002);
        }
    }

    [Fact]
    public void Ripple_within_the_hysteresis_makes_no_edge()
    {
        float[] samples = [0, 2.3f, 2.7f, 2.3f, 2.7f, 2.3f, 5, 2.3f, 2.7f, 5, 0, 5];
        Assert.Equal(
            [5.0740741, 10.5], Detect(new TachoEdges(1, 2.5, 0.5), samples, 100), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_signal_that_starts_high_has_no_edge_before_it_was_low()
    {
        Assert.Single(Detect(new TachoEdges(1, 2.5, 0.5), [5, 5, 0, 5], 1));
    }

    [Fact]
    public void No_edge_is_placed_across_a_sample_that_is_not_a_number()
    {
        Assert.Empty(Detect(new TachoEdges(1, 2.5, 0.5), [0, float.NaN, 5, 5], 4));
    }

    private static List<double> Detect(TachoEdges detector, float[] samples, int blockLength)
    {
        List<double> edges = [];
        foreach (float[] block in samples.Chunk(blockLength))
        {
            ReadOnlySpan<float> rest = block;
            while (detector.TryNext(ref rest, out double edge))
            {
                edges.Add(edge);
            }
        }

        return edges;
    }
}
