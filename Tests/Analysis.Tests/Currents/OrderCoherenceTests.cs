using System.Collections.Immutable;
using Bench.Analysis.Currents;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Currents;

public sealed class OrderCoherenceTests
{
    private const int SamplesPerRevolution = 256;

    [Fact]
    public void Vibration_that_follows_the_current_is_electromagnetic_and_one_locked_to_the_shaft_is_not()
    {
        // Order 24 of the vibration is three times the current's, order 31 lives on its own, order 1 is unbalance: both
        // locked to the shaft.
        (float[] current, float[] vibration, double[] angles) = Signals(801);
        OrderCoherence coherence = new([24, 31, 1], 8);
        coherence.Add(current, vibration, angles);
        ImmutableArray<CoherentOrder> orders = coherence.Read();
        Assert.Equal(199, coherence.Frames);
        Assert.InRange(orders[0].Coherence, 0.95, 1);
        Assert.Equal(3, orders[0].Gain, 0.1);
        Assert.True(orders[0].IsElectromagnetic);
        Assert.InRange(orders[1].Coherence, 0, 0.1);
        Assert.False(orders[1].IsElectromagnetic);
        Assert.False(orders[2].IsElectromagnetic);

        // 199/(1 + 2·(198/199)/36) − 1 = 187.57 independent frames: 1 − 0.05^(1/186.57) = 0.01593.
        Assert.Equal(0.01593, orders[0].Insignificant, 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Cutting_into_blocks_does_not_change_a_bit(int size)
    {
        (float[] current, float[] vibration, double[] angles) = Signals(100);
        OrderCoherence whole = new([24, 31.5], 4);
        OrderCoherence cut = new([24, 31.5], 4);
        whole.Add(current, vibration, angles);
        for (int i = 0; i < current.Length; i += size)
        {
            Range range = i..Math.Min(current.Length, i + size);
            cut.Add(current.AsSpan(range), vibration.AsSpan(range), angles.AsSpan(range));
        }

        Assert.Equal(whole.Read().ToArray(), cut.Read().ToArray());
    }

    [Fact]
    public void Too_few_frames_and_gaps_give_no_number()
    {
        (float[] current, float[] vibration, double[] angles) = Signals(60);
        for (int i = 0; i < current.Length; i += 7 * SamplesPerRevolution)
        {
            current[i] = float.NaN;
        }

        OrderCoherence coherence = new([24], 8);
        coherence.Add(current, vibration, angles);
        Assert.Equal(0, coherence.Frames);
        Assert.True(double.IsNaN(coherence.Read()[0].Coherence));
        Assert.False(coherence.Read()[0].IsElectromagnetic);
        Assert.Throws<ArgumentException>(() => new OrderCoherence([], 8));
        Assert.Throws<ArgumentException>(() => new OrderCoherence([0], 8));
        Assert.Throws<ArgumentException>(() => coherence.Add(current, vibration, [1.0]));
    }

    private static (float[] Current, float[] Vibration, double[] Angles) Signals(int revolutions)
    {
        int length = revolutions * SamplesPerRevolution;
        float[] noise = Noise.Gaussian(4 * length, 12);
        float[] current = new float[length];
        float[] vibration = new float[length];
        double[] angles = new double[length];
        double load = 0;
        double other = 0;
        for (int i = 0; i < length; i++)
        {
            angles[i] = (double)i / SamplesPerRevolution;
            load += (noise[i] / 40) - (load / 800);
            other += (noise[length + i] / 40) - (other / 800);
            double ripple = (1 + load) * Math.Cos(Math.Tau * 24 * angles[i]);
            double unbalance = 5 * Math.Cos(Math.Tau * angles[i]);
            double locked = Math.Cos(Math.Tau * 31 * angles[i]);
            current[i] = (float)(ripple + locked + unbalance + (0.3 * noise[(2 * length) + i]));
            vibration[i] = (float)((3 * ripple) + ((1 + other) * locked) + unbalance
                + (0.3 * noise[(3 * length) + i]));
        }

        return (current, vibration, angles);
    }
}
