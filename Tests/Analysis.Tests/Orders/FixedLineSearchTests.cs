using System.Collections.Immutable;
using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Tests.Orders;

public sealed class FixedLineSearchTests
{
    private const double RateHz = 25600;
    private const int PolePairs = 4;
    private const double CarrierHz = 8123;

    private static readonly RunUp s_runUp = new(900, 4500, 5);

    [Fact]
    public void Fixed_tones_and_switching_side_lines_are_told_from_orders()
    {
        CampbellFrames frames = CampbellFrames.Of(Signal(), RateHz, Angle(), new() { FrameLength = 4096 });
        ImmutableArray<FixedLine> lines = FixedLineSearch.Find(
            frames, new() { PolePairs = PolePairs, SwitchingFrequencyHz = 8000 });

        Assert.Equal(["f_sw − 2 f_el", "f_sw + 2 f_el"], lines.Skip(1).Select(line => line.Name));
        Assert.Equal(0, lines[0].SlopeOrders);
        Assert.Equal(1234.5, lines[0].FrequencyHz, 1.0);
        Assert.Equal(0.5 / Math.Sqrt(2), lines[0].Rms, 0.03);
        Assert.Equal(CarrierHz, lines[1].FrequencyHz, 2.0);
        Assert.Equal(-2 * PolePairs, lines[1].SlopeOrders);
        Assert.Equal(2 * PolePairs, lines[2].SlopeOrders);
        Assert.Equal(0.3 / Math.Sqrt(2), lines[2].Rms, 0.06);
    }

    [Fact]
    public void An_order_cut_leaves_out_where_a_fixed_tone_crosses_it()
    {
        OrderFrames frames = OrderRecorder.Record(Signal(), RateHz, Angle(), new() { MaxOrder = 60 });
        FixedLine tone = new("1234.5 Hz", 1234.5, 0, 0.35, 20);
        OrderLevels with = OrderLevels.Of(frames, new() { Orders = [24], Step = 50 });
        OrderLevels without = OrderLevels.Of(frames, new() { Orders = [24], Step = 50, FixedLines = [tone] });

        // Order 24 meets 1234.5 Hz at 3086 rpm; both have amplitudes of some tenths.
        double crossing = 1234.5 * 60 / 24;
        double worst = 0;
        for (int i = 0; i < with.Cuts[0].Axis.Count; i++)
        {
            double rpm = with.Cuts[0].Axis.At(i);
            double uncut = with.Cuts[0].Values[i];
            worst = double.IsNaN(uncut) ? worst : Math.Max(worst, Math.Abs(uncut - (0.2 / Math.Sqrt(2))));
            double value = without.Cuts[0].Values[i];
            Assert.True(double.IsNaN(value) || Math.Abs(value - (0.2 / Math.Sqrt(2))) < 0.004, $"{rpm} rpm: {value}");
            Assert.True(Math.Abs(rpm - crossing) > 30 || double.IsNaN(value), $"{rpm} rpm");
        }

        Assert.InRange(worst, 0.05, 1);
        Assert.InRange(without.BlocksLeftOut[0], 1, frames.Count / 4);
        Assert.Equal(0, with.BlocksLeftOut[0]);
        IEnumerable<double> residual = without.Residual.Values.Where(double.IsFinite);
        Assert.All(residual, rms => Assert.InRange(rms, 0.6, 1.0));
    }

    [Fact]
    public void Without_a_sweep_the_search_is_refused()
    {
        RunUp steady = new(3000, 3000, 2);
        ShaftAngle angle = new(8, 0);
        Array.ForEach(steady.Pulses(8), angle.AddEdge);
        angle.Complete(2);
        CampbellFrames frames = CampbellFrames.Of(steady.Signal(RateHz, (8, 1)), RateHz, angle, new());
        Assert.Contains(
            "sweep",
            Assert.Throws<ArgumentException>(() => FixedLineSearch.Find(frames, new())).Message,
            StringComparison.Ordinal);
    }

    private static float[] Signal()
    {
        float[] samples = s_runUp.Signal(RateHz, (1, 1), (8, 0.5), (24, 0.2));
        Random random = new(9);
        for (int n = 0; n < samples.Length; n++)
        {
            double t = n / RateHz;
            double side = 2 * Math.PI * 2 * PolePairs * s_runUp.Revolutions(t);
            double carrier = 2 * Math.PI * CarrierHz * t;
            samples[n] += (float)((0.5 * Math.Cos(2 * Math.PI * 1234.5 * t))
                + (0.3 * Math.Cos(carrier + side)) + (0.3 * Math.Cos(carrier - side))
                + (0.02 * (random.NextDouble() - 0.5)));
        }

        return samples;
    }

    private static ShaftAngle Angle()
    {
        ShaftAngle angle = new(8, 0);
        Array.ForEach(s_runUp.Pulses(8), angle.AddEdge);
        angle.Complete(s_runUp.DurationSeconds);
        return angle;
    }
}
