using Bench.Analysis.Metrics;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Metrics;

/// <summary>How a session behaves, on a cycle of 1.6 s at a quarter of the usual rates.</summary>
public sealed class AnalysisSessionTests
{
    private static readonly PartType s_partType = Short();
    private static readonly float[][] s_samples = new VirtualCycle(s_partType).All();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(512)]
    [InlineData(5120)]
    public void The_result_does_not_depend_on_the_block_size(int blockLength)
    {
        AssertSame(Analyse(333), Analyse(blockLength));
    }

    [Fact]
    public void The_result_does_not_depend_on_the_order_of_the_channels()
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start();
        foreach (int channel in new[] { 3, 0, 1, 2, 4, 8, 5, 6, 7 })
        {
            session.Process(channel, s_samples[channel]);
        }

        AssertSame(Analyse(512), session.Complete());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(99)]
    public void Parts_fed_apart_give_the_same_to_the_last_bit(int parts)
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start(new AnalysisOptions { Parts = parts });
        Assert.InRange(session.Parts.Length, 2, parts);
        for (int i = session.Parts.Length - 1; i >= 0; i--)
        {
            for (int c = 0; c < s_samples.Length; c++)
            {
                int channel = (c + i) % s_samples.Length;
                foreach (float[] block in s_samples[channel].Chunk(100 * (i + 1)))
                {
                    session.Parts[i].Process(channel, block);
                }
            }

            session.Parts[i].Complete();
        }

        AssertSame(Analyse(512), session.Complete());
    }

    [Fact]
    public void A_session_fed_as_a_whole_feeds_all_its_parts()
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start(new AnalysisOptions { Parts = 3 });
        Feed(session, 0, s_samples[0].Length, 512);
        AssertSame(Analyse(512), session.Complete());
    }

    [Fact]
    public void Parts_that_were_given_different_samples_are_refused()
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start(new AnalysisOptions { Parts = 2 });
        session.Parts[0].Process(0, s_samples[0]);
        Assert.Throws<InvalidOperationException>(() => session.Complete());
    }

    [Fact]
    public void Nothing_is_allocated_per_block_in_steady_state()
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start();
        Feed(session, 0, 14000, 128);
        int at = 14000;
        Assert.Equal(0, Allocations.PerCall(() => Feed(session, at, at += 128, 128)));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_length_of_the_test()
    {
        // Ten minutes of dwell in steady turning; the same second again and again, 3000 rpm have 50 whole revolutions.
        const int Seconds = 600;
        PartType endless = s_partType with
        {
            Channels = [.. s_partType.Channels.Select(channel => channel with { SampleRateHz = 3200 })],
            Steps = [Step("dwell", StepKind.Dwell, 3000, 3000, Seconds)],
            Analyses =
            [
                new OrderSpectrumRequest { Steps = ["dwell"], Channels = ["AccA"], MaxOrder = 8, StepOrders = 0.5 },
                new LevelRequest { Steps = ["dwell"], Channels = ["AccA", "AccB", "Mic"] },
                new PhaseCurrentRequest { Steps = ["dwell"], Channels = ["CurU", "CurV", "CurW"] },
            ],
        };
        PartType second = endless with { Steps = [Step("dwell", StepKind.Dwell, 3000, 3000, 1)] };
        float[][] samples = new VirtualCycle(second).All();
        using AnalysisSession session = new RecipeAnalyzer(endless).Start();
        long before = 0;
        for (int at = 0; at < Seconds; at++)
        {
            before = at == 10 ? GC.GetAllocatedBytesForCurrentThread() : before;
            for (int c = 0; c < samples.Length; c++)
            {
                session.Process(c, samples[c]);
            }
        }

        // The speed trace takes 200 values of 8 bytes a second, in a list that doubles: 2 MB for ten minutes.
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 4 << 20, $"{allocated} bytes after the first ten seconds");
        Assert.True(float.IsFinite(Values(session.Complete(), "dwell/AccA/OrderSpectrum/order spectrum")[1]));
    }

    [Fact]
    public void A_recording_that_ends_early_has_NaN_where_it_did_not_reach()
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start();
        Feed(session, 0, (int)(0.35 * s_samples[0].Length), 512);
        Measurement measurement = session.Complete();

        Assert.True(float.IsFinite(Values(measurement, "run-up/AccA/OrderCut/order 8")[0]));
        Assert.True(float.IsNaN(Values(measurement, "run-up/AccA/OrderCut/order 8")[^1]));
        Assert.True(float.IsNaN(Values(measurement, "run-up/AccA/Level/rms")[0]));
        Assert.True(float.IsNaN(Values(measurement, "dwell/AccA/OrderSpectrum/order spectrum")[3]));
        Assert.True(float.IsNaN(Values(measurement, "dwell/CurU/PhaseCurrent/unbalance")[0]));
        Assert.True(float.IsNaN(Values(measurement, "dwell/CurU/SwitchingLine/carrier frequency")[0]));
    }

    [Fact]
    public void Without_a_turning_shaft_orders_are_NaN()
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start();
        for (int c = 0; c < s_samples.Length; c++)
        {
            session.Process(c, new float[s_samples[c].Length]);
        }

        Measurement measurement = session.Complete();
        Assert.True(float.IsNaN(Values(measurement, "run-up/AccA/OrderCut/order 8")[1]));
        Assert.True(float.IsNaN(Values(measurement, "dwell/AccA/OrderSpectrum/order spectrum")[3]));
        Assert.True(float.IsNaN(Values(measurement, "dwell/CurU/PhaseCurrent/fundamental")[0]));
        Assert.Equal(FlooredLevel.FloorDb, Values(measurement, "dwell/AccA/Level/rms")[0]);
        Assert.All(session.Speed.SpeedsRpm, speed => Assert.Equal(0, speed));
    }

    [Fact]
    public void A_fixed_speed_takes_the_place_of_a_missing_tacho()
    {
        PartType foreign = s_partType with
        {
            Channels = [s_partType.Channels[0]],
            Tacho = null,
            Steps = [Step("dwell", StepKind.Dwell, 3000, 3000, 1)],
            Analyses =
            [
                new OrderSpectrumRequest { Steps = ["dwell"], Channels = ["AccA"], MaxOrder = 20, StepOrders = 0.5 },
            ],
        };
        RecipeAnalyzer analyzer = new(foreign);
        Assert.Throws<InvalidOperationException>(() => analyzer.Start());

        using AnalysisSession session = analyzer.Start(new AnalysisOptions { FixedSpeedRpm = 3000 });
        session.Process(0, new VirtualCycle(foreign).Samples(0, (_, rev) => Math.Cos(2 * Math.PI * 8 * rev)));
        Assert.Equal(
            20 * Math.Log10(1e6 / Math.Sqrt(2)),
            Values(session.Complete(), "dwell/AccA/OrderSpectrum/order spectrum")[15],
            0.01);
    }

    [Fact]
    public void Given_pulse_times_give_the_same_as_the_tacho_channel()
    {
        VirtualCycle cycle = new(s_partType);
        double end = cycle.Revolutions(s_partType.DurationSeconds - 1e-9);
        List<double> pulses = [];
        for (int i = 1; i < end * 8; i++)
        {
            pulses.Add(TimeAt(cycle, i / 8.0));
        }

        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start(
            new AnalysisOptions { PulseTimesSeconds = pulses });
        Feed(session, 0, s_samples[0].Length, 512);
        float[] given = Values(session.Complete(), "run-up/AccA/OrderCut/order 8").ToArray();
        float[] tacho = Values(Analyse(512), "run-up/AccA/OrderCut/order 8").ToArray();
        for (int i = 0; i < given.Length; i++)
        {
            Assert.Equal(tacho[i], given[i], 0.02);
        }
    }

    [Fact]
    public void A_map_shows_the_run_up_and_nothing_is_mapped_at_constant_speed()
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start();
        Feed(session, 0, s_samples[0].Length, 512);
        session.Complete();
        OrderMap? map = session.Map("run-up", "AccA");

        Assert.NotNull(map);
        Assert.Null(session.Map("dwell", "AccA"));
        Assert.InRange(map.SpeedsRpm.Length, 10, OrderMapBuilder.MaxRows);
        Assert.Equal(map.SpeedsRpm.Order(), map.SpeedsRpm);
        int order8 = (int)Math.Round(8 / map.OrderStep);
        Assert.Equal(
            20 * Math.Log10(0.3e6 / Math.Sqrt(2) / Math.Sqrt(1.5)), map.LevelsDb[(5 * map.Orders) + order8], 0.2);
    }

    [Fact]
    public void A_closed_session_takes_nothing_more()
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start();
        session.Complete();
        Assert.Throws<ObjectDisposedException>(() => session.Process(0, [1f]));
        Assert.Throws<ObjectDisposedException>(() => session.Complete());
    }

    private static PartType Short()
    {
        PartType full = VirtualCycle.Load("7DL");
        return full with
        {
            Channels = [.. full.Channels.Select(channel => channel with { SampleRateHz = channel.SampleRateHz / 4 })],
            Machine = full.Machine with { SwitchingFrequencyHz = 4000 },
            Steps =
            [
                Step("run-up", StepKind.RunUp, 600, 3000, 0.8),
                Step("dwell", StepKind.Dwell, 3000, 3000, 0.8),
            ],
            Analyses =
            [
                new OrderCutRequest
                {
                    Steps = ["run-up"],
                    Channels = ["AccA", "Trq"],
                    Orders = [1, 8],
                    FromRpm = 1200,
                    ToRpm = 2600,
                    StepRpm = 200,
                },
                new OrderSpectrumRequest
                {
                    Steps = ["run-up", "dwell"],
                    Channels = ["AccA", "Mic"],
                    MaxOrder = 40,
                    StepOrders = 0.5,
                },
                new SpectrumRequest { Steps = ["dwell"], Channels = ["AccA", "Mic"], FromHz = 100, ToHz = 5000 },
                new EnvelopeSpectrumRequest
                {
                    Steps = ["dwell"],
                    Channels = ["AccB"],
                    FromHz = 1000,
                    ToHz = 4000,
                    MaxOrder = 10,
                    StepOrders = 0.2,
                },
                new LevelRequest { Steps = ["run-up", "dwell"], Channels = ["AccA"] },
                new PhaseCurrentRequest { Steps = ["dwell"], Channels = ["CurU", "CurV", "CurW"] },
                new SwitchingLineRequest { Steps = ["dwell"], Channels = ["CurU"] },
            ],
        };
    }

    private static TestStep Step(string name, StepKind kind, double startRpm, double endRpm, double seconds) => new()
    {
        Name = name,
        Kind = kind,
        StartRpm = startRpm,
        EndRpm = endRpm,
        DurationSeconds = seconds,
    };

    private static double TimeAt(VirtualCycle cycle, double revolutions)
    {
        double low = 0;
        double high = cycle.PartType.DurationSeconds;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = cycle.Revolutions(middle) < revolutions ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static Measurement Analyse(int blockLength)
    {
        using AnalysisSession session = new RecipeAnalyzer(s_partType).Start();
        Feed(session, 0, s_samples[0].Length, blockLength);
        return session.Complete();
    }

    // All channels with the samples of the same time; the tacho has twice the rate.
    private static void Feed(AnalysisSession session, int from, int to, int blockLength)
    {
        for (int at = from; at < to; at += blockLength)
        {
            for (int c = 0; c < s_samples.Length; c++)
            {
                int ratio = s_samples[c].Length / s_samples[0].Length;
                int end = Math.Min((at + blockLength) * ratio, s_samples[c].Length);
                session.Process(c, s_samples[c].AsSpan(at * ratio, end - (at * ratio)));
            }
        }
    }

    private static ReadOnlySpan<float> Values(Measurement measurement, string key)
    {
        int index = measurement.Definition.Curves.ToList().FindIndex(curve => curve.Key == key);
        Assert.True(index >= 0, key);
        return measurement.Values(index);
    }

    private static void AssertSame(Measurement expected, Measurement actual)
    {
        for (int i = 0; i < expected.Definition.Curves.Length; i++)
        {
            Assert.True(expected.Values(i).SequenceEqual(actual.Values(i)), expected.Definition.Curves[i].Key);
        }
    }
}
