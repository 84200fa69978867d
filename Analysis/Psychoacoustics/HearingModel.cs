namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Loudness and tonality of the hearing model of R. Sottek, ECMA-418-2:2025 (4th edition), clauses 5, 6 and 8, of one
/// channel.
/// </summary>
/// <remarks>
/// Signals of other rates than 48 kHz are brought to it first. The whole signal is analysed at once; memory grows with
/// its length (about 4 MB per second), and the time is about half a second per second of sound on one core.
/// </remarks>
public static class HearingModel
{
    /// <summary>The time at the start that no mean counts, and so the shortest signal.</summary>
    public const double ShortestSeconds = 57 / HearingLowPass.RateHz;

    /// <summary>Time between two values.</summary>
    public const double PeriodSeconds = 1 / HearingLowPass.RateHz;

    // Clause 6.2.8, table 9, and the calibration that gives a tone of 1 kHz and 40 dB 1 tu.
    private const double TonalityFactor = 2.8758615;
    private const double QuietSteepness = 35;
    private const double QuietThreshold = 0.003;

    // Clause 8.1.1, table 12.
    private const double NoiseWeight = 0.5331;
    private const double ExponentSlope = 0.2918;
    private const double ExponentBase = 0.5459;

    private const double LeastTonality = 0.02;
    private const int Settling = 57;
    private const double Least = 1e-12;

    /// <summary>Analyses a signal.</summary>
    /// <param name="pressurePa">Sound pressure, longer than <see cref="ShortestSeconds"/>.</param>
    /// <param name="sampleRateHz">Sampling rate, 32 kHz to 1 MHz.</param>
    /// <param name="field">The sound field.</param>
    /// <exception cref="ArgumentException">The signal is too short or has a NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public static HearingModelSound Analyse(
        ReadOnlySpan<float> pressurePa, double sampleRateHz, SoundField field = SoundField.Free)
    {
        float[] ear = HearingBands.Ear(
            pressurePa, sampleRateHz, field, HearingBandBlocks.LongestBlock, HearingBandBlocks.LongestBlock / 4);
        int moments = (int)Math.Ceiling(pressurePa.Length / sampleRateHz * HearingLowPass.RateHz) + 1;
        HearingComponents components = new(ear, moments);
        double[][] tonality = Tonality(components, moments);
        double[][] loudness = Loudness(components, moments);
        (double[] overTime, double[] frequency) = Foremost(tonality, components, moments);
        double[] total = new double[moments];
        foreach (double[] band in loudness)
        {
            for (int i = 0; i < moments; i++)
            {
                total[i] += band[i] * HearingBands.StepBark;
            }
        }

        return new HearingModelSound(
            PowerMean(total),
            [.. total],
            [.. loudness.Select(PowerMean)],
            MeanAudible(overTime),
            [.. overTime],
            [.. frequency],
            [.. tonality.Select(MeanAudible)],
            field);
    }

    private static double[][] Tonality(HearingComponents components, int moments)
    {
        double[] factors = new double[moments];
        for (int i = 0; i < moments; i++)
        {
            double ratio = components.Tonal.Max(band => band[i]) / (components.Noise.Sum(band => band[i]) + Least);
            factors[i] = TonalityFactor * Math.Max(0, 1 - Math.Exp(-QuietSteepness * (ratio - QuietThreshold)));
        }

        return [.. components.Tonal.Select(band => band.Select((tonal, i) => tonal * factors[i]).ToArray())];
    }

    private static double[][] Loudness(HearingComponents components, int moments)
    {
        double[][] loudness = [.. components.Tonal.Select(_ => new double[moments])];
        for (int i = 0; i < moments; i++)
        {
            double largest = 0;
            for (int band = 0; band < HearingBands.Count; band++)
            {
                largest = Math.Max(largest, components.Tonal[band][i] + components.Noise[band][i]);
            }

            double exponent = (ExponentSlope / (largest + Least)) + ExponentBase;
            for (int band = 0; band < HearingBands.Count; band++)
            {
                loudness[band][i] = Add(components.Tonal[band][i], NoiseWeight * components.Noise[band][i], exponent);
            }
        }

        return loudness;
    }

    // (x^e + y^e)^(1/e), with the larger taken out so that a large exponent cannot underflow.
    private static double Add(double x, double y, double exponent)
    {
        (double less, double more) = x < y ? (x, y) : (y, x);
        return more == 0 ? 0 : more * Math.Pow(1 + Math.Pow(less / more, exponent), 1 / exponent);
    }

    private static (double[] Tonality, double[] FrequencyHz) Foremost(
        double[][] tonality, HearingComponents components, int moments)
    {
        double[] largest = new double[moments];
        double[] frequency = new double[moments];
        for (int i = 0; i < moments; i++)
        {
            for (int band = 0; band < HearingBands.Count; band++)
            {
                if (tonality[band][i] > largest[i])
                {
                    (largest[i], frequency[i]) = (tonality[band][i], components.FrequencyHz[band][i]);
                }
            }
        }

        return (largest, frequency);
    }

    // Formulae (53) and (63): the mean of what is tonal at all; 0 where nothing is.
    private static double MeanAudible(double[] tonality) =>
        tonality.Skip(Settling).Where(value => value > LeastTonality).DefaultIfEmpty(0).Average();

    // Formulae (115) and (117).
    private static double PowerMean(double[] loudness)
    {
        double exponent = 1 / Math.Log10(2);
        return Math.Pow(loudness.Skip(Settling).Average(value => Math.Pow(value, exponent)), 1 / exponent);
    }
}
