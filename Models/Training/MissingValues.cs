using Bench.Analysis.Metrics;
using Bench.Models.Explanation;

namespace Bench.Models.Training;

/// <summary>Values that a test did not reach.</summary>
internal static class MissingValues
{
    /// <summary>Where the first value that is not finite stands, in words; null if there is none.</summary>
    public static string? FirstIn(Measurement measurement)
    {
        for (int c = 0; c < measurement.Definition.Curves.Length; c++)
        {
            ReadOnlySpan<float> values = measurement.Values(c);
            for (int i = 0; i < values.Length; i++)
            {
                if (!float.IsFinite(values[i]))
                {
                    CurveDefinition curve = measurement.Definition.Curves[c];
                    return Words.Place(curve, i);
                }
            }
        }

        return null;
    }

    /// <summary>How many values are not finite.</summary>
    public static int CountIn(Measurement measurement)
    {
        int missing = 0;
        for (int c = 0; c < measurement.Definition.Curves.Length; c++)
        {
            foreach (float value in measurement.Values(c))
            {
                missing += float.IsFinite(value) ? 0 : 1;
            }
        }

        return missing;
    }
}
