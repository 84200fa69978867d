using Bench.Analysis.Tacho;
using Bench.Analysis.Tests.Orders;

namespace Bench.Analysis.Tests.Tacho;

public sealed class ResolverDecoderTests
{
    private const double RateHz = 51200;
    private const int PolePairs = 4;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10000, 10000)]
    [InlineData(10000, 10037.3)]
    public void Angle_and_speed_are_true_with_errors_that_are_found_and_taken_off(double nominalHz, double excitationHz)
    {
        RunUp runUp = new(600, 3000, 1.5);
        (float[] sine, float[] cosine) = Windings(runUp.Revolutions, 1.5, excitationHz, Math.PI * 3 / 180);
        ResolverOptions options = new() { PolePairs = PolePairs, ExcitationHz = nominalHz };
        ResolverReading reading = ResolverDecoder.Decode(sine, cosine, RateHz, options);

        Assert.Equal(0.02, reading.Errors.OffsetSine, 0.0015);
        Assert.Equal(-0.03, reading.Errors.OffsetCosine, 0.0015);
        Assert.Equal(0.95, reading.Errors.AmplitudeRatio, 0.001);
        Assert.Equal(3, reading.Errors.PhaseErrorDegrees, 0.05);
        Assert.InRange(reading.Errors.ResidualPercent, 0, 0.2);

        // Half an electrical turn is open where the carrier's sign is.
        int middle = reading.Revolutions.Length / 2;
        double offset = reading.Revolutions[middle] - runUp.Revolutions(middle / reading.RateHz);
        Assert.Equal(Math.Round(2 * PolePairs * offset), 2 * PolePairs * offset, 0.01);
        for (int i = 20; i < reading.Revolutions.Length - 20; i++)
        {
            Assert.Equal(runUp.Revolutions(i / reading.RateHz) + offset, reading.Revolutions[i], 2e-4);
        }

        for (long k = 70; k + 70 < reading.Angle.EndKnot; k++)
        {
            AngleKnot knot = reading.Angle.Knot(k);
            Assert.Equal(runUp.SpeedRpm(knot.TimeSeconds), knot.SpeedRpm, 1.0);
        }
    }

    [Fact]
    public void Turning_back_ends_the_segment()
    {
        (float[] sine, float[] cosine) = Windings(t => (10 * t) - (4 * t * t), 2, 0, 0);
        ResolverReading reading = ResolverDecoder.Decode(sine, cosine, RateHz, new() { PolePairs = PolePairs });
        AngleReader reader = new(reading.Angle);
        Assert.True(reader.TryRead(0.5, out _, out double speedRpm));
        Assert.Equal(360, speedRpm, 2.0);
        Assert.False(reader.TryRead(1.5, out _, out _));
    }

    [Fact]
    public void What_cannot_be_read_is_refused()
    {
        (float[] sine, float[] cosine) = Windings(t => 0.01 * t, 1, 0, 0);
        Assert.Contains("whole circle", Refusal(0), StringComparison.Ordinal);
        Assert.Contains("sample faster", Refusal(15000), StringComparison.Ordinal);

        string Refusal(double excitationHz) => Assert.Throws<ArgumentException>(() =>
            ResolverDecoder.Decode(sine, cosine, RateHz, new() { ExcitationHz = excitationHz })).Message;
    }

    private static (float[] Sine, float[] Cosine) Windings(
        Func<double, double> revolutions, double seconds, double excitationHz, double phase)
    {
        int count = (int)(seconds * RateHz);
        float[] sine = new float[count];
        float[] cosine = new float[count];
        for (int n = 0; n < count; n++)
        {
            double angle = 2 * Math.PI * PolePairs * revolutions(n / RateHz);
            double carrier = excitationHz > 0 ? Math.Sin((2 * Math.PI * excitationHz * n / RateHz) + 0.7) : 1;
            sine[n] = (float)(carrier * 3 * (0.02 + Math.Sin(angle)));
            cosine[n] = (float)(carrier * 3 * (-0.03 + (0.95 * Math.Cos(angle + phase))));
        }

        return (sine, cosine);
    }
}
