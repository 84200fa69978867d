using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Tacho;
using Bench.Judging;
using Bench.Models.Verdicts;

namespace Bench.Bench.Tests.Judging;

public class ValidityMonitorTests
{
    private static readonly PartType s_partType = PartTypeFile.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "short.json")), "short.json");

    [Fact]
    public void A_run_on_the_profile_without_events_is_valid() =>
        Assert.Empty(Monitor().Complete(Profile(factor: 1), []));

    [Theory]
    [InlineData(0.98, false)]
    [InlineData(1.025, false)]
    [InlineData(0.92, true)]
    [InlineData(1.08, true)]
    public void Speed_away_from_the_profile_by_more_than_its_tolerance_is_invalid(double factor, bool isFault)
    {
        ImmutableArray<Finding> faults = Monitor().Complete(Profile(factor), []);
        Assert.Equal(isFault ? ["speed-off-profile"] : [], faults.Select(f => f.Code));
        Assert.All(faults, fault => Assert.NotEmpty(fault.Instruction));
    }

    [Fact]
    public void A_hole_in_the_tacho_is_named_as_such_and_not_as_a_wrong_speed()
    {
        TachoEvent dropout = new(TachoEventKind.Dropout, 1.5, 0.08);
        Finding fault = Assert.Single(Monitor().Complete(Profile(factor: 0.8), [dropout]));
        Assert.Equal("tacho-lost", fault.Code);
        Assert.Contains("1.50 s", fault.Text, StringComparison.Ordinal);
        Assert.Contains("80 ms", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_motor_that_never_turned_is_invalid()
    {
        Finding fault = Assert.Single(Monitor().Complete(Profile(factor: 0), []));
        Assert.Equal("never-turned", fault.Code);
    }

    [Theory]
    [InlineData(BlockKind.Gap, "samples-lost")]
    [InlineData(BlockKind.Reconnected, "connection-lost")]
    [InlineData(BlockKind.Lost, "connection-lost")]
    [InlineData(BlockKind.Overflow, "overflow")]
    public void Whatever_the_source_reports_ends_the_run_as_invalid(BlockKind kind, string code)
    {
        ValidityMonitor monitor = Monitor();
        using SampleBlock block = new();
        block.SetFault(kind, kind == BlockKind.Gap ? 2 : -1, 51_200, 51_200, 777, "the cable was pulled");
        monitor.Note(block);
        Assert.True(monitor.Broken);
        Assert.Equal(code, Assert.Single(monitor.Complete(speed: null, [])).Code);
    }

    [Fact]
    public void A_device_that_samples_at_another_rate_is_found_before_the_first_sample()
    {
        ImmutableArray<SourceChannel> channels =
        [
            .. s_partType.Channels.Select(c => new SourceChannel(
                c.Id, c.Name, c.Unit, SampleFormat.Float32, 1, 0, SampleClock.FromRate((long)c.SampleRateHz))),
        ];
        ValidityMonitor right = Monitor();
        right.Inspect(channels);
        Assert.False(right.Broken);

        ValidityMonitor wrong = Monitor();
        wrong.Inspect(channels.SetItem(3, channels[3] with { Clock = SampleClock.FromRate(48_000) }));
        Finding fault = Assert.Single(wrong.Complete(speed: null, []));
        Assert.Equal("wrong-rate", fault.Code);
        Assert.Contains("48000 Hz", fault.Text, StringComparison.Ordinal);
        Assert.Contains("51200 Hz", fault.Text, StringComparison.Ordinal);
    }

    private static ValidityMonitor Monitor() => new(s_partType, options: null);

    private static SpeedTrace Profile(double factor)
    {
        ImmutableArray<double> times = [.. Enumerable.Range(0, 290).Select(i => i * 0.01)];
        return new SpeedTrace(times, [.. times.Select(t => factor * SpeedProfile.At(s_partType, t))]);
    }
}
