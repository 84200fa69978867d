using System.Collections.Immutable;
using Bench.Analysis.Orders;
using Bench.Analysis.Signals;
using Bench.Plots;
using Bench.Recordings;

namespace Bench.OfflineAnalysis;

/// <summary>Analyses over the shaft's revolutions.</summary>
internal static class OrderAnalyses
{
    private const int OrdersChosen = 5;
    private const double MapRowsPerSecond = 10;
    private const double SpeedStepSeconds = 0.01;
    private const double MapRows = 100;
    private const double RoundRpm = 10;
    private const double DensestOverlap = 63.0 / 64;

    /// <summary>Order map over speed.</summary>
    public static AnalysisReport MapOverSpeed(AnalysisInput input, AnalysisSettings settings)
    {
        (OrderFrames frames, ShaftSpeed speed) = Frames(input, settings);
        double step = StepFor(frames.SpeedsRpm, settings);
        return OfMap(OrderMaps.OverSpeed(frames, step), "Order map", speed, settings);
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
            Step = StepFor(frames.SpeedsRpm, settings),
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
        CampbellFrames frames = CampbellFrames(input, settings, speed);
        CurveMap map = frames.OverSpeed(StepFor(frames.SpeedsRpm, settings));
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

    /// <summary>Order lines as they were asked for.</summary>
    public static OrderOptions Options(AnalysisInput input, AnalysisSettings settings) => new()
    {
        MaxOrder = settings.MaxOrder,
        Revolutions = settings.Revolutions,
        Unit = input.Channel.Unit,
    };

    /// <summary>A curve from a position on: what lies before is the mean, or not known.</summary>
    public static Curve From(Curve curve, double position)
    {
        int first = curve.Axis.Nearest(position);
        return curve with
        {
            Axis = curve.Axis with { First = curve.Axis.At(first), Count = curve.Values.Length - first },
            Values = curve.Values[first..],
        };
    }

    /// <summary>
    /// The spacing of speeds that was asked for, or a round one that no two blocks in a row jump over.
    /// </summary>
    public static double StepFor(ReadOnlySpan<double> speedsRpm, AnalysisSettings settings)
    {
        double[] sorted = speedsRpm.ToArray();
        Array.Sort(sorted);
        double widest = sorted.Zip(sorted.Skip(1), (below, above) => above - below).DefaultIfEmpty(0).Max();
        double least = sorted.Length == 0 ? 1 : (sorted[^1] - sorted[0]) / (4 * MapRows);
        return settings.StepRpm ?? RoundRpm * Math.Ceiling(Math.Max(1, Math.Max(widest, least)) / RoundRpm);
    }

    /// <summary>Spectra over speed, as dense as the change of speed needs them.</summary>
    public static CampbellFrames CampbellFrames(AnalysisInput input, AnalysisSettings settings, ShaftSpeed speed)
    {
        int length = SpectrumAnalyses
            .Options(input, settings, Analysis.Spectra.SpectrumAveraging.Linear).FrameLength;
        return Analysis.Orders.CampbellFrames.Of(input.Samples, input.SampleRateHz, speed.Angle, new CampbellOptions
        {
            FrameLength = length,
            Window = settings.Window,
            Overlap = OverlapFor(input, settings, speed, length),
            Unit = input.Channel.Unit,
        });
    }

    private static (OrderFrames Frames, ShaftSpeed Speed) Frames(AnalysisInput input, AnalysisSettings settings)
    {
        ShaftSpeed speed = settings.Speed.Find(input);
        OrderFrames frames =
            OrderRecorder.Record(input.Samples, input.SampleRateHz, speed.Angle, Options(input, settings));
        return frames.Count > 0
            ? (frames, speed)
            : throw new RecordingException(
                $"No {settings.Revolutions} revolutions without a gap in {input.Seconds:0.##} s: "
                + "take a longer piece or fewer --revolutions.");
    }

    // Frames so dense that each row of a map of a hundred rows gets one, at the fastest change of speed there is.
    private static double OverlapFor(AnalysisInput input, AnalysisSettings settings, ShaftSpeed speed, int length)
    {
        int count = (int)(input.Seconds / SpeedStepSeconds);
        double[] rpm = [.. speed.Sample(SpeedStepSeconds, count).Where(double.IsFinite)];
        if (rpm.Length < 2)
        {
            return settings.Overlap;
        }

        double fastest = rpm.Zip(rpm.Skip(1), (before, after) => Math.Abs(after - before)).Max() / SpeedStepSeconds;
        double row = settings.StepRpm ?? NiceTicks.Step((rpm.Max() - rpm.Min()) / MapRows);
        double hop = fastest > 0 ? row / fastest * input.SampleRateHz : length;
        return Math.Clamp(1 - (hop / length), settings.Overlap, DensestOverlap);
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
