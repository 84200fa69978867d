using System.Collections.Immutable;
using System.Numerics.Tensors;
using Bench.Models.Calibration;
using Bench.Models.Features;

namespace Bench.Models.Training;

/// <summary>
/// By how much good motors of a variant, and those measured on a bench, lie beside all good motors, on the judging
/// scale. Levels are medians, shrunk towards the level above by n/(n + 5): three motors of a new variant are believed
/// by 3/8, fifty by 91 % (empirical-Bayes shrinkage; Efron and Morris 1977). Scatter stays common to all.
/// </summary>
internal sealed class Centring
{
    /// <summary>Fewest good motors for a level of its own.</summary>
    public const int FewestMotors = 3;

    /// <summary>So many motors count as much as all that is known from the level above.</summary>
    private const double PriorMotors = 5;

    private readonly ImmutableDictionary<MotorOrigin, double[]> _offsets;

    /// <summary>Takes offsets, complete for each origin: a variant alone has an empty bench.</summary>
    public Centring(IEnumerable<KeyValuePair<MotorOrigin, double[]>> offsets)
    {
        _offsets = offsets.ToImmutableDictionary();
    }

    /// <summary>All motors alike.</summary>
    public static Centring None { get; } = new([]);

    /// <summary>The offsets, variant by variant, in stable order.</summary>
    public IEnumerable<KeyValuePair<MotorOrigin, double[]>> Offsets => _offsets
        .OrderBy(pair => pair.Key.Variant, StringComparer.Ordinal)
        .ThenBy(pair => pair.Key.Bench, StringComparer.Ordinal);

    /// <summary>Learns from rows on the judging scale. One variant on one bench needs no centring.</summary>
    public static Centring Learn(IReadOnlyList<double[]> rows, IReadOnlyList<MotorOrigin> origins)
    {
        Dictionary<MotorOrigin, double[]> offsets = [];
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        IGrouping<string, int>[] variants =
            [.. all.GroupBy(motor => origins[motor].Variant, StringComparer.Ordinal)];
        double[] overall = variants.Length > 1 ? Medians(rows, all) : [];
        foreach (IGrouping<string, int> variant in variants)
        {
            int[] own = [.. variant];
            double[] offset = new double[rows[0].Length];
            if (variants.Length > 1 && own.Length >= FewestMotors)
            {
                offset = Shrunk(Medians(rows, own), overall, own.Length);
                offsets[new MotorOrigin(variant.Key, "")] = offset;
            }

            AddBenches(rows, origins, own, offset, offsets);
        }

        return new Centring(offsets);
    }

    /// <summary>The offset of an origin: its bench's, else its variant's; null where it has none.</summary>
    public double[]? OffsetOf(MotorOrigin origin) =>
        _offsets.TryGetValue(origin, out double[]? own) ? own
        : _offsets.TryGetValue(origin with { Bench = "" }, out double[]? ofVariant) ? ofVariant
        : null;

    /// <summary>
    /// Whether motors of a variant can be compared: variants do not matter, or this one has been learned.
    /// </summary>
    public bool Knows(string variant) =>
        !_offsets.Keys.Any(origin => origin is { Variant.Length: > 0, Bench: "" })
        || _offsets.ContainsKey(new MotorOrigin(variant, ""));

    /// <summary>The row as if its motor were of the common level; the row itself where it has no offset.</summary>
    public double[] Apply(double[] row, MotorOrigin origin)
    {
        if (OffsetOf(origin) is not { } offset)
        {
            return row;
        }

        double[] centred = new double[row.Length];
        TensorPrimitives.Subtract(row, offset, centred);
        return centred;
    }

    private static void AddBenches(
        IReadOnlyList<double[]> rows,
        IReadOnlyList<MotorOrigin> origins,
        int[] motors,
        double[] ofVariant,
        Dictionary<MotorOrigin, double[]> offsets)
    {
        IGrouping<MotorOrigin, int>[] benches = [.. motors.GroupBy(motor => origins[motor])];
        if (benches.Length < 2)
        {
            return;
        }

        double[] common = Medians(rows, motors);
        foreach (IGrouping<MotorOrigin, int> bench in benches.Where(b => b.Count() >= FewestMotors))
        {
            double[] offset = Shrunk(Medians(rows, [.. bench]), common, bench.Count());
            TensorPrimitives.Add(offset, ofVariant, offset);
            offsets[bench.Key] = offset;
        }
    }

    private static double[] Shrunk(double[] own, double[] above, int motors)
    {
        double[] offset = new double[own.Length];
        TensorPrimitives.Subtract(own, above, offset);
        TensorPrimitives.Multiply(offset, motors / (motors + PriorMotors), offset);
        return offset;
    }

    private static double[] Medians(IReadOnlyList<double[]> rows, int[] motors)
    {
        double[] medians = new double[rows[0].Length];
        double[] column = new double[motors.Length];
        for (int j = 0; j < medians.Length; j++)
        {
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = rows[motors[i]][j];
            }

            medians[j] = RobustScale.Median(column);
        }

        return medians;
    }
}
