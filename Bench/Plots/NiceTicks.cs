using System.Globalization;

namespace Bench.Plots;

/// <summary>Round numbers for axes: 1, 2 and 5 times a power of ten.</summary>
public static class NiceTicks
{
    private static readonly double[] s_decade = [1, 2, 5];

    // Narrow no-break space groups thousands without looking like a decimal sign in any language.
    private static readonly NumberFormatInfo s_grouped = new() { NumberGroupSeparator = "\u202f", NegativeSign = "−" };

    /// <summary>Equally spaced round numbers within the range, at most <paramref name="count"/> + 1 of them.</summary>
    public static double[] Linear(double minimum, double maximum, int count)
    {
        if (!(maximum > minimum) || !double.IsFinite(maximum - minimum))
        {
            return double.IsFinite(minimum) ? [minimum] : [];
        }

        double step = Step((maximum - minimum) / count);
        double first = Math.Ceiling((minimum / step) - 1e-9);
        double last = Math.Floor((maximum / step) + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>
    /// 1-2-5 numbers within the range; powers of ten alone where those would be more than <paramref name="count"/>.
    /// </summary>
    public static double[] Logarithmic(double minimum, double maximum, int count)
    {
        if (!(maximum > minimum) || !(minimum > 0))
        {
            return [];
        }

        int first = (int)Math.Floor(Math.Log10(minimum));
        int last = (int)Math.Ceiling(Math.Log10(maximum));
        double[] all = [.. Enumerable.Range(first, last - first + 1)
            .SelectMany(decade => s_decade.Select(digit => digit * Math.Pow(10, decade)))
            .Where(tick => tick >= minimum * (1 - 1e-9) && tick <= maximum * (1 + 1e-9))];
        return all.Length <= count ? all : [.. all.Where(tick => IsPowerOfTen(tick))];
    }

    /// <summary>
    /// The smallest of 1, 2 and 5 times a power of ten that is not below <paramref name="roughStep"/>.
    /// </summary>
    public static double Step(double roughStep)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(roughStep)));
        foreach (double digit in s_decade)
        {
            if (digit * power >= roughStep * (1 - 1e-9))
            {
                return digit * power;
            }
        }

        return 10 * power;
    }

    /// <summary>
    /// A number as an axis shows it: thousands grouped, no more decimals than <paramref name="step"/> needs.
    /// </summary>
    public static string Format(double value, double step)
    {
        int decimals = step > 0 ? Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 9) : 0;
        double rounded = Math.Round(value, decimals);
        return (rounded == 0 ? 0 : rounded).ToString($"N{decimals}", s_grouped);
    }

    /// <summary>
    /// A number with at most <paramref name="digits"/> significant digits; zeros at the end are dropped.
    /// </summary>
    public static string Significant(double value, int digits)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return value == 0 ? "0" : "–";
        }

        int magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        string text = Format(value, Math.Pow(10, Math.Min(0, magnitude - digits + 1)));
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static bool IsPowerOfTen(double value)
    {
        double exponent = Math.Log10(value);
        return Math.Abs(exponent - Math.Round(exponent)) < 1e-9;
    }
}
