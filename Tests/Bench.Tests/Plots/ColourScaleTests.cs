using Bench.Plots;

namespace Bench.Bench.Tests.Plots;

public sealed class ColourScaleTests
{
    // Luminance of linear sRGB (IEC 61966-2-1, CIE Y).
    private static readonly double[] s_luminance = [0.2126, 0.7152, 0.0722];

    // Machado, Oliveira, Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009,
    // severity 1.0: what a person without green or red cones sees.
    private static readonly double[][] s_deuteranopia =
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];

    private static readonly double[][] s_protanopia =
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];

    [Fact]
    public void Luminance_rises_with_every_fourth_colour_in_grey_print() => AssertRising(rgb => rgb);

    [Fact]
    public void Luminance_rises_for_readers_without_green_cones() => AssertRising(rgb => Times(s_deuteranopia, rgb));

    [Fact]
    public void Luminance_rises_for_readers_without_red_cones() => AssertRising(rgb => Times(s_protanopia, rgb));

    [Fact]
    public void Neighbouring_colours_differ_by_little()
    {
        ReadOnlySpan<byte> colours = ColourScale.Colours;
        for (int i = 3; i < colours.Length; i++)
        {
            Assert.InRange(Math.Abs(colours[i] - colours[i - 3]), 0, 2);
        }
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(49, 0)]
    [InlineData(110, 255)]
    [InlineData(500, 255)]
    [InlineData(80, 128)]
    [InlineData(double.NaN, 0)]
    public void Levels_map_to_the_scale_and_stop_at_its_ends(double level, byte expected) =>
        Assert.Equal(expected, ColourScale.Index(level, 50, 110));

    private static void AssertRising(Func<double[], double[]> seen)
    {
        double last = -1;
        for (int i = 0; i < ColourScale.Count; i += 4)
        {
            double[] rgb = [.. ColourScale.Colours.Slice(3 * i, 3).ToArray().Select(Linear)];
            double luminance = seen(rgb).Zip(s_luminance, (value, weight) => value * weight).Sum();
            Assert.True(luminance > last, $"Colour {i} is not lighter than the one before.");
            last = luminance;
        }
    }

    private static double[] Times(double[][] matrix, double[] vector) =>
        [.. matrix.Select(row => row.Zip(vector, (a, b) => a * b).Sum())];

    private static double Linear(byte encoded)
    {
        double value = encoded / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
