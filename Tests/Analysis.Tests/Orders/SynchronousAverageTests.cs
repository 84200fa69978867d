using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Tests.Orders;

public sealed class SynchronousAverageTests
{
    [Fact]
    public void Synchronous_orders_stay_and_others_fall_as_stated()
    {
        RunUp runUp = new(1200, 2400, 4);
        float[] samples = runUp.Signal(12800, (1, 1), (3, 0.5), (8, 0.2), (4.37, 1));
        SynchronousAverage average = SynchronousAverage.Of(
            samples, 12800, Angle(runUp), new() { MaxOrder = 20, Unit = "m/s²" });

        Assert.InRange(average.Revolutions, 115, 120);
        Assert.Equal(10 * Math.Log10(average.Revolutions), average.NoiseAttenuationDb, 1e-9);
        Assert.Equal(0, average.AttenuationDb(3));
        Assert.Equal("m/s²", average.Waveform.Unit);
        double left = 1 / Math.Pow(10, average.AttenuationDb(4.37) / 20);
        Assert.InRange(left, 0, 0.02);
        double phase = PulseRevolution(runUp);
        double worst = 0;
        for (int i = 0; i < average.Waveform.Axis.Count; i++)
        {
            double angle = 2 * Math.PI * (average.Waveform.Axis.At(i) + phase);
            double expected = Math.Cos(angle) + (0.5 * Math.Cos(3 * angle)) + (0.2 * Math.Cos(8 * angle));
            worst = Math.Max(worst, Math.Abs(average.Waveform.Values[i] - expected));

            // What was averaged away is a cosine of amplitude 1.
            Assert.Equal(Math.Sqrt(0.5), average.Spread.Values[i], 0.02);
        }

        // The order that is no whole number leaves what the comb says, and no more.
        Assert.InRange(worst, 0.3 * left, 1.05 * left);
    }

    [Fact]
    public void Only_revolutions_within_the_range_of_speed_and_without_a_gap_count()
    {
        RunUp runUp = new(1200, 2400, 4);
        float[] samples = runUp.Signal(12800, (1, 1));
        samples[20000] = float.NaN;
        ShaftAngle angle = Angle(runUp);
        int all = SynchronousAverage.Of(samples, 12800, angle, new() { MaxOrder = 20 }).Revolutions;
        int some = SynchronousAverage.Of(samples, 12800, angle, new() { MaxOrder = 20, FromRpm = 1800 }).Revolutions;
        Assert.InRange(all, 113, 118);
        Assert.InRange(some, 66, 70);
    }

    [Fact]
    public void What_cannot_be_averaged_is_refused()
    {
        RunUp runUp = new(1200, 2400, 1);
        float[] samples = runUp.Signal(1280, (1, 1));
        Assert.Contains("No whole revolution", Refusal(new() { FromRpm = 9000 }), StringComparison.Ordinal);
        Assert.Contains("lower MaxOrder", Refusal(new() { MaxOrder = 60 }), StringComparison.Ordinal);

        string Refusal(SynchronousOptions options) => Assert.Throws<ArgumentException>(
            () => SynchronousAverage.Of(samples, 1280, Angle(runUp), options)).Message;
    }

    private static double PulseRevolution(RunUp runUp) => runUp.Revolutions(runUp.Pulses(8)[0]);

    private static ShaftAngle Angle(RunUp runUp)
    {
        ShaftAngle angle = new(8, 0);
        Array.ForEach(runUp.Pulses(8), angle.AddEdge);
        angle.Complete(runUp.DurationSeconds);
        return angle;
    }
}
