using Bench.Models.Drift;

namespace Bench.Models.Tests.Drift;

public class DriftAttributionTests
{
    [Fact]
    public void Nothing_drifts() => Assert.Equal(DriftSource.None, Of("A x . ?", "B x . ?").Source);

    [Fact]
    public void The_golden_motor_at_one_channel_of_one_bench_is_a_sensor()
    {
        DriftFinding finding = Of("A x ! moved", "A y . as-ever", "B x . as-ever");

        Assert.Equal(new DriftFinding(DriftSource.Sensor, "A", "x"), finding);
        Assert.Contains("sensor x of A", finding.Instruction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_golden_motor_at_several_channels_of_one_bench_is_the_bench() =>
        Assert.Equal(new DriftFinding(DriftSource.Bench, "A", ""), Of("A x ! moved", "A y ! moved", "B x . as-ever"));

    [Fact]
    public void The_golden_motor_on_several_benches_is_the_golden_motor() =>
        Assert.Equal(DriftSource.GoldenMotor, Of("A x ! moved", "B x ! moved").Source);

    [Fact]
    public void All_benches_at_once_are_the_motors() =>
        Assert.Equal(DriftSource.Process, Of("A x ! ?", "B x ! ?").Source);

    [Fact]
    public void One_bench_alone_is_the_bench() =>
        Assert.Equal(new DriftFinding(DriftSource.Bench, "B", ""), Of("A x . ?", "B x ! ?", "B y ! ?"));

    [Fact]
    public void A_golden_motor_as_ever_clears_the_only_bench() =>
        Assert.Equal(new DriftFinding(DriftSource.Process, "A", ""), Of("A x ! as-ever", "A y . as-ever"));

    [Fact]
    public void The_only_bench_without_a_golden_motor_cannot_be_told()
    {
        DriftFinding finding = Of("A x ! ?");

        Assert.Equal(DriftSource.Unknown, finding.Source);
        Assert.Contains("golden motor", finding.Instruction, StringComparison.Ordinal);
    }

    // "bench channel alarm golden"
    private static DriftFinding Of(params string[] series) => DriftAttribution.Attribute(
    [
        .. series.Select(text => text.Split(' ')).Select(part => new DriftSeries(
            part[0],
            part[1],
            part[2] == "!",
            part[3] switch
            {
                "moved" => GoldenMotor.Moved,
                "as-ever" => GoldenMotor.AsEver,
                _ => GoldenMotor.NotMeasured,
            })),
    ]);
}
