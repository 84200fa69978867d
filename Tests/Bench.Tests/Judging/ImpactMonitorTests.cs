using Bench.Analysis.PartTypes;
using Bench.Judging;

namespace Bench.Bench.Tests.Judging;

public class ImpactMonitorTests
{
    private const int Rate = 10_000;
    private const double Duration = 4;

    private static readonly PartType s_partType = new()
    {
        Name = "T",
        Description = "test",
        Revision = 1,
        Machine = new Machine
        {
            Rotor = RotorKind.PermanentMagnet,
            PolePairs = 1,
            StatorSlots = 3,
            SwitchingFrequencyHz = 1000,
        },
        Channels =
        [
            Channel("A", Quantity.Acceleration),
            Channel("B", Quantity.Acceleration),
            Channel("M", Quantity.SoundPressure),
        ],
        Tacho = new Tacho { Channel = "T", PulsesPerRevolution = 1 },
        Steps =
        [
            new TestStep
            {
                Name = "dwell",
                Kind = StepKind.Dwell,
                StartRpm = 1,
                EndRpm = 1,
                DurationSeconds = Duration,
            },
        ],
        Analyses = [],
    };

    [Fact]
    public void One_blow_on_all_sensors_is_found_where_it_happens()
    {
        ImpactMonitor monitor = Watch((channel, time) => Blow(time - 2.0));
        double found = Assert.Single(monitor.FindBlows());
        Assert.Equal(2.0, found, 0.006);
    }

    [Fact]
    public void A_knock_on_one_sensor_only_is_the_motors_own()
    {
        ImpactMonitor monitor = Watch((channel, time) => channel == 0 ? Blow(time - 2.0) : 0);
        Assert.Empty(monitor.FindBlows());
    }

    // A brush at low speed: every sensor feels it, the one beside it ten times as much.
    [Fact]
    public void A_knock_that_one_sensor_shows_far_more_than_another_is_the_motors_own()
    {
        ImpactMonitor monitor = Watch((channel, time) => (channel == 0 ? 1.0 : 0.1) * Blow(time - 2.0));
        Assert.Empty(monitor.FindBlows());
    }

    // 9 dB at the microphone, which the motor drowns, and 17 dB and more at the accelerometers.
    [Fact]
    public void A_blow_that_the_microphone_hardly_hears_is_found_by_the_accelerometers()
    {
        ImpactMonitor monitor = Watch((channel, time) => (channel == 2 ? 0.045 : 0.12) * Blow(time - 2.0));
        double found = Assert.Single(monitor.FindBlows());
        Assert.Equal(2.0, found, 0.006);
    }

    [Fact]
    public void A_part_that_knocks_all_the_time_is_the_motors_own()
    {
        ImpactMonitor monitor = Watch((channel, time) => Blow(time % 0.25));
        Assert.Empty(monitor.FindBlows());
    }

    [Fact]
    public void A_level_that_rises_steadily_is_no_blow()
    {
        ImpactMonitor monitor = Watch((channel, time) => Math.Exp(2.3 * time) * Math.Sin(2 * Math.PI * 700 * time));
        Assert.Empty(monitor.FindBlows());
    }

    private static double Blow(double sinceSeconds) =>
        sinceSeconds < 0 ? 0 : 50 * Math.Exp(-sinceSeconds / 0.01) * Math.Sin(2 * Math.PI * 900 * sinceSeconds);

    private static ImpactMonitor Watch(Func<int, double, double> extra)
    {
        ImpactMonitor monitor = new(s_partType);
        for (int channel = 0; channel < s_partType.Channels.Length; channel++)
        {
            Random random = new(channel + 1);
            float[] samples = new float[(int)(Rate * Duration)];
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = (float)(random.NextDouble() - 0.5 + extra(channel, (double)i / Rate));
            }

            foreach (float[] block in samples.Chunk(333))
            {
                monitor.Inspect(channel, block);
            }
        }

        return monitor;
    }

    private static Channel Channel(string id, Quantity quantity) =>
        new() { Id = id, Name = id, Quantity = quantity, SampleRateHz = Rate, FullScale = 1000 };
}
