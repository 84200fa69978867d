using System.Globalization;
using System.Runtime.InteropServices;
using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Orders;

/// <summary>Order tracking of run-ups whose truth was published or computed by others.</summary>
public sealed class PublishedRunUpTests
{
    private const string Vector = "reference/vectors/order_tracking/exact/linear_600_6000rpm";

    [Fact]
    public void Amplitudes_of_the_exact_run_up_are_true_to_0_05_percent()
    {
        (float[] samples, double[] pulses) = ReadVector();
        OrderTransform transform = new(256, 8, 60);
        (double Order, double Peak)[] truth = [(0.5, 0.2), (1, 1), (2, 0.5), (7.25, 0.1), (24, 0.3), (48, 0.05)];
        List<OrderCut> cuts = [.. truth.Select(line => new OrderCut(line.Order, 0.25, 8, 1000, 500, 10))];
        Track(samples, 25600, pulses, 60, 256, 55, transform, cuts, null);

        for (int i = 0; i < truth.Length; i++)
        {
            for (int point = 0; point < 10; point++)
            {
                double peak = Math.Sqrt(2 * cuts[i].MeanSquare(point));
                Assert.Equal(1, peak / truth[i].Peak, 0.0005);
            }
        }
    }

    [Fact]
    public void False_lines_of_the_exact_run_up_lie_below_minus_100_dB()
    {
        (float[] samples, double[] pulses) = ReadVector();
        OrderTransform transform = new(256, 8, 60);
        OrderSpectrum spectrum = new(55, 0.125, transform);
        Track(samples, 25600, pulses, 60, 256, 55, transform, [], spectrum);

        double[] lines = [0.5, 1, 2, 7.25, 24, 48];
        for (int point = 1; point < spectrum.Points; point++)
        {
            double order = (point + 1) * 0.125;
            if (lines.All(line => Math.Abs(line - order) > 0.3))
            {
                double level = 10 * Math.Log10(spectrum.MeanSquare(point) / 0.5);
                Assert.True(level < -100, $"order {order}: {level:F1} dB re order 1");
            }
        }
    }

    [Fact]
    public void The_chirp_with_four_orders_shows_its_published_rms_values()
    {
        // MATLAB Signal Processing Toolbox, ordertrack, "Order Magnitudes of Chirp with Four Orders": 600 Hz, 5 s,
        // 10 to 40 rev/s, orders 1, 0.5, 4, 6 of rms 1/√2, 1/√8, 1, √2.
        RunUp runUp = new(600, 2400, 5);
        double root2 = Math.Sqrt(2);
        float[] samples = runUp.Signal(600, (1, 1), (0.5, 0.5), (4, root2), (6, 2));
        double[] pulses = [.. Enumerable.Range(1, 123).Select(i => runUp.Seconds(i))];
        OrderTransform transform = new(32, 8, 7);
        (double Order, double Rms)[] truth = [(1, 1 / root2), (0.5, 1 / root2 / 2), (4, 1), (6, root2)];
        List<OrderCut> cuts = [.. truth.Select(line => new OrderCut(line.Order, 0.25, 8, 1200, 1200, 1))];

        // Order 6 reaches 0.4 of the rate at 2400 rpm; the cut ends at 1800 rpm.
        Track(samples, 600, pulses, 1, 32, 7, transform, cuts, null);
        for (int i = 0; i < truth.Length; i++)
        {
            Assert.Equal(1, Math.Sqrt(cuts[i].MeanSquare(0)) / truth[i].Rms, 0.001);
        }
    }

    [Fact]
    public void An_order_above_the_highest_of_interest_leaves_nothing_below_it_in_a_fast_run_up()
    {
        // 1900 rpm/s through four changes of the anti-alias filter; order 90 lies in its transition.
        RunUp runUp = new(900, 12000, 5.8421052631578947);
        float[] samples = runUp.Signal(51200, (90, 1));
        OrderTransform transform = new(256, 4, 60);
        List<OrderCut> cuts = [.. Enumerable.Range(2, 57).Select(order => new OrderCut(order, 0.5, 4, 1000, 250, 41))];
        Track(samples, 51200, runUp.Pulses(8), 8, 256, 60, transform, cuts, null);

        foreach (OrderCut cut in cuts)
        {
            for (int point = 0; point < 41; point++)
            {
                Assert.InRange(10 * Math.Log10(2 * cut.MeanSquare(point)), double.NegativeInfinity, -100);
            }
        }
    }

    private static void Track(
        float[] samples,
        double sampleRateHz,
        double[] pulses,
        int pulsesPerRevolution,
        int samplesPerRevolution,
        double maxOrder,
        OrderTransform transform,
        List<OrderCut> cuts,
        OrderSpectrum? spectrum)
    {
        OrderTask task = new(0, 0, transform);
        task.Cuts.AddRange(cuts);
        if (spectrum is not null)
        {
            task.Spectra.Add(spectrum);
        }

        double end = samples.Length / sampleRateHz;
        OrderTracker tracker = new(
            sampleRateHz, samplesPerRevolution, maxOrder, 1, [new TimeSpanSeconds(0, end)], [task]);
        ShaftAngle angle = new(pulsesPerRevolution, 0);
        foreach (double pulse in pulses)
        {
            angle.AddEdge(pulse);
        }

        angle.Complete(end);
        tracker.Append(0, samples);
        tracker.Advance(angle);
    }

    private static (float[] Samples, double[] Pulses) ReadVector()
    {
        string? file = SharedData.Find(Vector + ".f32");
        Assert.SkipUnless(file is not null, Vector + " is not here");
        float[] samples = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
        double[] pulses = [.. File.ReadLines(SharedData.Find(Vector + "_pulses_s.csv")!)
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        return (samples, pulses);
    }
}
