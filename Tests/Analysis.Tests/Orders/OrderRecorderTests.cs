using Bench.Analysis.Orders;
using Bench.Analysis.Signals;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Tests.Orders;

public sealed class OrderRecorderTests
{
    private static readonly (double Order, double Amplitude)[] s_orders = [(1, 1), (2, 0.5), (7.25, 0.1), (24, 0.3)];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Block_size_changes_no_bit(int blockLength)
    {
        RunUp runUp = new(1200, 4800, 2);
        float[] samples = runUp.Signal(12800, s_orders);
        OrderOptions options = new() { MaxOrder = 30 };
        OrderFrames whole = OrderRecorder.Record(samples, 12800, Angle(runUp, 8), options);

        OrderRecorder recorder = new(12800, options);
        ShaftAngle angle = new(8, 0);
        double[] pulses = runUp.Pulses(8);
        int pulse = 0;
        for (int start = 0; start < samples.Length; start += blockLength)
        {
            int end = Math.Min(samples.Length, start + blockLength);
            recorder.Append(samples.AsSpan(start..end));
            while (pulse < pulses.Length && pulses[pulse] * 12800 < end)
            {
                angle.AddEdge(pulses[pulse++]);
            }

            recorder.Advance(angle);
        }

        angle.Complete(2);
        recorder.Advance(angle);

        Assert.InRange(whole.Count, 40, 60);
        Assert.Equal(whole.SpeedsRpm, recorder.Frames.SpeedsRpm);
        Assert.Equal(whole.TimesSeconds, recorder.Frames.TimesSeconds);
        for (int i = 0; i < whole.Count; i++)
        {
            Assert.Equal(whole.MeanSquares(i), recorder.Frames.MeanSquares(i));
        }
    }

    [Theory]
    [InlineData(600, 6000)]
    [InlineData(6000, 600)]
    public void Cuts_overall_and_residual_of_a_run_up_and_a_coast_down_are_true(double fromRpm, double toRpm)
    {
        RunUp runUp = new(fromRpm, toRpm, 5);
        float[] samples = runUp.Signal(25600, s_orders);
        OrderFrames frames = OrderRecorder.Record(samples, 25600, Angle(runUp, 60), new() { Unit = "m/s²" });
        OrderLevels all = OrderLevels.Of(frames, new() { Orders = [1, 2, 7.25, 24], Step = 100 });
        OrderLevels two = OrderLevels.Of(frames, new() { Orders = [1, 24], Step = 0.1, Axis = OrderLevelAxis.Time });

        for (int k = 0; k < s_orders.Length; k++)
        {
            Assert.Equal($"order {s_orders[k].Order}", all.Cuts[k].Name);
            Assert.Equal("m/s²", all.Cuts[k].Unit);
            Assert.All(Known(all.Cuts[k]), rms => Assert.Equal(s_orders[k].Amplitude / Math.Sqrt(2), rms, 0.001));
        }

        double overall = Math.Sqrt(s_orders.Sum(o => o.Amplitude * o.Amplitude) / 2);
        Assert.All(Known(all.Overall), rms => Assert.Equal(overall, rms, 0.001));
        Assert.All(Known(all.Residual), rms => Assert.InRange(rms, 0, 0.01));
        Assert.All(Known(two.Residual), rms => Assert.Equal(Math.Sqrt((0.25 + 0.01) / 2), rms, 0.001));
        Assert.Equal(("speed", "rpm"), (all.Overall.Axis.Name, all.Overall.Axis.Unit));
        Assert.Equal(("time", "s"), (two.Overall.Axis.Name, two.Overall.Axis.Unit));
        Assert.InRange(Known(all.Overall).Count(), 40, 55);
    }

    [Fact]
    public void A_swinging_speed_leaves_amplitudes_true()
    {
        // 3000 ± 300 rpm at 1.3 Hz: θ = 50t − 5·cos(2π·1.3t)/(2π·1.3).
        const double RateHz = 25600;
        static double Revolutions(double t) => (50 * t) - (5 * Math.Cos(2 * Math.PI * 1.3 * t) / (2 * Math.PI * 1.3));
        float[] samples = [.. Enumerable.Range(0, 4 * 25600).Select(n =>
            (float)s_orders.Sum(o => o.Amplitude * Math.Cos(2 * Math.PI * o.Order * Revolutions(n / RateHz))))];
        ShaftAngle angle = new(60, 1);
        for (int i = -30; i < 11930; i++)
        {
            double target = i / 60.0;
            double t = target / 50;
            for (int k = 0; k < 30; k++)
            {
                t -= (Revolutions(t) - target) / (50 + (5 * Math.Sin(2 * Math.PI * 1.3 * t)));
            }

            if (t > 0)
            {
                angle.AddEdge(t);
            }
        }

        angle.Complete(4);
        OrderFrames frames = OrderRecorder.Record(samples, RateHz, angle, new());
        OrderLevels levels = OrderLevels.Of(frames, new() { Orders = [1, 2, 7.25, 24], Step = 20 });
        for (int k = 0; k < s_orders.Length; k++)
        {
            Assert.All(
                Known(levels.Cuts[k]),
                rms => Assert.Equal(s_orders[k].Amplitude / Math.Sqrt(2), rms, 0.002 * s_orders[k].Amplitude));
        }
    }

    [Fact]
    public void Amplitudes_up_to_0_36_of_the_sample_rate_are_true_to_0_05_percent_and_false_lines_below_minus_100_dB()
    {
        // Order 92 at 6000 rpm is 0.359 · 25600 Hz.
        RunUp runUp = new(600, 6000, 10);
        OrderFrames frames = OrderRecorder.Record(
            runUp.Signal(25600, (1, 1), (92, 1)), 25600, Angle(runUp, 60), new() { MaxOrder = 96 });
        OrderLevels levels = OrderLevels.Of(frames, new() { Orders = [1, 92], BandwidthOrders = 0.25, Step = 50 });
        foreach (Curve cut in levels.Cuts)
        {
            Assert.InRange(cut.Values.Count(double.IsFinite), 80, 110);
            Assert.All(Known(cut), rms => Assert.Equal(1, rms * Math.Sqrt(2), 0.0005));
        }

        Curve spectrum = OrderMaps.Spectrum(frames);
        for (int line = 0; line < spectrum.Axis.Count; line++)
        {
            double order = spectrum.Axis.At(line);
            if (Math.Abs(order - 1) > 0.3 && Math.Abs(order - 92) > 0.3 && double.IsFinite(spectrum.Values[line]))
            {
                double levelDb = Decibel.FromRms(spectrum.Values[line], 1 / Math.Sqrt(2));
                Assert.True(levelDb < -100, $"order {order}: {levelDb:F1} dB");
            }
        }
    }

    [Fact]
    public void Maps_and_spectrum_have_axes_and_units_and_the_order_where_it_belongs()
    {
        RunUp runUp = new(1200, 4800, 4);
        float[] samples = runUp.Signal(25600, s_orders);
        ShaftAngle angle = Angle(runUp, 8);
        OrderFrames frames = OrderRecorder.Record(samples, 25600, angle, new() { MaxOrder = 30, Unit = "Pa" });
        CurveMap overSpeed = OrderMaps.OverSpeed(frames, 100);
        CurveMap overTime = OrderMaps.OverTime(frames, 0.1);
        Curve spectrum = OrderMaps.Spectrum(frames, 2000, 3000);

        int line = overSpeed.Columns.Nearest(24);
        Assert.Equal(24, overSpeed.Columns.At(line));
        double onLine = 0.3 / Math.Sqrt(2) * Math.Sqrt(2.0 / 3);
        foreach (CurveMap map in (CurveMap[])[overSpeed, overTime])
        {
            Assert.Equal("Pa", map.Unit);
            Assert.Equal(map.Rows.Count * map.Columns.Count, map.Values.Length);
            for (int row = 0; row < map.Rows.Count; row++)
            {
                float value = map.Row(row)[line];
                Assert.True(float.IsNaN(value) || Math.Abs(value - onLine) < 0.001);
            }
        }

        Assert.Equal(onLine, spectrum.Values[line], 0.001);
        Assert.Throws<ArgumentException>(() => OrderMaps.Spectrum(frames, 9000));

        CurveMap campbell = CampbellFrames.Of(samples, 25600, angle, new() { FrameLength = 4096, Unit = "Pa" })
            .OverSpeed(200);
        int rows = 0;
        for (int row = 0; row < campbell.Rows.Count; row++)
        {
            int strongest = campbell.Row(row).ToArray().Index().MaxBy(bin => bin.Item).Index;
            double order = campbell.Columns.At(strongest) * 60 / campbell.Rows.At(row);
            Assert.Equal(1, order, 0.2);
            rows++;
        }

        Assert.InRange(rows, 17, 20);
    }

    [Fact]
    public void Order_198_of_60_pulses_with_5_us_jitter_is_true_to_1_percent_and_the_speed_to_3_rpm()
    {
        RunUp runUp = new(1000, 4000, 5);
        float[] samples = runUp.Signal(51200, (198, 1));
        Random random = new(11);
        ShaftAngle angle = new(60, 1);
        foreach (double pulse in runUp.Pulses(60))
        {
            angle.AddEdge(pulse + (5e-6 * Gauss(random)));
        }

        angle.Complete(5);
        OrderFrames frames =
            OrderRecorder.Record(samples, 51200, angle, new() { MaxOrder = 200, Revolutions = 8 });
        Curve cut = OrderLevels.Of(frames, new() { Orders = [198], Step = 100 }).Cuts[0];

        Assert.InRange(Known(cut).Count(), 25, 31);
        Assert.All(Known(cut), rms => Assert.Equal(1, rms * Math.Sqrt(2), 0.01));
        for (int i = 0; i < frames.Count; i++)
        {
            Assert.Equal(runUp.SpeedRpm(frames.TimesSeconds[i]), frames.SpeedsRpm[i], 3.0);
        }

        for (long k = 121; k + 122 < angle.EndKnot; k++)
        {
            Assert.Equal(runUp.SpeedRpm(angle.Knot(k).TimeSeconds), angle.Knot(k).SpeedRpm, 3.0);
        }
    }

    [Fact]
    public void An_order_that_the_sample_rate_does_not_hold_is_marked_or_refused()
    {
        RunUp runUp = new(600, 6000, 5);
        OrderFrames frames = OrderRecorder.Record(
            runUp.Signal(2560, (1, 1), (12, 0.5)), 2560, Angle(runUp, 8), new() { MaxOrder = 100 });
        Curve cut = OrderLevels.Of(frames, new() { Orders = [12], Step = 100 }).Cuts[0];

        // 0.36 · 2560 Hz is order 12.25 at 4514 rpm.
        for (int i = 0; i < cut.Axis.Count; i++)
        {
            double rpm = cut.Axis.At(i);
            bool isBorder = rpm is < 2500 or (> 4450 and < 4600);
            Assert.True(isBorder || double.IsNaN(cut.Values[i]) == (rpm > 4550), $"{rpm} rpm");
        }

        string refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => OrderLevels.Of(frames, new() { Orders = [95] })).Message;
        Assert.Contains("sample faster", refusal, StringComparison.Ordinal);
        Assert.Contains(
            "MaxOrder",
            Assert.Throws<ArgumentOutOfRangeException>(() => OrderLevels.Of(frames, new() { Orders = [120] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_do_not_cross_a_dropout_or_a_standstill()
    {
        RunUp stop = new(1500, 0, 2);
        RunUp start = new(0, 1500, 2);
        ShaftAngle angle = new(8, 0);
        int braked = (int)(stop.Revolutions(2) * 8);
        for (int i = 0; i < braked; i++)
        {
            angle.AddEdge(stop.Seconds(i / 8.0));
        }

        foreach (double pulse in start.Pulses(8))
        {
            angle.AddEdge(3 + pulse);
        }

        angle.Complete(5);
        float[] samples = new float[5 * 5120];
        samples.AsSpan().Fill(1);
        OrderFrames frames = OrderRecorder.Record(samples, 5120, angle, new() { MaxOrder = 20, Revolutions = 2 });
        Curve overall = OrderLevels.Of(
            frames, new() { Orders = [1], Step = 0.1, Axis = OrderLevelAxis.Time }).Overall;
        for (int i = 0; i < overall.Axis.Count; i++)
        {
            if (overall.Axis.At(i) is > 2 and < 3)
            {
                Assert.Equal(double.NaN, overall.Values[i]);
            }
        }

        Assert.Contains(overall.Values, double.IsFinite);
    }

    private static IEnumerable<double> Known(Curve curve) => curve.Values.Where(double.IsFinite);

    private static ShaftAngle Angle(RunUp runUp, int perRevolution)
    {
        ShaftAngle angle = new(perRevolution, 0);
        foreach (double pulse in runUp.Pulses(perRevolution))
        {
            angle.AddEdge(pulse);
        }

        angle.Complete(runUp.DurationSeconds);
        return angle;
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
