using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bench.Plots;
using Bench.Plots.Svg;

namespace Bench.Bench.Tests.Plots;

public sealed partial class SvgWriterTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<PlotDescription> Kinds =>
    [
        Lines([1, 2, 3], [1, double.NaN, 3]),
        Bars([10, 20, 40], [3, 5]),
        Map(4, 3),
        new RangePlot { Title = "unbalance", X = new PlotAxis("unbalance", "%"), Value = 3, UpperLimit = 2 },
    ];

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public void Every_kind_is_well_formed_and_says_what_it_shows(PlotDescription plot)
    {
        XElement svg = Parse(plot with { Summary = "What it says." });

        Assert.Equal(plot.Title, svg.Element(s_svg + "title")!.Value);
        Assert.Equal("What it says.", svg.Element(s_svg + "desc")!.Value);
        Assert.Equal("img", svg.Attribute("role")!.Value);
    }

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public void Text_from_data_stays_text(PlotDescription plot)
    {
        const string Hostile = "</text><script>alert(\"x\")</script>&amp;\u0001";
        XElement svg = Parse(plot with
        {
            Title = Hostile,
            Subtitle = Hostile,
            Summary = Hostile,
            X = plot.X with { Label = Hostile },
            Markers = [new PlotMarker(2, Hostile)],
            Spans = [new PlotSpan(1, 2, Hostile)],
        });

        Assert.Empty(svg.Descendants(s_svg + "script"));
    }

    [Fact]
    public void A_hole_interrupts_the_line()
    {
        string path = Path(Lines([1, 2, 3, 4, 5], [1, 2, double.NaN, 2, 1]), "p-measured");

        Assert.Equal(2, path.Count(c => c == 'M'));
        Assert.Equal(2, path.Count(c => c == 'L'));
    }

    [Fact]
    public void A_logarithmic_axis_gives_equal_room_to_equal_ratios()
    {
        LinePlot plot = Lines([10, 100, 1000], [1, 1, 1]) with { X = new PlotAxis("f", "Hz", AxisScale.Logarithmic) };
        double[] x = [.. Number().Matches(Path(plot, "p-measured")).Index().Where(match => match.Index % 2 == 0)
            .Select(match => double.Parse(match.Item.Value, System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal(x[1] - x[0], x[2] - x[1], 0.011);
    }

    [Fact]
    public void A_plot_without_a_finite_value_is_still_a_plot()
    {
        Parse(Lines([1, 2], [double.NaN, double.NaN]));
        Parse(Lines([], []));
        Parse(Map(0, 0));
    }

    [Fact]
    public void No_plot_of_random_data_contains_a_number_that_is_none()
    {
        Random random = new(99);
        for (int i = 0; i < 300; i++)
        {
            double scale = Math.Pow(10, random.Next(-9, 10));
            int length = random.Next(0, 30);
            ImmutableArray<double> y = [.. Enumerable.Range(0, length).Select(_ => random.Next(8) switch
            {
                0 => double.NaN,
                1 => double.PositiveInfinity,
                _ => scale * (random.NextDouble() - 0.5),
            })];
            LinePlot plot = Lines([.. Enumerable.Range(1, length).Select(n => n * scale)], y) with
            {
                Spans = [new PlotSpan(-scale, 2 * scale, "span")],
                Callouts = [new PlotCallout(scale, scale, "callout"), new PlotCallout(1, double.NaN, "nowhere")],
                Markers = [new PlotMarker(scale, "marker")],
            };

            string svg = SvgWriter.Write(plot, SvgDocument.Standalone);
            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);
            XDocument.Parse(svg);
        }
    }

    [Fact]
    public void A_map_keeps_the_strongest_level_of_many_columns_and_shows_high_rows_on_top()
    {
        // 6400 columns become 640 pixels; a line one column wide must survive.
        float[] levels = new float[2 * 6400];
        levels[6400 + 3207] = 100;
        HeatMap map = Map(0, 0) with { Rows = [1000, 2000], Levels = [.. levels] };

        byte[] pixels = SvgHeatMap.Pixels(map, 0, 100, out int width);

        Assert.Equal(640, width);
        Assert.Equal(255, pixels[320]);
        Assert.Equal(1, pixels.Count(pixel => pixel > 0));
    }

    [Fact]
    public void A_bar_over_its_limit_shows_the_excess()
    {
        XElement svg = Parse(Bars([10, 20, 40], [3, 5]) with { Limits = [4, 4] });

        XElement excess = Assert.Single(svg.Descendants(), element =>
            element.Attribute("class")?.Value == "p-exceeded");
        Assert.StartsWith("28.3 Hz: 5", excess.Value, StringComparison.Ordinal);
    }

    private static XElement Parse(PlotDescription plot) =>
        XDocument.Parse(SvgWriter.Write(plot, SvgDocument.Standalone)).Root!;

    private static string Path(PlotDescription plot, string style) => Parse(plot)
        .Descendants(s_svg + "path").Single(path => path.Attribute("class")!.Value == style).Attribute("d")!.Value;

    private static LinePlot Lines(ImmutableArray<double> x, ImmutableArray<double> y) => new()
    {
        Title = "lines",
        X = new PlotAxis("speed", "rpm"),
        Y = new PlotAxis("level", "dB"),
        Series = [new PlotSeries("this motor", SeriesRole.Measured, x, y)],
        Areas = [new PlotArea("good", AreaRole.Good, x, y, y)],
    };

    private static BarPlot Bars(ImmutableArray<double> edges, ImmutableArray<double> values) => new()
    {
        Title = "bars",
        X = new PlotAxis("frequency", "Hz", AxisScale.Logarithmic),
        Y = new PlotAxis("level", "dB"),
        Edges = edges,
        Values = values,
    };

    private static HeatMap Map(int rows, int columns) => new()
    {
        Title = "map",
        X = new PlotAxis("order"),
        Y = new PlotAxis("speed", "rpm"),
        Level = new PlotAxis("level", "dB", Minimum: 0, Maximum: 10),
        ColumnStep = 0.5,
        Rows = [.. Enumerable.Range(1, rows).Select(row => 100.0 * row)],
        Levels = [.. Enumerable.Range(0, rows * columns).Select(i => (float)i)],
    };

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
