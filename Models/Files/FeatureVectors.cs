using Bench.Analysis.Metrics;

namespace Bench.Models.Files;

/// <summary>Between a measurement's curves and the one long row of a file.</summary>
internal static class FeatureVectors
{
    /// <summary>All values, curve after curve.</summary>
    public static float[] Of(Measurement measurement)
    {
        float[] row = new float[measurement.Definition.Length];
        int at = 0;
        for (int c = 0; c < measurement.Definition.Curves.Length; c++)
        {
            measurement.Values(c).CopyTo(row.AsSpan(at));
            at += measurement.Values(c).Length;
        }

        return row;
    }

    /// <summary>The measurement of a row as long as the definition.</summary>
    public static Measurement ToMeasurement(MeasurementDefinition definition, ReadOnlySpan<float> row)
    {
        float[][] values = new float[definition.Curves.Length][];
        int at = 0;
        for (int c = 0; c < values.Length; c++)
        {
            values[c] = row.Slice(at, definition.Curves[c].Positions.Length).ToArray();
            at += values[c].Length;
        }

        return new Measurement(definition, values);
    }

    /// <summary>An exception's message as part of a sentence: without the parameter's name and the full stop.</summary>
    public static string Sentence(Exception e)
    {
        int parameter = e.Message.LastIndexOf(" (Parameter", StringComparison.Ordinal);
        return (parameter < 0 ? e.Message : e.Message[..parameter]).TrimEnd('.');
    }
}
