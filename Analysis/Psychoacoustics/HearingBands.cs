using System.Collections.Immutable;
using Bench.Analysis.Filters;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// What all metrics of the hearing model of R. Sottek share, ECMA-418-2:2025 (4th edition), clause 5: the filter of the
/// outer and middle ear, 53 overlapping critical bands and the loudness of a band's rms value. Defined at 48 kHz.
/// </summary>
internal static class HearingBands
{
    /// <summary>Bands at z = 0.5, 1 … 26.5 Bark of the model.</summary>
    public const int Count = 53;

    public const double StepBark = 0.5;

    // The highest band is at 18.4 kHz; signals of lower rates have nothing there and lose nothing else.
    public const double MinimumRateHz = 32000;

    // Formulae (9) and (10).
    private const double WidthAtZeroHz = 81.9289;
    private const double Growth = 0.1618;

    // Formula (23): the calibration that gives a tone of 1 kHz and 40 dB 1 sone, and the exponent of the transitions.
    private const double LoudnessFactor = 0.0211964;
    private const double Transition = 1.5;
    private const double ReferencePa = 20e-6;

    // A signal begins with a ramp of 5 ms (5.1.2).
    private const int FadeSamples = 240;

    // Table 1 in the accuracy in which the authors published it: b0, b1, b2, a1, a2 of eight sections, of which the
    // first two are the free field's alone.
    private static readonly ImmutableArray<Biquad> s_ear =
    [
        new(1.01589602025559, -1.92529887777608, 0.922118060364679, -1.92529887777608, 0.938014080620272),
        new(0.958943219304445, -1.80608801184949, 0.876438777856084, -1.80608801184949, 0.835381997160530),
        new(0.961371976333197, -1.76363215433825, 0.821787991845146, -1.76363215433825, 0.783159968178343),
        new(2.22580350360974, -1.43465048479216, -0.498204282194628, -1.43465048479216, 0.727599221415107),
        new(0.471735128494163, -0.366091796830044, 0.244144703885020, -0.366091796830044, -0.284120167620817),
        new(0.115267139824401, 0, -0.115267139824401, -1.79600256669201, 0.805837815618546),
        new(0.988029297230954, -1.91243380293387, 0.926131550180785, -1.91243380293387, 0.914160847411739),
        new(1.95223768730136, 0.162319983017519, -0.667994113035186, 0.162319983017519, 0.284243574266175),
    ];

    // Table 2: exponents of the loudness function between thresholds 10 dB apart from 15 dB on.
    private static readonly ImmutableArray<double> s_exponents =
        [1, 0.6602, 0.0864, 0.6384, 0.0328, 0.4068, 0.2082, 0.3994, 0.6434];

    // Table 3: loudness of each band at the threshold in quiet.
    private static readonly ImmutableArray<double> s_threshold =
    [
        0.3310, 0.1625, 0.1051, 0.0757, 0.0576, 0.0453, 0.0365, 0.0298, 0.0247, 0.0207, 0.0176, 0.0151, 0.0131, 0.0115,
        0.0103, 0.0093, 0.0086, 0.0081, 0.0077, 0.0074, 0.0073, 0.0072, 0.0071, 0.0072, 0.0073, 0.0074, 0.0076, 0.0079,
        0.0082, 0.0086, 0.0092, 0.0100, 0.0109, 0.0122, 0.0138, 0.0157, 0.0172, 0.0180, 0.0180, 0.0177, 0.0176, 0.0177,
        0.0182, 0.0190, 0.0202, 0.0217, 0.0237, 0.0263, 0.0296, 0.0339, 0.0398, 0.0485, 0.0622,
    ];

    public static double CentreHz(int band) => WidthAtZeroHz / Growth * Math.Sinh(Growth * StepBark * (band + 1));

    public static double WidthHz(int band)
    {
        double growth = Growth * CentreHz(band);
        return Math.Sqrt((WidthAtZeroHz * WidthAtZeroHz) + (growth * growth));
    }

    /// <summary>Specific loudness of a band's rms value above the threshold in quiet (formulae 23 to 25).</summary>
    public static double BasisLoudness(double rmsPa, int band)
    {
        double loudness = LoudnessFactor * rmsPa / ReferencePa;
        for (int i = 1; i < s_exponents.Length; i++)
        {
            double threshold = ReferencePa * Math.Pow(10, ((10 * i) + 5) / 20.0);
            double exponent = (s_exponents[i] - s_exponents[i - 1]) / Transition;
            loudness *= Math.Pow(1 + Math.Pow(rmsPa / threshold, Transition), exponent);
        }

        return Math.Max(0, loudness - s_threshold[band]);
    }

    /// <summary>
    /// The signal at 48 kHz behind the ear, faded in, with silence before and after it (5.1.1 to 5.1.3).
    /// </summary>
    /// <exception cref="ArgumentException">The signal is not longer than 0.304 s or has a NaN.</exception>
    public static float[] Ear(
        ReadOnlySpan<float> pressurePa, double sampleRateHz, SoundField field, int before, int multipleAfter)
    {
        RateConverter converter = new(sampleRateHz, MinimumRateHz);
        if (pressurePa.Length / sampleRateHz <= HearingModel.ShortestSeconds)
        {
            throw new ArgumentException(
                $"A signal of {pressurePa.Length / sampleRateHz:g3} s is too short for the hearing model: it takes " +
                $"{HearingModel.ShortestSeconds} s to settle.");
        }

        double[] samples = new double[converter.MaxOutputs(pressurePa.Length) + converter.MaxOutputs(0)];
        int count = converter.Process(pressurePa, samples);
        count += converter.Finish(samples.AsSpan(count));
        int after = multipleAfter == 0
            ? 0
            : (multipleAfter * ((count + multipleAfter - 1) / multipleAfter)) + (4 * multipleAfter) - count;
        float[] signal = new float[before + count + after];
        for (int i = 0; i < count; i++)
        {
            double fade = i < FadeSamples ? 0.5 - (0.5 * Math.Cos(Math.PI * i / FadeSamples)) : 1;
            signal[before + i] = (float)(fade * samples[i]);
        }

        BiquadCascade ear = new(field == SoundField.Free ? s_ear : s_ear[2..]);
        ear.Process(signal, signal);
        return float.IsFinite(signal[^1])
            ? signal
            : throw new ArgumentException("The signal has NaN or infinite samples: cut them out before.");
    }
}
