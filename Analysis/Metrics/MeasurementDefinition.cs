using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bench.Analysis.Metrics;

/// <summary>
/// The curves that a recipe yields, in fixed order; its hash names the meaning of every stored value.
/// </summary>
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

    /// <summary>
    /// SHA-256 (lower-case hex) over all keys, units and positions; equal hashes mean comparable values.
    /// </summary>
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
