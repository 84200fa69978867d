using Bench.Recordings.Mdf;

namespace Bench.Recordings.Foreign;

/// <summary>
/// How raw numbers become physical ones (ASAM MDF 4.1, CC block): identity, linear, rational, tables of values and of
/// ranges. Texts for values leave the numbers as they are.
/// </summary>
internal sealed class MdfConversion
{
    private readonly Func<double, double> _convert;

    private MdfConversion(Func<double, double> convert)
    {
        _convert = convert;
    }

    /// <summary>What the user should know, or empty.</summary>
    public string Note { get; private init; } = "";

    /// <summary>Reads a conversion; the obstacle where it gives no numbers.</summary>
    public static MdfConversion? Read(MdfBlock? block, out string obstacle)
    {
        obstacle = "";
        if (block is null)
        {
            return new MdfConversion(x => x);
        }

        int kind = block.Byte(0);
        int count = Math.Min(block.UInt16(6), Math.Max(0, (block.Data.Length - 24) / sizeof(double)));
        double[] p = new double[count];
        for (int i = 0; i < count; i++)
        {
            p[i] = block.Double(24 + (i * sizeof(double)));
        }

        MdfConversion? conversion = kind switch
        {
            0 => new MdfConversion(x => x),
            1 when count >= 2 => new MdfConversion(x => (x * p[1]) + p[0]),
            2 when count >= 6 => new MdfConversion(x =>
                ((((p[0] * x) + p[1]) * x) + p[2]) / ((((p[3] * x) + p[4]) * x) + p[5])),
            4 or 5 when count >= 2 => Table(p, kind == 4),
            6 when count >= 4 => new MdfConversion(x => Range(p, x)),
            7 or 8 => new MdfConversion(x => x) { Note = "has texts for its values; the numbers are given" },
            _ => null,
        };
        if (conversion is null)
        {
            obstacle = kind switch
            {
                3 => "is converted by a formula, which is not supported yet",
                9 or 10 or 11 => "is a text",
                _ => $"has a damaged conversion (kind {kind})",
            };
        }

        return conversion;
    }

    /// <summary>Converts in place.</summary>
    public void Apply(Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _convert(values[i]);
        }
    }

    private static MdfConversion Table(double[] pairs, bool interpolate)
    {
        int count = pairs.Length / 2;
        double[] keys = new double[count];
        double[] results = new double[count];
        for (int i = 0; i < count; i++)
        {
            keys[i] = pairs[2 * i];
            results[i] = pairs[(2 * i) + 1];
        }

        // The standard wants them sorted; not every file obeys.
        Array.Sort(keys, results);
        return new MdfConversion(x => Look(keys, results, x, interpolate));
    }

    // Outside of the table its ends hold. Without interpolation the nearer key counts, of two as near the lower one.
    private static double Look(double[] keys, double[] results, double x, bool interpolate)
    {
        if (double.IsNaN(x))
        {
            return double.NaN;
        }

        int above = Array.BinarySearch(keys, x);
        if (above >= 0)
        {
            return results[above];
        }

        above = ~above;
        if (above == 0 || above == keys.Length)
        {
            return results[Math.Min(above, keys.Length - 1)];
        }

        double before = x - keys[above - 1];
        double after = keys[above] - x;
        return interpolate
            ? results[above - 1] + (before / (before + after) * (results[above] - results[above - 1]))
            : before > after ? results[above] : results[above - 1];
    }

    private static double Range(double[] p, double x)
    {
        int ranges = (p.Length - 1) / 3;
        for (int i = 0; i < ranges; i++)
        {
            if (x >= p[3 * i] && x <= p[(3 * i) + 1])
            {
                return p[(3 * i) + 2];
            }
        }

        return p[3 * ranges];
    }
}
