using System.Numerics;
using Bench.Analysis.Currents;

namespace Bench.Analysis.Tests.Currents;

public sealed class PhaseCurrentsTests
{
    private const double RateHz = 51200;

    [Theory]
    [InlineData(40, 0)]
    [InlineData(400, 0)]
    [InlineData(40, 127)]
    [InlineData(800, -200)]
    public void Unequal_phases_give_the_components_of_Fortescue(double startHz, double hertzPerSecond)
    {
        // Amplitudes and phase errors as complex numbers in front of e^jωt.
        Complex u = Complex.FromPolarCoordinates(100, 0);
        Complex v = Complex.FromPolarCoordinates(93, (-2 * Math.PI / 3) + 0.02);
        Complex w = Complex.FromPolarCoordinates(104, (2 * Math.PI / 3) - 0.01);
        Complex a = Complex.FromPolarCoordinates(1, 2 * Math.PI / 3);
        double positive = ((u + (a * v) + (a * a * w)) / 3).Magnitude;
        double negative = ((u + (a * a * v) + (a * w)) / 3).Magnitude;

        PhaseCurrents currents = new(RateHz, 10000);
        Feed(currents, 1.0, (phase, t) =>
        {
            double angle = 2 * Math.PI * ((startHz * t) + (hertzPerSecond * t * t / 2));
            Complex amplitude = phase == 0 ? u : phase == 1 ? v : w;
            return (amplitude * Complex.FromPolarCoordinates(1, angle)).Real;
        });

        Assert.Equal(positive / Math.Sqrt(2), currents.FundamentalAmperes, 0.01);
        Assert.Equal(100 * negative / positive, currents.UnbalancePercent, 0.01);
        Assert.Equal(100 * negative / positive, currents.WorstUnbalancePercent, 0.02);
        Assert.InRange(currents.DistortionPercent, 0, 0.01);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Harmonics_of_either_sequence_are_distortion_in_either_direction_of_rotation(int direction)
    {
        PhaseCurrents currents = new(RateHz, 0);
        Feed(currents, 0.6, (phase, t) =>
        {
            double angle = (2 * Math.PI * 200 * t) - (direction * 2 * Math.PI * phase / 3);
            return (10 * Math.Cos(angle)) + (0.4 * Math.Cos(5 * angle)) + (0.3 * Math.Cos(7 * angle));
        });

        Assert.Equal(5.0, currents.DistortionPercent, 0.01);
        Assert.InRange(currents.UnbalancePercent, 0, 0.01);
        Assert.Equal(10 / Math.Sqrt(2), currents.FundamentalAmperes, 0.001);
    }

    [Fact]
    public void The_worst_window_shows_an_unbalance_that_comes_and_goes()
    {
        PhaseCurrents currents = new(RateHz, 0);
        Feed(currents, 2.0, (phase, t) =>
        {
            double angle = (2 * Math.PI * 100 * t) - (2 * Math.PI * phase / 3);
            double negative = (2 * Math.PI * 100 * t) + (2 * Math.PI * phase / 3);
            return Math.Cos(angle) + (t is > 1 and < 1.375 ? 0.1 * Math.Cos(negative) : 0);
        });

        Assert.InRange(currents.WorstUnbalancePercent, 9.9, 10.1);
        Assert.InRange(currents.UnbalancePercent, 3, 5.5);
    }

    [Fact]
    public void A_slow_converter_and_disturbances_as_large_as_the_current_do_not_lose_the_field()
    {
        // 60 Hz at 1 kHz, 10 % negative sequence, a fifth harmonic, foreign lines in one phase and noise of 0.8 times
        // the amplitude (rms): the vector's angle turns back again and again. The noise that falls into a Hann window's
        // line of 250 samples, (4/9 · 3 · 0.64) · 1.5/250, adds to the negative sequence: √(0.1² + 0.0051) = 12.3 %.
        Random random = new(7);
        PhaseCurrents currents = new(1000, 0);
        double[][] samples = [.. Enumerable.Range(0, 3).Select(phase => Enumerable.Range(0, 4000).Select(i =>
        {
            double angle = 2 * Math.PI * 60 * i / 1000;
            double shift = 2 * Math.PI * phase / 3;
            double foreign = phase == 0 ? Math.Cos(angle * 3.62) + Math.Cos(angle * 8.3) : 0;
            double noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Cos(angle - shift) + (0.1 * Math.Cos(angle + shift)) + (0.18 * Math.Cos((5 * angle) - shift))
                + (0.15 * foreign) + (0.8 * noise);
        }).ToArray())];
        float[][] phases = [.. samples.Select(phase => phase.Select(x => (float)x).ToArray())];
        currents.Add(phases[0], phases[1], phases[2]);

        Assert.InRange(currents.FundamentalAmperes, 0.97 / Math.Sqrt(2), 1.03 / Math.Sqrt(2));
        Assert.InRange(currents.UnbalancePercent, 11, 14);
    }

    [Fact]
    public void Without_a_turning_field_there_is_no_number()
    {
        Random random = new(4);
        foreach (Func<int, double, double> value in new Func<int, double, double>[]
        {
            (_, _) => 0,
            (phase, _) => phase,
            (_, _) => random.NextDouble() - 0.5,
            (phase, t) => phase == 1 ? double.NaN : Math.Cos((2 * Math.PI * 100 * t) - (2 * Math.PI * phase / 3)),
        })
        {
            PhaseCurrents currents = new(RateHz, 0);
            Feed(currents, 0.6, value);
            Assert.True(double.IsNaN(currents.UnbalancePercent));
            Assert.True(double.IsNaN(currents.FundamentalAmperes));
        }

        Assert.True(double.IsNaN(new PhaseCurrents(RateHz, 0).UnbalancePercent));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(701)]
    public void Cutting_into_blocks_does_not_change_a_bit(int size)
    {
        Random random = new(6);
        float[][] phases = [.. Enumerable.Range(0, 3).Select(phase => Enumerable.Range(0, (int)RateHz).Select(i =>
            (float)(Math.Cos((2 * Math.PI * ((80 * i / RateHz) - (phase / 3.0))) + (0.02 * phase))
                + (0.1 * random.NextDouble()))).ToArray())];
        PhaseCurrents whole = new(RateHz, 0);
        whole.Add(phases[0], phases[1], phases[2]);
        PhaseCurrents cut = new(RateHz, 0);
        for (int start = 0; start < phases[0].Length; start += size)
        {
            int count = Math.Min(size, phases[0].Length - start);
            cut.Add(
                phases[0].AsSpan(start, count), phases[1].AsSpan(start, count), phases[2].AsSpan(start, count));
        }

        Assert.InRange(whole.UnbalancePercent, 0.1, 5);
        Assert.Equal(whole.FundamentalAmperes, cut.FundamentalAmperes);
        Assert.Equal(whole.UnbalancePercent, cut.UnbalancePercent);
        Assert.Equal(whole.WorstUnbalancePercent, cut.WorstUnbalancePercent);
        Assert.Equal(whole.DistortionPercent, cut.DistortionPercent);
        Assert.Equal(whole.ThirdHarmonicPercent, cut.ThirdHarmonicPercent);
    }

    private static void Feed(PhaseCurrents currents, double seconds, Func<int, double, double> value)
    {
        float[][] phases = [.. Enumerable.Range(0, 3).Select(phase =>
            Enumerable.Range(0, (int)(seconds * RateHz)).Select(i => (float)value(phase, i / RateHz)).ToArray())];
        currents.Add(phases[0], phases[1], phases[2]);
    }
}
