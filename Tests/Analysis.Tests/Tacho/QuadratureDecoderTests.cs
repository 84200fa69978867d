using Bench.Analysis.Tacho;
using Bench.Analysis.Tests.Orders;

namespace Bench.Analysis.Tests.Tacho;

public sealed class QuadratureDecoderTests
{
    private const double RateHz = 51200;
    private const int Lines = 64;

    [Theory]
    [InlineData(QuadratureCount.One, 1)]
    [InlineData(QuadratureCount.Two, 2)]
    [InlineData(QuadratureCount.Four, 4)]
    public void Speed_and_direction_of_a_run_up_are_true(QuadratureCount count, int perLine)
    {
        RunUp runUp = new(300, 1500, 2);
        foreach (int direction in (int[])[1, -1])
        {
            QuadratureDecoder decoder = Decode(t => direction * runUp.Revolutions(t), 2, count, 1000);
            Assert.Equal(direction, decoder.Direction);
            Assert.Empty(decoder.Reversals);
            Assert.InRange(decoder.Position * direction, (30 * Lines * perLine) - 2, (30 * Lines * perLine) + 1);
            int inside = decoder.Angle.LookAheadEdges;
            for (long k = inside; k + inside < decoder.Angle.EndKnot; k++)
            {
                AngleKnot knot = decoder.Angle.Knot(k);
                Assert.Equal(runUp.SpeedRpm(knot.TimeSeconds), knot.SpeedRpm, 0.5);
            }
        }
    }

    [Fact]
    public void Speed_through_zero_is_reported_and_no_speed_is_given_across_it()
    {
        // From 600 rpm through 0 after 1 s to −600 rpm.
        QuadratureDecoder decoder = Decode(t => (10 * t) - (5 * t * t), 2, QuadratureCount.Four, 333);

        TachoEvent found = Assert.Single(decoder.Reversals);
        Assert.Equal(TachoEventKind.Reversal, found.Kind);
        Assert.InRange(found.TimeSeconds, 1.0, 1.05);
        Assert.Equal(-1, decoder.Direction);
        Assert.InRange(decoder.Position, -2, 2);
        AngleReader reader = new(decoder.Angle);
        Assert.True(reader.TryRead(0.5, out _, out double before));
        Assert.Equal(300, before, 2.0);
        Assert.False(reader.TryRead(1.0, out _, out _));
        Assert.True(reader.TryRead(1.5, out _, out double after));
        Assert.Equal(300, after, 2.0);
    }

    [Fact]
    public void Block_size_changes_no_bit()
    {
        RunUp runUp = new(300, 1500, 0.5);
        ShaftAngle whole = Decode(runUp.Revolutions, 0.5, QuadratureCount.Four, int.MaxValue).Angle;
        foreach (int block in (int[])[1, 17])
        {
            ShaftAngle pieces = Decode(runUp.Revolutions, 0.5, QuadratureCount.Four, block).Angle;
            Assert.Equal(whole.EndKnot, pieces.EndKnot);
            for (long k = 0; k < whole.EndKnot; k++)
            {
                Assert.Equal(whole.Knot(k), pieces.Knot(k));
            }
        }
    }

    [Fact]
    public void A_dead_track_gives_no_angle()
    {
        RunUp runUp = new(600, 600, 1);
        float[] a = Track(runUp.Revolutions, 1, 0);
        QuadratureDecoder decoder = new(RateHz, new() { LinesPerRevolution = Lines });
        decoder.Process(a, new float[a.Length]);
        decoder.Complete();
        Assert.InRange(decoder.Reversals.Count, 900, QuadratureDecoder.MaxReversals);
        Assert.Equal(0, decoder.Angle.EndKnot);
    }

    private static QuadratureDecoder Decode(
        Func<double, double> revolutions, double seconds, QuadratureCount count, int block)
    {
        float[] a = Track(revolutions, seconds, 0);
        float[] b = Track(revolutions, seconds, 0.25);
        QuadratureDecoder decoder = new(RateHz, new() { LinesPerRevolution = Lines, Count = count });
        for (int start = 0; start < a.Length; start += Math.Min(block, a.Length - start))
        {
            int length = Math.Min(block, a.Length - start);
            decoder.Process(a.AsSpan(start, length), b.AsSpan(start, length));
        }

        decoder.Complete();
        return decoder;
    }

    // A sine between 0 and 5 V per line; B lags by a quarter of a line.
    private static float[] Track(Func<double, double> revolutions, double seconds, double lag) =>
        [.. Enumerable.Range(0, (int)(seconds * RateHz)).Select(
            n => (float)(2.5 + (2.5 * Math.Sin(2 * Math.PI * ((Lines * revolutions(n / RateHz)) - lag)))))];
}
