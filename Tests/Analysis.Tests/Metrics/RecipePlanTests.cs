using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Tests.Metrics;

public sealed class RecipePlanTests
{
    private static readonly PartType s_partType = VirtualCycle.Load("7DL");

    [Theory]
    [InlineData("7DL")]
    [InlineData("6AM")]
    public void Recipes_of_the_samples_can_be_planned(string name)
    {
        MeasurementDefinition definition = new RecipeAnalyzer(VirtualCycle.Load(name)).Definition;
        Assert.Equal(definition.Curves.Length, definition.Curves.Select(curve => curve.Key).Distinct().Count());
        Assert.All(definition.Curves, curve => Assert.Equal(curve.Positions.Order(), curve.Positions));
    }

    [Fact]
    public void Curves_have_the_names_units_and_positions_that_were_agreed()
    {
        MeasurementDefinition definition = new RecipeAnalyzer(s_partType).Definition;
        CurveDefinition cut = definition.Curves.Single(curve => curve.Key == "run-up/AccA/OrderCut/order 8");
        Assert.Equal("dB re 1 µm/s²", cut.Unit);
        Assert.Equal(8, cut.Order);
        Assert.Equal(22, cut.Positions.Length);
        Assert.Equal(11500, cut.Positions[^1]);
        CurveDefinition spectrum =
            definition.Curves.Single(curve => curve.Key == "dwell/Mic/OrderSpectrum/order spectrum");
        Assert.Equal("dB re 20 µPa", spectrum.Unit);
        Assert.Equal([0.5, 60.0], new[] { spectrum.Positions[0], spectrum.Positions[^1] });
        Assert.Contains(definition.Curves, curve => curve.Key == "run-up/AccA/Spectrum/1/6 octave");
        Assert.Equal("Hz", definition.Curves.Single(curve => curve.Name == "carrier frequency").Unit);
        Assert.Equal("dB re 1 A", definition.Curves.Single(curve => curve.Name == "carrier level").Unit);
    }

    [Fact]
    public void An_unknown_step_or_channel_is_named()
    {
        Refuses("analyses[0].steps[0] = nowhere", new LevelRequest { Steps = ["nowhere"], Channels = ["AccA"] });
        Refuses("analyses[0].channels[1] = AccX", new LevelRequest { Steps = ["dwell"], Channels = ["AccA", "AccX"] });
    }

    [Fact]
    public void An_order_above_what_the_rate_allows_is_refused()
    {
        // 0.38 of 51.2 kHz at 12 000 rpm is order 97.3.
        Refuses(
            "orders up to 97.3",
            new OrderSpectrumRequest { Steps = ["run-up"], Channels = ["AccA"], MaxOrder = 98 });
        Refuses("analyses[0].orders = 120", Cut(120));
    }

    [Fact]
    public void What_the_step_or_band_cannot_give_is_refused()
    {
        Refuses(
            "analyses[0].stepOrders = 0.01: takes blocks of 400 revolutions, but the step has 200",
            new OrderSpectrumRequest { Steps = ["dwell"], Channels = ["AccA"], MaxOrder = 10, StepOrders = 0.01 });
        Refuses(
            "analyses[0].toHz = 25200",
            new SpectrumRequest { Steps = ["dwell"], Channels = ["AccA"], FromHz = 50, ToHz = 25200 });
        Refuses(
            "analyses[0].toHz = 26000",
            new EnvelopeSpectrumRequest
            {
                Steps = ["dwell"],
                Channels = ["AccA"],
                FromHz = 4000,
                ToHz = 26000,
                MaxOrder = 10,
            });
        Refuses("the three phases", new PhaseCurrentRequest { Steps = ["dwell"], Channels = ["CurU", "CurV"] });
    }

    [Fact]
    public void The_same_curve_twice_is_refused() => Refuses("asked for twice", Cut(8), Cut(8));

    [Fact]
    public void Speed_sources_that_contradict_or_make_no_sense_are_refused()
    {
        RecipeAnalyzer analyzer = new(s_partType);
        Assert.Throws<ArgumentException>(() => analyzer.Start(new AnalysisOptions { FixedSpeedRpm = 0 }));
        Assert.Throws<ArgumentException>(() => analyzer.Start(new AnalysisOptions { FixedSpeedRpm = double.NaN }));
        Assert.Throws<ArgumentException>(() => analyzer.Start(new AnalysisOptions { PulseTimesSeconds = [1, 1] }));
        Assert.Throws<ArgumentException>(
            () => analyzer.Start(new AnalysisOptions { FixedSpeedRpm = 100, PulseTimesSeconds = [1, 2] }));
    }

    private static OrderCutRequest Cut(double order) => new()
    {
        Steps = ["run-up"],
        Channels = ["AccA"],
        Orders = [order],
        FromRpm = 1000,
        ToRpm = 11500,
        StepRpm = 500,
    };

    private static void Refuses(string message, params AnalysisRequest[] requests)
    {
        PartType partType = s_partType with { Analyses = [.. requests] };
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new RecipeAnalyzer(partType));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }
}
