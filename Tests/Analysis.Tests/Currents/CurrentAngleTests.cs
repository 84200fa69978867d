using Bench.Analysis.Currents;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Currents;

public sealed class CurrentAngleTests
{
    private const double RateHz = 10_000;

    [Theory]
    [InlineData(50, 0)]
    [InlineData(100, 150)]
    [InlineData(-200, -100)]
    public void The_angle_of_a_run_up_is_followed_through_harmonics_and_noise(double startHz, double hertzPerSecond)
    {
        const int Length = 13_700;
        double[] angles = [.. Enumerable.Range(0, Length).Select(i =>
            (Math.Tau * ((startHz * i / RateHz) + (hertzPerSecond * i / RateHz * i / RateHz / 2))) + 0.5)];
        float[] noise = Noise.Uniform(3 * Length, 5);
        float[][] phases = [.. Enumerable.Range(0, 3).Select(p => Enumerable.Range(0, Length).Select(i =>
        {
            double shift = p * Math.Tau / 3;
            return (float)((10 * Math.Cos(angles[i] - shift)) + Math.Cos((5 * angles[i]) + shift)
                + noise[(p * Length) + i]);
        }).ToArray())];
        double[] followed = CurrentAngle.Follow(phases[0], phases[1], phases[2], RateHz);
        double turns = Math.Round((followed[0] - angles[0]) / Math.Tau) * Math.Tau;
        for (int i = 0; i < Length; i++)
        {
            Assert.Equal(angles[i] + turns, followed[i], 0.02);
        }
    }

    [Fact]
    public void Where_no_field_turns_there_is_no_angle_and_afterwards_it_begins_anew()
    {
        float[][] phases = [.. Enumerable.Range(0, 3).Select(p => Enumerable.Range(0, 40_000).Select(i =>
            i is > 10_000 and < 25_000 ? 0f : (float)Math.Cos((Math.Tau * 80 * i / RateHz) - (p * Math.Tau / 3)))
            .ToArray())];
        double[] followed = CurrentAngle.Follow(phases[0], phases[1], phases[2], RateHz);
        Assert.True(double.IsFinite(followed[5000]));
        Assert.True(double.IsNaN(followed[17_000]));
        Assert.True(double.IsFinite(followed[35_000]));
        Assert.Equal(Math.Tau * 80 / RateHz, followed[35_001] - followed[35_000], 1e-5);
    }

    [Fact]
    public void Too_short_or_unequal_phases_are_refused_and_gaps_stay_gaps()
    {
        float[] brief = new float[2000];
        Assert.Throws<ArgumentException>(() => CurrentAngle.Follow(brief, brief, brief, RateHz));
        float[] silence = new float[5000];
        Assert.Throws<ArgumentException>(() => CurrentAngle.Follow(silence, silence, brief, RateHz));
        float[] gap = new float[5000];
        gap[100] = float.NaN;
        Assert.All(CurrentAngle.Follow(silence, gap, silence, RateHz), angle => Assert.True(double.IsNaN(angle)));
    }
}
