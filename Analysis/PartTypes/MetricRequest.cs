using System.Collections.Immutable;
using System.Globalization;
using Bench.Analysis.Octaves;

namespace Bench.Analysis.PartTypes;

/// <summary>How many values of a quantity become one.</summary>
public enum Aggregation
{
    /// <summary>Their mean; of levels the mean of their energies.</summary>
    Mean,

    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>What a share of them exceeds: 5 % for N5 of a loudness.</summary>
    Percentile,
}

/// <summary>Ranges of shaft speed, one beside the other, each of which gives a value.</summary>
public sealed record SpeedRanges
{
    // Borders that meet but for rounding.
    private const double Rounding = 1e-9;

    /// <summary>Lower end of the first range in rpm.</summary>
    public required double FromRpm { get; init; }

    /// <summary>Upper end of the last range in rpm.</summary>
    public required double ToRpm { get; init; }

    /// <summary>Width of each in rpm; null for a single range. The last one ends at <see cref="ToRpm"/>.</summary>
    public double? WidthRpm { get; init; }

    /// <summary>Width of a range.</summary>
    internal double StepRpm => WidthRpm ?? (ToRpm - FromRpm);

    /// <summary>Number of ranges that fit.</summary>
    internal int Count => (int)(((ToRpm - FromRpm) / StepRpm) + Rounding);

    /// <summary>Middle of each range.</summary>
    internal ImmutableArray<double> Centres =>
        [.. Enumerable.Range(0, Count).Select(i => FromRpm + ((i + 0.5) * StepRpm))];

    /// <summary>What a single range adds to the name of its value; nothing where there are several.</summary>
    internal string Clause =>
        Count == 1 ? string.Create(CultureInfo.InvariantCulture, $" {FromRpm:0}-{ToRpm:0} rpm") : "";
}

/// <summary>An analysis whose curves have names of their own.</summary>
public abstract record MetricRequest : AnalysisRequest
{
    /// <summary>Names of its curves, in their order; unlike for each line of a recipe that asks for others.</summary>
    internal abstract ImmutableArray<string> CurveNames { get; }
}

/// <summary>A metric over time: of a whole step, or of a part of it.</summary>
public abstract record SegmentRequest : MetricRequest
{
    /// <summary>Start of the part, in seconds since the step's begin.</summary>
    public double FromSeconds { get; init; }

    /// <summary>End of the part, in seconds since the step's begin; null for the step's end.</summary>
    public double? ToSeconds { get; init; }

    /// <summary>What the part adds to the names of its values; nothing for a whole step.</summary>
    private protected string Clause => (FromSeconds, ToSeconds) switch
    {
        (0, null) => "",
        (_, null) => string.Create(CultureInfo.InvariantCulture, $" from {FromSeconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $" {FromSeconds}-{ToSeconds} s"),
    };
}

/// <summary>Fractional-octave band levels by filters of class 1, IEC 61260-1:2014.</summary>
public sealed record OctaveBandRequest : SegmentRequest
{
    /// <summary>Bands per octave: 1, 3, 6 or 12.</summary>
    public int BandsPerOctave { get; init; } = 3;

    /// <summary>Centre of the lowest band in Hz, about.</summary>
    public required double FromHz { get; init; }

    /// <summary>Centre of the highest band in Hz, about.</summary>
    public required double ToHz { get; init; }

    /// <summary>Equivalent level, or the largest of its F or S averages.</summary>
    public OctaveLevel Level { get; init; } = OctaveLevel.Equivalent;

    internal override ImmutableArray<string> CurveNames =>
    [
        (BandsPerOctave == 1 ? "octave" : $"1/{BandsPerOctave} octave") + " filters" + Level switch
        {
            OctaveLevel.FastMaximum => " F max",
            OctaveLevel.SlowMaximum => " S max",
            _ => "",
        } + Clause,
    ];
}

/// <summary>A band of frequencies.</summary>
public sealed record FrequencyBand
{
    /// <summary>Lower edge in Hz.</summary>
    public required double FromHz { get; init; }

    /// <summary>Upper edge in Hz.</summary>
    public required double ToHz { get; init; }
}

/// <summary>Crest factor, kurtosis and impulse factor of bands: figures that rise with impacts.</summary>
public sealed record ImpulseRequest : SegmentRequest
{
    /// <summary>The bands.</summary>
    public required ImmutableArray<FrequencyBand> Bands { get; init; }

    internal override ImmutableArray<string> CurveNames =>
    [
        .. Bands.SelectMany(band => (string[])
        [
            string.Create(CultureInfo.InvariantCulture, $"crest {band.FromHz}-{band.ToHz} Hz{Clause}"),
            string.Create(CultureInfo.InvariantCulture, $"kurtosis {band.FromHz}-{band.ToHz} Hz{Clause}"),
            string.Create(CultureInfo.InvariantCulture, $"impulse factor {band.FromHz}-{band.ToHz} Hz{Clause}"),
        ]),
    ];
}

/// <summary>Vibration severity, rms of the velocity in mm/s, ISO 20816-1:2016.</summary>
public sealed record SeverityRequest : SegmentRequest
{
    /// <summary>Lower edge in Hz.</summary>
    public double FromHz { get; init; } = 10;

    /// <summary>Upper edge in Hz.</summary>
    public double ToHz { get; init; } = 1000;

    internal override ImmutableArray<string> CurveNames =>
        [string.Create(CultureInfo.InvariantCulture, $"severity {FromHz}-{ToHz} Hz{Clause}")];
}

/// <summary>LAeq, LAFmax and LCpeak, class 1 of IEC 61672-1:2013.</summary>
public sealed record SoundLevelRequest : SegmentRequest
{
    internal override ImmutableArray<string> CurveNames => [$"LAeq{Clause}", $"LAFmax{Clause}", $"LCpeak{Clause}"];
}

/// <summary>
/// Loudness by ISO 532-1:2017 (time-varying) and sharpness by DIN 45692:2009: N5, N10, largest N and S5 of the step or
/// part, or, with ranges of speed, one value of either for each range.
/// </summary>
public sealed record LoudnessRequest : SegmentRequest
{
    /// <summary>Ranges of speed of a run-up or coast-down; null for single figures of the whole.</summary>
    public SpeedRanges? Ranges { get; init; }

    /// <summary>What is taken of the values within a range.</summary>
    public Aggregation Aggregation { get; init; } = Aggregation.Percentile;

    /// <summary>Share of the time in % that exceeds a percentile.</summary>
    public double Percent { get; init; } = 5;

    internal override ImmutableArray<string> CurveNames
    {
        get
        {
            string end = (Ranges?.Clause ?? "") + Clause;
            string which = AggregationName.Of(Aggregation, Percent);
            return Ranges is null
                ? [$"N5{end}", $"N10{end}", $"N max{end}", $"S5{end}"]
                : [$"loudness {which}{end}", $"sharpness {which}{end}"];
        }
    }
}

/// <summary>
/// Prominent tones at constant speed: largest tone-to-noise and prominence ratio (ECMA-418-1:2024) and decisive
/// audibility (ISO/PAS 20065:2016).
/// </summary>
public sealed record ToneRequest : SegmentRequest
{
    internal override ImmutableArray<string> CurveNames =>
        [$"tone-to-noise ratio{Clause}", $"prominence ratio{Clause}", $"audibility{Clause}"];
}

/// <summary>
/// Levels of orders, overall level and what the orders leave of it, aggregated over a step or over ranges of speed.
/// </summary>
public sealed record OrderLevelRequest : MetricRequest
{
    /// <summary>Orders of the shaft; may be empty for the overall level alone.</summary>
    public ImmutableArray<double> Orders { get; init; } = [];

    /// <summary>Highest order that the overall level counts.</summary>
    public required double MaxOrder { get; init; }

    /// <summary>Width of an order in orders; energy within ± half of it is summed.</summary>
    public double BandwidthOrders { get; init; } = 0.5;

    /// <summary>Ranges of speed; null for the whole step.</summary>
    public SpeedRanges? Ranges { get; init; }

    /// <summary>What is taken of the blocks of revolutions within a range.</summary>
    public Aggregation Aggregation { get; init; } = Aggregation.Mean;

    /// <summary>Share of the blocks in % that exceeds a percentile.</summary>
    public double Percent { get; init; } = 5;

    internal override ImmutableArray<string> CurveNames
    {
        get
        {
            string end = $" {AggregationName.Of(Aggregation, Percent)}{Ranges?.Clause}";
            return
            [
                .. Orders.Select(order => string.Create(CultureInfo.InvariantCulture, $"order {order}{end}")),
                $"overall{end}",
                $"residual{end}",
            ];
        }
    }
}

/// <summary>An aggregation as names of curves have it.</summary>
internal static class AggregationName
{
    public static string Of(Aggregation aggregation, double percent) => aggregation switch
    {
        Aggregation.Maximum => "max",
        Aggregation.Mean => "mean",
        _ => string.Create(CultureInfo.InvariantCulture, $"{percent} %"),
    };
}
