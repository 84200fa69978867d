using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Sharpness in acum: the centre of gravity of specific loudness, S = k·∫ N'(z)·g(z)·z dz / N, with k = 0.11 so that
/// the narrow-band noise of 1 kHz and 60 dB has 1 acum.
/// </summary>
/// <param name="SharpnessAcum">S; NaN for silence.</param>
/// <param name="Weighting">The weighting g(z).</param>
public sealed record Sharpness(double SharpnessAcum, SharpnessWeighting Weighting)
{
    private const double Factor = 0.11;
    private const double StepBark = 0.1;

    // Below a tenth of the threshold's loudness the quotient says nothing any more.
    private const double LeastSone = 0.001;

    private static readonly ImmutableArray<double> s_din =
        Weights(z => z <= 15.8 ? 1 : (0.15 * Math.Exp(0.42 * (z - 15.8))) + 0.85);

    private static readonly ImmutableArray<double> s_vonBismarck =
        Weights(z => z <= 15 ? 1 : (0.2 * Math.Exp(0.308 * (z - 15))) + 0.8);

    // Without the factor N/ln(0.05·N + 1), which depends on the loudness.
    private static readonly ImmutableArray<double> s_aures = Weights(z => 0.078 * Math.Exp(0.171 * z) / z);

    /// <summary>The method.</summary>
    public string Standard => Weighting switch
    {
        SharpnessWeighting.Din45692 => "DIN 45692:2009 on ISO 532-1:2017",
        SharpnessWeighting.Aures => "Aures (DIN 45692:2009, annex B) on ISO 532-1:2017",
        _ => "von Bismarck (DIN 45692:2009, annex B) on ISO 532-1:2017",
    };

    /// <summary>Sharpness of a stationary sound.</summary>
    /// <param name="loudness">Its loudness.</param>
    /// <param name="weighting">The weighting g(z).</param>
    public static Sharpness Of(Loudness loudness, SharpnessWeighting weighting = SharpnessWeighting.Din45692) =>
        new(Acum(loudness.SpecificSonePerBark.AsSpan(), weighting), weighting);

    /// <summary>Sharpness over time, of the specific loudness of each moment.</summary>
    /// <param name="loudness">Loudness over time.</param>
    /// <param name="weighting">The weighting g(z).</param>
    /// <returns>A value in acum for each of the loudness; NaN in silence.</returns>
    public static ImmutableArray<double> Over(
        LoudnessTrace loudness, SharpnessWeighting weighting = SharpnessWeighting.Din45692) =>
        [.. Enumerable.Range(0, loudness.LoudnessSone.Length).Select(i => Acum(loudness.SpecificAt(i), weighting))];

    /// <summary>Sharpness of one pattern of specific loudness.</summary>
    /// <param name="specificSonePerBark">N'(z) at z = 0.1, 0.2 … 24 Bark.</param>
    /// <param name="weighting">The weighting g(z).</param>
    /// <returns>Sharpness in acum; NaN in silence or where N' is NaN.</returns>
    /// <exception cref="ArgumentException">Not 240 values.</exception>
    public static double Acum(
        ReadOnlySpan<double> specificSonePerBark, SharpnessWeighting weighting = SharpnessWeighting.Din45692)
    {
        if (specificSonePerBark.Length != LoudnessPattern.Points)
        {
            throw new ArgumentException(
                $"Sharpness needs {LoudnessPattern.Points} values of specific loudness, not " +
                $"{specificSonePerBark.Length}.");
        }

        ReadOnlySpan<double> weights = (weighting switch
        {
            SharpnessWeighting.Din45692 => s_din,
            SharpnessWeighting.Aures => s_aures,
            _ => s_vonBismarck,
        }).AsSpan();
        double sum = 0;
        double moment = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += specificSonePerBark[i] * StepBark;
            moment += specificSonePerBark[i] * weights[i] * (i + 1) * StepBark * StepBark;
        }

        double acum = Factor * moment / sum;
        double factor = weighting == SharpnessWeighting.Aures ? sum / Math.Log((0.05 * sum) + 1) : 1;
        return sum < LeastSone ? double.NaN : acum * factor;
    }

    private static ImmutableArray<double> Weights(Func<double, double> weight) =>
        [.. Enumerable.Range(1, LoudnessPattern.Points).Select(i => weight(i * StepBark))];
}
