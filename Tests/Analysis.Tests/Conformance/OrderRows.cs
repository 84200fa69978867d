using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bench.Analysis.Orders;
using Bench.Analysis.Signals;
using Bench.Analysis.Tacho;
using Bench.Analysis.Tests.Orders;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Order tracking of run-ups whose truth was published or computed by others.</summary>
internal static class OrderRows
{
    private const string Exact = "order_tracking/exact/linear_600_6000rpm";

    public static IEnumerable<ConformanceRow> Compute(ConformanceVectors vectors)
    {
        JsonElement published = vectors.Json("order_tracking/published_examples.json");
        return
        [
            .. ExactRunUp(vectors), .. Chirp(published[0]), .. CrossingOrders(published[1]),
            .. SampledTacho(published[2]),
        ];
    }

    private static IEnumerable<ConformanceRow> ExactRunUp(ConformanceVectors vectors)
    {
        JsonElement truth = vectors.Json(Exact + ".json");
        byte[] bytes = File.ReadAllBytes(vectors.FullPath(Exact + ".f32"));
        float[] samples = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        ShaftAngle angle = new(truth.GetProperty("ppr").GetInt32(), 0);
        foreach (string line in File.ReadLines(vectors.FullPath(Exact + "_pulses_s.csv")))
        {
            angle.AddEdge(double.Parse(line, CultureInfo.InvariantCulture));
        }

        double rateHz = truth.GetProperty("fs").GetDouble();
        angle.Complete(samples.Length / rateHz);
        JsonProperty[] lines = [.. truth.GetProperty("truth")[0].GetProperty("orders").EnumerateObject()];
        double[] orders = [.. lines.Select(line => double.Parse(line.Name, CultureInfo.InvariantCulture))];
        OrderFrames frames = OrderRecorder.Record(samples, rateHz, angle, new() { MaxOrder = 55 });
        OrderLevels levels = Cut(frames, orders, 0.25, 500);
        for (int k = 0; k < orders.Length; k++)
        {
            yield return Rms(
                $"order {orders[k]}, 600 to 6000 rpm, exact 60-pulse tacho", "exact run-up", levels.Cuts[k],
                _ => lines[k].Value.GetDouble() / Math.Sqrt(2), 0.0005, "0.05 %, ours");
        }

        Curve spectrum = OrderMaps.Spectrum(frames);
        int falseLines = Enumerable.Range(1, spectrum.Values.Length - 1)
            .Where(i => orders.All(order => Math.Abs(order - spectrum.Axis.At(i)) > 0.3))
            .Count(i => !(20 * Math.Log10(spectrum.Values[i] * Math.Sqrt(2)) < -100));
        yield return new("false lines of the exact run-up", "exact run-up", 0, falseLines, Limits.AtMost(0),
            "none above −100 dB re order 1, ours", "lines");
    }

    private static IEnumerable<ConformanceRow> Chirp(JsonElement example)
    {
        double rateHz = example.GetProperty("fs").GetDouble();
        double[] orders = Numbers(example, "orders");
        double[] rms = Numbers(example, "expected_rms");
        RunUp runUp = new(600, 2400, 5);
        float[] samples = runUp.Signal(rateHz, [.. orders.Zip(Numbers(example, "peak_amplitudes"))]);
        ShaftAngle angle = new(1, 0);
        Array.ForEach([.. Enumerable.Range(1, 123).Select(i => runUp.Seconds(i))], angle.AddEdge);
        angle.Complete(5);

        // Order 6 reaches 0.36 of the rate at 2160 rpm.
        OrderFrames frames = OrderRecorder.Record(samples, rateHz, angle, new() { MaxOrder = 7 });
        OrderLevels levels = Cut(frames, orders, 0.25, 200);
        for (int k = 0; k < orders.Length; k++)
        {
            yield return Rms($"order {orders[k]} of the chirp", "MATLAB ordertrack, Order Magnitudes of Chirp",
                levels.Cuts[k], _ => rms[k], 0.001, "0.1 %, ours");
        }
    }

    private static IEnumerable<ConformanceRow> CrossingOrders(JsonElement example)
    {
        double[] orders = Numbers(example, "orders");
        VoldKalmanOptions options = new()
        {
            Orders = [.. orders.Select((order, k) => new TrackedOrder(k, order, 12, OrderBandwidthUnit.Hertz))],
            EnvelopeStep = 1,
        };
        TwoShafts signal = new();
        OrderComponents found = new VoldKalmanFilter(300, options).Process(signal.Samples, signal.A, signal.B);
        for (int k = 0; k < orders.Length; k++)
        {
            IEnumerable<ConformanceRow> all = Enumerable.Range(0, TwoShafts.Count).Select(n =>
            {
                double expected = k == 0 ? TwoShafts.FirstRms(n) : 4;
                return new ConformanceRow("", "MATLAB ordertrack, Track Crossing Orders", expected,
                    found.Components[k].Rms(n), Limits.Relative(0.01, expected), "");
            });
            yield return ConformanceRow.WorstOf(
                all, $"order {orders[k]} of shaft {k + 1}, crossing, every sample", "1 %, ours");
        }
    }

    // The published tacho, one sine per revolution sampled at 2 kHz, with orders added to it: from samples to cuts.
    private static IEnumerable<ConformanceRow> SampledTacho(JsonElement example)
    {
        const string Source = "ABRAVIBE toolbox; Brandt, 2011, example 12.7.1";
        double rateHz = example.GetProperty("fs").GetDouble();
        double seconds = example.GetProperty("T").GetDouble();
        RunUp runUp = new(
            60 * example.GetProperty("f0").GetDouble(), 60 * example.GetProperty("f1").GetDouble(), seconds);
        ReadOnlySpan<float> tacho = runUp.Signal(rateHz, (1, 1));
        TachoEdges detector = new(rateHz, 0, 0.2);
        ShaftAngle angle = new(1, 0);
        while (detector.TryNext(ref tacho, out double edge))
        {
            angle.AddEdge(edge);
        }

        angle.Complete(seconds);
        IEnumerable<ConformanceRow> speeds = Enumerable.Range(2, (int)angle.EndKnot - 4).Select(k => Ratio(
            "", Source, runUp.SpeedRpm(angle.Knot(k).TimeSeconds), angle.Knot(k).SpeedRpm, 0.002, "", "rpm"));
        yield return ConformanceRow.WorstOf(
            speeds, "speed of the sampled sine tacho, every revolution", "0.2 %, ours: 20 samples per edge at the end");

        (double Order, double Amplitude)[] orders = [(1, 1), (2.5, 0.5), (5, 0.2)];
        OrderFrames frames =
            OrderRecorder.Record(runUp.Signal(rateHz, orders), rateHz, angle, new() { MaxOrder = 6 });
        OrderLevels levels = Cut(frames, orders.Select(line => line.Order), 0.5, 500);
        for (int k = 0; k < orders.Length; k++)
        {
            yield return Rms($"order {orders[k].Order} cut with the sampled sine tacho", Source, levels.Cuts[k],
                _ => orders[k].Amplitude / Math.Sqrt(2), 0.005, "0.5 %, ours");
        }
    }

    private static OrderLevels Cut(
        OrderFrames frames, IEnumerable<double> orders, double bandwidth, double stepRpm) =>
        OrderLevels.Of(frames, new() { Orders = [.. orders], BandwidthOrders = bandwidth, Step = stepRpm });

    private static ConformanceRow Rms(
        string name, string source, Curve cut, Func<int, double> expected, double tolerance, string origin)
    {
        IEnumerable<ConformanceRow> points = cut.Values
            .Select((rms, i) => Ratio("", source, expected(i), rms, tolerance, ""))
            .Where(row => !double.IsNaN(row.Actual));
        return ConformanceRow.WorstOf(points, name, origin);
    }

    private static ConformanceRow Ratio(
        string name,
        string source,
        double expected,
        double actual,
        double tolerance,
        string origin,
        string unit = "") =>
        new(name, source, expected, actual, Limits.Relative(tolerance, expected), origin, unit);

    private static double[] Numbers(JsonElement example, string name) =>
        [.. example.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
