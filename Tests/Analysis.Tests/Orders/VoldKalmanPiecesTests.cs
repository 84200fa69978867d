using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Tests.Orders;

public sealed class VoldKalmanPiecesTests
{
    private const double RateHz = 1024;

    [Theory]
    [InlineData(1, 151_000)]
    [InlineData(2, 164_000)]
    [InlineData(3, 240_000)]
    [InlineData(4, 315_000)]
    public void Pieces_give_the_envelopes_of_one_piece(int poles, int mostEntries)
    {
        (OrderComponents one, OrderComponents pieces) = Both(poles, [1, 2, 3.5], 16, mostEntries);
        Assert.DoesNotContain("pieces", one.Method, StringComparison.Ordinal);
        Assert.Matches("[3-9] pieces", pieces.Method);
        Assert.InRange(Worst(one, pieces), 0, 1e-5);
    }

    [Fact]
    public void Orders_closer_than_their_bandwidth_are_joined_as_exactly()
    {
        // Orders 2 and 2.4: 4 Hz apart at the begin, 12 Hz at the end.
        (OrderComponents one, OrderComponents pieces) = Both(2, [1, 2, 2.4], 8, 100_000);
        Assert.Matches("[3-9] pieces", pieces.Method);
        Assert.InRange(Worst(one, pieces), 0, 1e-4);
    }

    // 1 / (1 + (√2 − 1)·(2f/B)²ᵖ) has its poles at s = ω·e^(iφ), ω = πB·(√2 − 1)^(−1/2p); two poles: e^(−2.77·B·t).
    [Fact]
    public void Settling_is_that_of_the_slowest_pole()
    {
        Assert.Equal(Math.Log(1e6) / 4.881, VoldKalmanPieces.SettlingSeconds(1, 1), 1e-3);
        Assert.Equal(Math.Log(1e6) / 2.769, VoldKalmanPieces.SettlingSeconds(2, 1), 1e-3);
        Assert.Equal(0.1 * Math.Log(1e6) / 2.769, VoldKalmanPieces.SettlingSeconds(2, 10), 1e-3);
    }

    [Fact]
    public void Pieces_cover_the_signal_and_overlap_by_three_settling_times()
    {
        VoldKalmanPieces pieces = VoldKalmanPieces.Plan(100_001, 4, 3001, 1000);
        (int From, int To)[] all = [.. pieces.All()];
        Assert.Equal((0, 12_000), all[0]);
        Assert.Equal((9000, 21_000), all[1]);
        Assert.Equal(100_001, all[^1].To);
        Assert.All(all, piece => Assert.InRange(piece.To - piece.From, 3001, 12_000));
        Assert.Equal(0, pieces.LaterShare(1000));
        Assert.Equal(0.5, pieces.LaterShare(1500), 1e-12);
        Assert.Equal(1, pieces.LaterShare(2000));
        Assert.Equal([(0, 12_000)], VoldKalmanPieces.Plan(12_000, 4, 3001, 1e6).All());
    }

    [Fact]
    public void A_piece_too_short_for_its_band_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Both(2, [1], 1, 3000));
        Assert.Contains("raise MaxMatrixEntries", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_names_the_sources_of_its_speeds()
    {
        SpeedSource source = new(SpeedSourceKind.ThreePhaseCurrent, "three currents, 4 pole pairs", 0.1, 0, 0.93);
        double[] angle = [.. Enumerable.Range(0, 1000).Select(n => 20 * n / RateHz)];
        VoldKalmanOptions options = new() { Orders = [new(0, 1, 5, OrderBandwidthUnit.Hertz)], Sources = [source] };
        OrderComponents found = new VoldKalmanFilter(RateHz, options).Process(new float[1000], angle);
        Assert.Equal(
            "coupled Vold-Kalman filter, second generation, 2 poles; speed from three currents, 4 pole pairs, "
            + "confidence 0.93",
            found.Method);
        Assert.Equal([source], found.Sources);
    }

    // A run-up from 600 to 1800 rpm in 12 s, with noise, so that no envelope is constant.
    private static (OrderComponents One, OrderComponents Pieces) Both(
        int poles, double[] orders, double bandwidthHz, int mostEntries)
    {
        RunUp runUp = new(600, 1800, 12);
        float[] samples = runUp.Signal(RateHz, [.. orders.Select(order => (order, 1 / order))]);
        Random random = new(11);
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] += (float)(random.NextDouble() - 0.5);
        }

        double[] angle = [.. Enumerable.Range(0, samples.Length).Select(n => runUp.Revolutions(n / RateHz))];
        VoldKalmanOptions options = new()
        {
            Orders = [.. orders.Select(order => new TrackedOrder(0, order, bandwidthHz, OrderBandwidthUnit.Hertz))],
            Poles = poles,
        };
        return (new VoldKalmanFilter(RateHz, options).Process(samples, angle),
            new VoldKalmanFilter(RateHz, options with { MaxMatrixEntries = mostEntries }).Process(samples, angle));
    }

    private static double Worst(OrderComponents one, OrderComponents pieces) => one.Components
        .Zip(pieces.Components)
        .SelectMany(pair => pair.First.Envelope.Zip(pair.Second.Envelope))
        .Max(pair => (pair.First - pair.Second).Magnitude);
}
