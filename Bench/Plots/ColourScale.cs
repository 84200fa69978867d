namespace Bench.Plots;

/// <summary>
/// 256 colours from dark violet over teal to light yellow. Lightness rises evenly, so that order is kept in grey print
/// and for every kind of colour blindness; hue only helps.
/// </summary>
/// <remarks>
/// Made in OKLCh (B. Ottosson, "A perceptual color space for image processing", 2020): lightness and hue are linear in
/// the position; chroma is constant, as high as sRGB allows for the teal in the middle, so that no colour is clipped.
/// </remarks>
public static class ColourScale
{
    /// <summary>Number of colours.</summary>
    public const int Count = 256;

    private const double DarkestLightness = 0.22;
    private const double LightestLightness = 0.95;
    private const double FirstHueDegrees = 300;
    private const double LastHueDegrees = 103;
    private const double Chroma = 0.09;

    private static readonly byte[] s_colours = MakeColours();

    /// <summary>Red, green and blue of all colours, three bytes each.</summary>
    public static ReadOnlySpan<byte> Colours => s_colours;

    /// <summary>Index of the colour of a level; the ends outside the range, 0 for NaN.</summary>
    public static byte Index(double level, double minimum, double maximum)
    {
        double share = (level - minimum) / (maximum - minimum);
        return double.IsNaN(share) ? (byte)0 : (byte)Math.Clamp((int)(share * Count), 0, Count - 1);
    }

    private static byte[] MakeColours()
    {
        byte[] colours = new byte[3 * Count];
        for (int i = 0; i < Count; i++)
        {
            double share = i / (Count - 1.0);
            double lightness = DarkestLightness + (share * (LightestLightness - DarkestLightness));
            double hue = (FirstHueDegrees + (share * (LastHueDegrees - FirstHueDegrees))) * Math.PI / 180;
            Convert(lightness, Chroma * Math.Cos(hue), Chroma * Math.Sin(hue), colours.AsSpan(3 * i, 3));
        }

        return colours;
    }

    // OKLab to linear sRGB with the published matrices, then the sRGB transfer curve (IEC 61966-2-1).
    private static void Convert(double lightness, double a, double b, Span<byte> rgb)
    {
        double l = Cube(lightness + (0.3963377774 * a) + (0.2158037573 * b));
        double m = Cube(lightness - (0.1055613458 * a) - (0.0638541728 * b));
        double s = Cube(lightness - (0.0894841775 * a) - (1.2914855480 * b));
        rgb[0] = Encode((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s));
        rgb[1] = Encode((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s));
        rgb[2] = Encode((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    private static byte Encode(double linear)
    {
        double value = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }

    private static double Cube(double value) => value * value * value;
}
