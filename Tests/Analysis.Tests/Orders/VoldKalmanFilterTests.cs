using System.Numerics;
using Bench.Analysis.Orders;

namespace Bench.Analysis.Tests.Orders;

public sealed class VoldKalmanFilterTests
{
    private static readonly VoldKalmanOptions s_twoShafts = new()
    {
        Orders = [Hertz(0, 1.2, 12), Hertz(1, 0.8, 12)],
        EnvelopeStep = 1,
    };

    [Fact]
    public void Crossing_orders_of_two_shafts_are_separated_to_1_percent_over_the_whole_published_example()
    {
        TwoShafts example = new();
        OrderComponents found = new VoldKalmanFilter(300, s_twoShafts).Process(example.Samples, example.A, example.B);

        Assert.Equal(1, found.EnvelopeStep);
        for (int n = 0; n < TwoShafts.Count; n++)
        {
            Assert.Equal(1, found.Components[0].Rms(n) / TwoShafts.FirstRms(n), 0.01);
            Assert.Equal(1, found.Components[1].Rms(n) / 4, 0.01);
            Assert.Equal(0, found.Residual[n], 0.05);
        }
    }

    [Theory]
    [InlineData(2, 12, 0, 0, 2.828567842872216, -2.7651983423424556e-07)]
    [InlineData(2, 12, 273, 0, 2.833576631834954, 0.0008747622017605451)]
    [InlineData(2, 12, 273, 1, 5.657800620179929, 0.0006707620046426942)]
    [InlineData(2, 12, 450, 0, 4.257663673648278, -7.037913172363115e-05)]
    [InlineData(2, 12, 899, 1, 5.65685423562746, -5.200046463687331e-08)]
    [InlineData(3, 8, 273, 0, 2.834298669443197, 0.014171162044330294)]
    [InlineData(3, 8, 273, 1, 5.670886919967324, -0.0012161970805735255)]
    [InlineData(3, 8, 450, 0, 4.294338185209179, 5.84080017914369e-05)]
    public void Envelopes_are_those_of_an_independent_sparse_solution(
        int poles, double bandwidthHz, int sample, int order, double real, double imaginary)
    {
        // scipy.sparse.linalg.spsolve of the complex equations with orders 1.2, 0.8, −1.2, −0.8, in double precision.
        TwoShafts example = new();
        VoldKalmanOptions options = new()
        {
            Orders = [Hertz(0, 1.2, bandwidthHz), Hertz(1, 0.8, bandwidthHz)],
            Poles = poles,
            EnvelopeStep = 1,
        };
        OrderComponents found = new VoldKalmanFilter(300, options).Process(example.Samples, example.A, example.B);

        Complex envelope = found.Components[order].Envelope[sample];
        Assert.Equal(0, (envelope - new Complex(real, imaginary)).Magnitude, 2e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_tone_at_half_the_bandwidth_beside_the_order_is_3_dB_down(int poles)
    {
        const double RateHz = 1000;
        const int Count = 8000;
        double[] angle = [.. Enumerable.Range(0, Count).Select(n => 100 * n / RateHz)];
        VoldKalmanFilter filter = new(RateHz, new() { Orders = [Hertz(0, 1, 8)], Poles = poles });

        Assert.Equal(-3.0, GainDb(filter, angle, 104, RateHz), 0.05);
        Assert.Equal(0.0, GainDb(filter, angle, 100, RateHz), 0.001);

        // H = 1 / (1 + (√2 − 1)·(f / f_c)^2p), four times as far: 4^2p.
        double far = -20 * Math.Log10(1 + ((Math.Sqrt(2) - 1) * Math.Pow(4, 2 * poles)));
        Assert.Equal(far, GainDb(filter, angle, 116, RateHz), 0.4);
    }

    [Fact]
    public void Coarse_envelopes_agree_with_the_published_form()
    {
        RunUp runUp = new(600, 1800, 4);
        float[] samples = runUp.Signal(1024, (1, 1), (2, 0.3), (2.4, 0.5));
        double[] angle = Angles(runUp, 1024, samples.Length);
        VoldKalmanOptions fine = new()
        {
            Orders = [Hertz(0, 1, 2), Hertz(0, 2, 2), Hertz(0, 2.4, 2)],
            EnvelopeStep = 1,
        };
        OrderComponents one = new VoldKalmanFilter(1024, fine).Process(samples, angle);
        OrderComponents coarse = new VoldKalmanFilter(1024, fine with { EnvelopeStep = 0 }).Process(samples, angle);

        Assert.Equal(16, coarse.EnvelopeStep);
        for (int k = 0; k < 3; k++)
        {
            for (int n = 0; n < samples.Length; n++)
            {
                Complex difference = one.Components[k].Envelope[n] - coarse.Components[k].Envelope[n];
                Assert.Equal(0, difference.Magnitude, 0.001);
            }
        }
    }

    [Fact]
    public void Waveforms_of_a_run_up_add_up_to_the_signal_with_a_bandwidth_that_follows_the_speed()
    {
        RunUp runUp = new(600, 6000, 5);
        (double, double)[] orders = [(1, 1), (2, 0.3), (7.3, 0.5), (24, 0.2)];
        float[] samples = runUp.Signal(12800, orders);
        double[] angle = Angles(runUp, 12800, samples.Length);
        VoldKalmanOptions options = new()
        {
            Orders = [.. orders.Select(o => new TrackedOrder(0, o.Item1, 0.2, OrderBandwidthUnit.Orders))],
        };
        OrderComponents found = new VoldKalmanFilter(12800, options).Process(samples, angle);

        for (int k = 0; k < orders.Length; k++)
        {
            (double order, double amplitude) = orders[k];
            for (int n = 0; n < samples.Length; n += 97)
            {
                Assert.Equal(amplitude, found.Components[k].Envelope[n].Magnitude, 0.002);
                Assert.Equal(
                    amplitude * Math.Cos(2 * Math.PI * order * angle[n]), found.Components[k].Waveform[n], 0.002);
                Assert.Equal(0, found.Residual[n], 0.002);
            }
        }
    }

    [Fact]
    public void A_tone_that_is_no_order_stays_in_the_residual_but_where_an_order_crosses_it()
    {
        RunUp runUp = new(600, 6000, 5);
        float[] samples = runUp.Signal(6400, (8, 1));
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] += (float)(0.5 * Math.Cos(2 * Math.PI * 400 * n / 6400));
        }

        VoldKalmanOptions options = new() { Orders = [Hertz(0, 8, 4)] };
        OrderComponent found =
            new VoldKalmanFilter(6400, options).Process(samples, Angles(runUp, 6400, samples.Length)).Components[0];
        for (int n = 0; n < samples.Length; n++)
        {
            double distanceHz = Math.Abs((8 * runUp.SpeedRpm(n / 6400.0) / 60) - 400);
            if (distanceHz > 60)
            {
                Assert.Equal(1, found.Envelope[n].Magnitude, 0.005);
            }
        }
    }

    [Fact]
    public void Gaps_of_angle_or_signal_are_marked_and_do_not_reach_beyond()
    {
        RunUp runUp = new(1200, 1200, 3);
        float[] samples = runUp.Signal(1000, (1, 1));
        double[] angle = Angles(runUp, 1000, samples.Length);
        angle.AsSpan(1000, 200).Fill(double.NaN);
        samples[2000] = float.NaN;
        OrderComponents found =
            new VoldKalmanFilter(1000, new() { Orders = [Hertz(0, 1, 2)] }).Process(samples, angle);

        for (int n = 0; n < samples.Length; n++)
        {
            bool isGap = n is (>= 1000 and < 1200) or 2000;
            Assert.Equal(isGap, float.IsNaN(found.Components[0].Waveform[n]));
            Assert.Equal(isGap, Complex.IsNaN(found.Components[0].Envelope[n]));
            Assert.Equal(isGap, float.IsNaN(found.Residual[n]));
            Assert.True(isGap || Math.Abs(found.Components[0].Envelope[n].Magnitude - 1) < 0.001);
        }
    }

    [Fact]
    public void What_cannot_be_computed_is_refused()
    {
        RunUp runUp = new(600, 6000, 1);
        float[] samples = runUp.Signal(1000, (1, 1));
        double[] angle = Angles(runUp, 1000, samples.Length);
        Assert.Contains("Sample faster", Refusal(Hertz(0, 6, 5)), StringComparison.Ordinal);
        Assert.Contains("2 shafts", Refusal(Hertz(1, 1, 5)), StringComparison.Ordinal);
        Assert.Contains("fewer poles", Refusal(Hertz(0, 1, 1e-4), 1), StringComparison.Ordinal);
        Assert.Contains("above 0", Refusal(Hertz(0, 1, 0)), StringComparison.Ordinal);
        Assert.Contains("above 0", Refusal(Hertz(0, double.NaN, 1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new VoldKalmanFilter(1000, new() { Orders = [Hertz(0, 1, 1)], Poles = 5 }));

        string Refusal(TrackedOrder order, int step = 0)
        {
            VoldKalmanOptions options = new() { Orders = [order], EnvelopeStep = step };
            return Assert.Throws<ArgumentException>(
                () => new VoldKalmanFilter(1000, options).Process(samples, angle)).Message;
        }
    }

    private static TrackedOrder Hertz(int shaft, double order, double bandwidthHz) =>
        new(shaft, order, bandwidthHz, OrderBandwidthUnit.Hertz);

    private static double[] Angles(RunUp runUp, double rateHz, int count) =>
        [.. Enumerable.Range(0, count).Select(n => runUp.Revolutions(n / rateHz))];

    private static double GainDb(VoldKalmanFilter filter, double[] angle, double toneHz, double rateHz)
    {
        float[] samples = [.. angle.Select((_, n) => (float)Math.Cos(2 * Math.PI * toneHz * n / rateHz))];
        return 20 * Math.Log10(filter.Process(samples, angle).Components[0].Envelope[angle.Length / 2].Magnitude);
    }
}
