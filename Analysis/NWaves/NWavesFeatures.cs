using System.Collections.Immutable;
using System.Globalization;
using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Base;
using NWaves.FeatureExtractors.Multi;
using NWaves.FeatureExtractors.Options;
using NWaves.Features;
using NWaves.Filters.Fda;
using NWaves.Windows;

namespace Bench.Analysis.NWaves;

/// <summary>
/// Features of a signal as the NWaves library computes them: for engineers who compare with work done in that library.
/// They describe; no limit and no verdict depends on them.
/// </summary>
public static class NWavesFeatures
{
    private const int FrameSamples = 4096;
    private const int HopSamples = FrameSamples / 2;
    private const int CepstralCoefficients = 13;
    private const int MelBands = 24;

    // NWaves' sharpness has the weights of Bark bands below 15 only (remark in its Perceptual.Sharpness).
    private const int BarkBands = 15;

    /// <summary>
    /// Extracts the means over Hann frames of 4096 samples, half overlapping, in the signal's own unit u:
    /// <c>mfcc0</c> … <c>mfcc12</c> of 24 mel bands (natural logarithm of power), the spectral shape (centroid, spread
    /// and rolloff in Hz, the others without unit) and, from 15 Bark bands of power, <c>loudness</c> (Σ E^0.23) and
    /// <c>sharpness</c>. The last two are NWaves' simple figures, neither sone nor acum of a standard.
    /// </summary>
    /// <param name="samples">At least 4096 samples, all finite.</param>
    /// <param name="sampleRateHz">Sampling rate, rounded to whole Hz because NWaves knows no others.</param>
    /// <returns>Names and values, always in the same order.</returns>
    /// <exception cref="ArgumentException">Too few samples, or one is not a finite number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is below 1 Hz, above 10 MHz or no number.</exception>
    public static ImmutableArray<KeyValuePair<string, double>> Extract(
        ReadOnlySpan<float> samples, double sampleRateHz)
    {
        if (!(sampleRateHz is >= 1 and <= 10e6))
        {
            throw new ArgumentOutOfRangeException(
                nameof(sampleRateHz), sampleRateHz, "NWaves' features need a rate from 1 Hz to 10 MHz.");
        }

        float[] signal = Checked(samples);
        int rateHz = (int)Math.Round(sampleRateHz);
        double[] cepstrum = Means(new MfccExtractor(MelOptions(rateHz)), signal);
        SpectralFeaturesExtractor shape = new(Framed(new MultiFeatureOptions { FeatureList = "all" }, rateHz));
        double[] bark = Means(new FilterbankExtractor(BarkOptions(rateHz)), signal);
        float[] bands = Array.ConvertAll(bark, band => (float)band);
        return
        [
            .. cepstrum.Select((value, i) => Named($"mfcc{i.ToString(CultureInfo.InvariantCulture)}", value)),
            .. Means(shape, signal).Select((value, i) => Named(shape.FeatureDescriptions[i], value)),
            Named("loudness", Perceptual.Loudness(bands)),
            Named("sharpness", Perceptual.Sharpness(bands)),
        ];
    }

    private static float[] Checked(ReadOnlySpan<float> samples)
    {
        if (samples.Length < FrameSamples)
        {
            throw new ArgumentException(
                $"NWaves' features need at least {FrameSamples} samples; there are {samples.Length}.", nameof(samples));
        }

        foreach (float sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                throw new ArgumentException("NWaves' features need finite samples.", nameof(samples));
            }
        }

        return samples.ToArray();
    }

    private static MfccOptions MelOptions(int rateHz) => Framed(
        new MfccOptions
        {
            FeatureCount = CepstralCoefficients,
            FilterBankSize = MelBands,
            NonLinearity = NonLinearityType.LogE,
        },
        rateHz);

    private static FilterbankOptions BarkOptions(int rateHz) => Framed(
        new FilterbankOptions { FilterBank = FilterBanks.BarkBankSlaney(BarkBands, FrameSamples, rateHz) }, rateHz);

    private static T Framed<T>(T options, int rateHz)
        where T : FeatureExtractorOptions
    {
        options.SamplingRate = rateHz;
        options.FrameSize = FrameSamples;
        options.HopSize = HopSamples;
        options.Window = WindowType.Hann;
        return options;
    }

    private static double[] Means(FeatureExtractor extractor, float[] signal)
    {
        List<float[]> frames = extractor.ComputeFrom(signal);
        return [.. Enumerable.Range(0, extractor.FeatureCount).Select(i => frames.Average(frame => (double)frame[i]))];
    }

    private static KeyValuePair<string, double> Named(string name, double value) => new(name, value);
}
