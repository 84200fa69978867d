using Bench.Recordings.Mdf;

namespace Bench.Recordings.Foreign;

/// <summary>
/// How raw values become physical ones (ASAM MDF 4.1, CC block): identity, linear, rational, formula, tables of values
/// and of ranges, texts that stand for numbers. Texts for values leave the numbers as they are.
/// </summary>
internal sealed class MdfConversion
{
    // Behind the links to name, unit, comment and inverse.
    private const int References = 4;
    private const int DeepestNesting = 4;

    private readonly Func<double, double> _convert;

    private MdfConversion(Func<double, double> convert)
    {
        _convert = convert;
    }

    /// <summary>What the user should know, or empty.</summary>
    public string Note { get; private init; } = "";

    /// <summary>For texts that stand for numbers: the number of each; null for other conversions.</summary>
    public Func<string, double>? NumberOfText { get; private init; }

    /// <summary>Reads a conversion; the obstacle where it gives no numbers.</summary>
    public static MdfConversion? Read(MdfBlocks blocks, MdfBlock? block, out string obstacle) =>
        Read(blocks, block, 0, out obstacle);

    private static MdfConversion? Read(MdfBlocks blocks, MdfBlock? block, int depth, out string obstacle)
    {
        obstacle = "";
        if (block is null)
        {
            return new MdfConversion(x => x) { Line = (0, 1) };
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
            0 => new MdfConversion(x => x) { Line = (0, 1) },
            1 when count >= 2 => new MdfConversion(x => (x * p[1]) + p[0]) { Line = (p[0], p[1]) },
            2 when count >= 6 => new MdfConversion(x =>
                ((((p[0] * x) + p[1]) * x) + p[2]) / ((((p[3] * x) + p[4]) * x) + p[5])),
            3 => Formula(blocks.Text(block.Link(References)), out obstacle),
            4 or 5 when count >= 2 => Table(p, kind == 4),
            6 when count >= 4 => new MdfConversion(x => Range(p, x)),
            7 or 8 => Texts(blocks, block, kind, p, depth),
            9 when count >= 1 => TextsToValues(blocks, block, p),
            _ => null,
        };
        if (conversion is null && obstacle.Length == 0)
        {
            obstacle = kind is 10 or 11 ? "is a text" : $"has a damaged conversion (kind {kind})";
        }

        return conversion;
    }

    private static MdfConversion? Formula(string text, out string obstacle)
    {
        try
        {
            obstacle = "";
            return new MdfConversion(MdfFormula.Parse(text));
        }
        catch (FormatException e)
        {
            obstacle = $"is converted by a formula {e.Message}";
            return null;
        }
    }

    // Values or ranges of values stand for texts, or for conversions of their own: a few codes beside a scale. A value
    // that stands for a text stays the number that it is.
    private static MdfConversion Texts(MdfBlocks blocks, MdfBlock block, int kind, double[] p, int depth)
    {
        int keys = kind == 7 ? p.Length : p.Length / 2;
        MdfConversion?[] inner = new MdfConversion?[keys + 1];
        bool hasTexts = false;
        for (int i = 0; i <= keys; i++)
        {
            long link = block.Link(References + i);
            bool isConversion = depth < DeepestNesting && link != 0 && blocks.Peek(link) is ("##CC", _, _);
            inner[i] = isConversion ? Read(blocks, blocks.Read(link, "##CC"), depth + 1, out _) : null;
            hasTexts |= inner[i] is null && link != 0;
        }

        return new MdfConversion(x =>
        {
            int at = 0;
            while (at < keys && !(kind == 7 ? x == p[at] : x >= p[2 * at] && x <= p[(2 * at) + 1]))
            {
                at++;
            }

            return inner[at]?._convert(x) ?? x;
        })
        {
            Note = hasTexts ? "has texts for some values; their numbers are given" : "",
        };
    }

    private static MdfConversion TextsToValues(MdfBlocks blocks, MdfBlock block, double[] p)
    {
        Dictionary<string, double> values = new(StringComparer.Ordinal);
        for (int i = 0; i < p.Length - 1; i++)
        {
            values.TryAdd(blocks.Text(block.Link(References + i)), p[i]);
        }

        return new MdfConversion(x => x) { NumberOfText = text => values.GetValueOrDefault(text, p[^1]) };
    }

    /// <summary>Offset and factor of a linear conversion; null for every other kind.</summary>
    public (double Offset, double Factor)? Line { get; private init; }

    /// <summary>Converts in place.</summary>
    public void Apply(Span<double> values)
    {
        if (Line is (double offset, double factor))
        {
            for (int i = 0; i < values.Length && (offset, factor) is not (0, 1); i++)
            {
                values[i] = (values[i] * factor) + offset;
            }

            return;
        }

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
