using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bench.Analysis.Metrics;

/// <summary>The curves that a recipe yields, in fixed order; its hash names the meaning of every stored value.</summary>
public sealed class MeasurementDefinition
{
    /// <summary>Makes the definition and its hash.</summary>
    public MeasurementDefinition(ImmutableArray<CurveDefinition> curves)
    {
        Curves = curves;
        Length = curves.Sum(curve => curve.Positions.Length);
        Hash = ComputeHash(curves);
    }

    /// <summary>The curves, in the order of <see cref="Measurement.Values"/>.</summary>
    public ImmutableArray<CurveDefinition> Curves { get; }

    /// <summary>Number of values of all curves together.</summary>
    public int Length { get; }

    /// <summary>SHA-256 (lower-case hex) over all keys, units and positions; equal hashes mean comparable values.</summary>
    public string Hash { get; }

    private static string ComputeHash(ImmutableArray<CurveDefinition> curves)
    {
        StringBuilder text = new();
        foreach (CurveDefinition curve in curves)
        {
            text.Append(curve.Key).Append('|').Append(curve.Axis).Append('|').Append(curve.Unit);
            foreach (double position in curve.Positions)
            {
                text.Append('|').Append(position.ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>
/// What was measured on one motor: a value for every point of every curve of its definition. A point that the test
/// did not reach is NaN; a measurement with NaN can never be PASS.
/// </summary>
public sealed class Measurement
{
    private readonly float[][] _values;

    /// <summary>Takes over the values; one array per curve, each as long as the curve's positions.</summary>
    /// <exception cref="ArgumentException">The shapes do not match the definition.</exception>
    public Measurement(MeasurementDefinition definition, float[][] values)
    {
        if (values.Length != definition.Curves.Length)
        {
            throw new ArgumentException(
                $"{values.Length} curves, but the definition has {definition.Curves.Length}.", nameof(values));
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Length != definition.Curves[i].Positions.Length)
            {
                throw new ArgumentException(
                    $"{definition.Curves[i].Key}: {values[i].Length} values for {definition.Curves[i].Positions.Length} positions.",
                    nameof(values));
            }
        }

        Definition = definition;
        _values = values;
    }

    /// <summary>What the values mean.</summary>
    public MeasurementDefinition Definition { get; }

    /// <summary>The values of one curve.</summary>
    public ReadOnlySpan<float> Values(int curve) => _values[curve];

    /// <summary>Copies all values, curve after curve, into one vector of <see cref="MeasurementDefinition.Length"/>.</summary>
    public void CopyTo(Span<double> vector)
    {
        int at = 0;
        foreach (float[] curve in _values)
        {
            foreach (float value in curve)
            {
                vector[at++] = value;
            }
        }
    }
}
