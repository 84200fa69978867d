using System.Collections.Immutable;
using Bench.Analysis.Orders;
using Bench.Analysis.Signals;

namespace Bench.OfflineAnalysis;

/// <summary>Analyses over the shaft's revolutions.</summary>
internal static class OrderAnalyses
{
    private const int OrdersChosen = 5;
    private const double MapRowsPerSecond = 10;
    private const double SpeedStepSeconds = 0.01;

    /// <summary>Order map over speed.</summary>
    public static AnalysisReport MapOverSpeed(AnalysisInput input, AnalysisSettings settings)
    {
        (OrderFrames frames, ShaftSpeed speed) = Frames(input, settings);
        return OfMap(OrderMaps.OverSpeed(frames, settings.StepRpm), "Order map", speed, settings);
    }

    /// <summary>Order map over time.</summary>
    public static AnalysisReport MapOverTime(AnalysisInput input, AnalysisSettings settings)
    {
        (OrderFrames frames, ShaftSpeed speed) = Frames(input, settings);
        return OfMap(OrderMaps.OverTime(frames, 1 / MapRowsPerSecond), "Order map over time", speed, settings);
    }

    /// <summary>Order spectrum.</summary>
    public static AnalysisReport Spectrum(AnalysisInput input, AnalysisSettings settings)
    {
        (OrderFrames frames, ShaftSpeed speed) = Frames(input, settings);
        Curve spectrum = OrderMaps.Spectrum(frames);
        return new AnalysisReport
        {
            Title = "Order spectrum",
            Method = spectrum.Method,
            Curves = [spectrum],
            Scale = ValueScale.Level,
            Markers = KnownLines.OverOrder(settings.PartType),
            Notes = [$"Speed: {speed.Source}."],
        };
    }

    /// <summary>Order cuts, overall and residual level.</summary>
    public static AnalysisReport Cuts(AnalysisInput input, AnalysisSettings settings)
    {
        (OrderFrames frames, ShaftSpeed speed) = Frames(input, settings);
        ImmutableArray<double> orders =
            settings.Orders.IsEmpty ? Strongest(OrderMaps.Spectrum(frames)) : settings.Orders;
        OrderLevels levels = OrderLevels.Of(frames, new OrderLevelOptions
        {
            Orders = orders,
            BandwidthOrders = settings.BandwidthOrders,
            Step = settings.StepRpm,
        });
        return new AnalysisReport
        {
            Title = "Order cuts",
            Method = levels.Overall.Method,
            Curves = [levels.Overall, levels.Residual, .. levels.Cuts],
            Scale = ValueScale.Level,
            Notes =
            [
                $"Speed: {speed.Source}.",
                settings.Orders.IsEmpty ? "The strongest orders of the order spectrum; --order says which." : "",
            ],
        };
    }

    /// <summary>Power over speed and frequency.</summary>
    public static AnalysisReport Campbell(AnalysisInput input, AnalysisSettings settings)
    {
        ShaftSpeed speed = settings.Speed.Find(input);
        int length = SpectrumAnalyses
            .Options(input, settings, Analysis.Spectra.SpectrumAveraging.Linear).FrameLength;
        CurveMap map = CampbellFrames.Of(input.Samples, input.SampleRateHz, speed.Angle, new CampbellOptions
        {
            FrameLength = length,
            Window = settings.Window,
            Overlap = settings.Overlap,
            Unit = input.Channel.Unit,
        }).OverSpeed(settings.StepRpm);
        return OfMap(map, "Campbell map", speed, settings with { PartType = null });
    }

    /// <summary>Shaft speed over time.</summary>
    public static AnalysisReport Speed(AnalysisInput input, AnalysisSettings settings)
    {
        ShaftSpeed speed = settings.Speed.Find(input);
        Axis time = new("time", "s", 0, SpeedStepSeconds, (int)(input.Seconds / SpeedStepSeconds) + 1);
        double[] rpm = speed.Sample(time.Step, time.Count);
        return new AnalysisReport
        {
            Title = "Speed",
            Method = speed.Source,
            Curves = [new Curve("speed", "rpm", time, [.. rpm], speed.Source)],
            Scale = ValueScale.Linear,
            Figures =
            [
                new("lowest", rpm.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min(), "rpm"),
                new("highest", rpm.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max(), "rpm"),
            ],
        };
    }

    private static (OrderFrames Frames, ShaftSpeed Speed) Frames(AnalysisInput input, AnalysisSettings settings)
    {
        ShaftSpeed speed = settings.Speed.Find(input);
        OrderOptions options = new()
        {
            MaxOrder = settings.MaxOrder,
            Revolutions = settings.Revolutions,
            Unit = input.Channel.Unit,
        };
        return (OrderRecorder.Record(input.Samples, input.SampleRateHz, speed.Angle, options), speed);
    }

    private static AnalysisReport OfMap(
        CurveMap map, string title, ShaftSpeed speed, AnalysisSettings settings) => new()
        {
            Title = title,
            Method = map.Method,
            Map = map,
            Scale = ValueScale.Level,
            Markers = KnownLines.OverOrder(settings.PartType),
            Notes = [$"Speed: {speed.Source}."],
        };

    private static ImmutableArray<double> Strongest(Curve spectrum)
    {
        int first = spectrum.Axis.Nearest(0.5);
        return
        [
            .. Enumerable.Range(first, spectrum.Values.Length - first - 1)
                .Where(i => spectrum.Values[i] > spectrum.Values[i - 1] && spectrum.Values[i] >= spectrum.Values[i + 1])
                .OrderByDescending(i => spectrum.Values[i])
                .Take(OrdersChosen)
                .Select(i => spectrum.Axis.At(i))
                .Order(),
        ];
    }
}
