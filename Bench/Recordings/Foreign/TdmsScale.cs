using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;

namespace Bench.Recordings.Foreign;

/// <summary>One scale of a chain.</summary>
internal sealed class TdmsScale
{
    private const int MostNumbers = 1 << 16;

    private readonly Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> _compute;

    private TdmsScale(
        ImmutableArray<uint> inputs, Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> compute)
    {
        Inputs = inputs;
        _compute = compute;
    }

    /// <summary>Numbers of the scales that it takes; all ones for the raw values.</summary>
    public ImmutableArray<uint> Inputs { get; }

    /// <summary>Reads a scale from its properties.</summary>
    public static TdmsScale Read(TdmsObject source, string prefix, string kind)
    {
        prefix += kind;
        ImmutableArray<uint> input = [Index(source.Number($"{prefix}_Input_Source"))];
        ImmutableArray<uint> operands =
        [
            Index(source.Number($"{prefix}_Left_Operand_Input_Source")),
            Index(source.Number($"{prefix}_Right_Operand_Input_Source")),
        ];
        switch (kind)
        {
            case "Linear":
                double slope = source.Required($"{prefix}_Slope");
                double intercept = source.Required($"{prefix}_Y_Intercept");
                return new TdmsScale(input, (x, _, y) =>
                {
                    TensorPrimitives.Multiply(x, slope, y);
                    TensorPrimitives.Add(y, intercept, y);
                });
            case "Polynomial":
                double[] coefficients = Numbers(source, $"{prefix}_Coefficients", 4);
                return new TdmsScale(input, (x, _, y) => Polynomial(coefficients, x, y));
            case "Table":
                double[] from = Numbers(source, $"{prefix}_Pre_Scaled_Values", null);
                double[] to = Numbers(source, $"{prefix}_Scaled_Values", null);
                Order(from, to);
                return new TdmsScale(input, (x, _, y) => Interpolate(from, to, x, y));
            case "Add":
                return new TdmsScale(operands, (left, right, y) => TensorPrimitives.Add(left, right, y));
            case "Subtract":
                return new TdmsScale(operands, (left, right, y) => TensorPrimitives.Subtract(right, left, y));
            case "AdvancedAPI":
                return new TdmsScale(input, (x, _, y) => x.CopyTo(y));
            default:
                Func<double, double> sensor = Sensor(source, prefix, kind);
                return new TdmsScale(input, (x, _, y) => Each(sensor, x, y));
        }
    }

    /// <summary>Computes a block.</summary>
    public void Run(Func<uint, ReadOnlyMemory<double>> input, Span<double> output) =>
        _compute(input(Inputs[0]).Span, input(Inputs[^1]).Span, output);

    private static Func<double, double> Sensor(TdmsObject source, string prefix, string kind) => kind switch
    {
        "RTD" => TdmsSensor.Rtd(source, prefix),
        "Thermistor" => TdmsSensor.Thermistor(source, prefix),
        "Thermocouple" => TdmsSensor.Thermocouple(source, prefix),
        "Strain" => TdmsSensor.Strain(source, prefix),
        _ => throw new RecordingException($"has a scale of the unknown kind {kind}"),
    };

    private static uint Index(double? source) => source is double x and >= 0 and <= uint.MaxValue
        ? (uint)x
        : source is null ? uint.MaxValue : throw new RecordingException("has a scale whose input is no scale");

    private static double[] Numbers(TdmsObject source, string name, int? fallback)
    {
        double count = source.Number($"{name}_Size") ?? fallback
            ?? throw new RecordingException($"has a scale without {name}");
        if (count is < 0 or > MostNumbers)
        {
            throw new RecordingException($"has a scale of {count} numbers");
        }

        double[] numbers = new double[Math.Min((int)count, source.Properties.Count)];
        for (int i = 0; i < (int)count; i++)
        {
            double number = source.Required(string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]"));
            numbers[i] = number;
        }

        return numbers;
    }

    private static void Order(double[] from, double[] to)
    {
        if (from.Length > 1 && from[0] > from[^1])
        {
            Array.Reverse(from);
            Array.Reverse(to);
        }

        bool rises = from.Length == to.Length && from.Length > 0;
        for (int i = 1; rises && i < from.Length; i++)
        {
            rises = from[i] > from[i - 1];
        }

        if (!rises)
        {
            throw new RecordingException("has a table of scaled values that neither rises nor falls");
        }
    }

    private static void Each(Func<double, double> function, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = function(x[i]);
        }
    }

    private static void Polynomial(double[] coefficients, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            double value = 0;
            for (int k = coefficients.Length - 1; k >= 0; k--)
            {
                value = (value * x[i]) + coefficients[k];
            }

            y[i] = value;
        }
    }

    // Outside of the table its ends hold.
    private static void Interpolate(double[] from, double[] to, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            int above = Array.BinarySearch(from, x[i]);
            if (double.IsNaN(x[i]) || above >= 0)
            {
                y[i] = double.IsNaN(x[i]) ? double.NaN : to[above];
                continue;
            }

            above = ~above;
            if (above == 0 || above == from.Length)
            {
                y[i] = to[Math.Min(above, from.Length - 1)];
                continue;
            }

            double share = (x[i] - from[above - 1]) / (from[above] - from[above - 1]);
            y[i] = to[above - 1] + (share * (to[above] - to[above - 1]));
        }
    }
}
