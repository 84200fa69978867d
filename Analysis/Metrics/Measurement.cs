namespace Bench.Analysis.Metrics;

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
                    $"{definition.Curves[i].Key}: {values[i].Length} values "
                    + $"for {definition.Curves[i].Positions.Length} positions.",
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

    /// <summary>
    /// Copies all values, curve after curve, into one vector of <see cref="MeasurementDefinition.Length"/>.
    /// </summary>
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
