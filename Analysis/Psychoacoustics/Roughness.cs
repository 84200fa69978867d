using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Roughness of the hearing model of R. Sottek, ECMA-418-2:2025 (4th edition), clause 7, of one channel.
/// </summary>
/// <param name="RoughnessAsper">Representative roughness R, exceeded during 10 % of the time.</param>
/// <param name="OverTime">R(t), every <see cref="PeriodSeconds"/> from time 0 on.</param>
/// <param name="SpecificAsper">Mean R'(z) in asper/Bark_HMS at z = 0.5, 1 … 26.5 Bark_HMS.</param>
/// <param name="Field">The sound field assumed.</param>
public sealed record Roughness(
    double RoughnessAsper, ImmutableArray<double> OverTime, ImmutableArray<double> SpecificAsper, SoundField Field)
{
    /// <summary>Time between two values.</summary>
    public const double PeriodSeconds = 0.02;

    /// <summary>Roughness above which a sound is prominently rough.</summary>
    public const double ProminentAsper = 0.2;

    // Formula (104): the calibration that gives 1 asper to 1 kHz of 60 dB, modulated with 70 Hz to 100 %.
    private const double Factor = 0.0180685;

    private const double RiseSeconds = 0.0625;
    private const double FallSeconds = 0.5;
    private const int Settling = 16;

    /// <summary>The method.</summary>
    public string Standard { get; } = "ECMA-418-2:2025 (4th edition), clause 7";

    /// <summary>Whether the sound is prominently rough.</summary>
    public bool IsProminent => RoughnessAsper > ProminentAsper;

    /// <summary>Roughness of a signal. The whole is analysed at once, in about a tenth of its duration.</summary>
    /// <param name="pressurePa">Sound pressure, longer than <see cref="HearingModel.ShortestSeconds"/> and better a
    /// second or more: the first 0.32 s do not count.</param>
    /// <param name="sampleRateHz">Sampling rate, 32 kHz to 1 MHz.</param>
    /// <param name="field">The sound field.</param>
    /// <exception cref="ArgumentException">The signal is too short or has a NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public static Roughness Of(
        ReadOnlySpan<float> pressurePa, double sampleRateHz, SoundField field = SoundField.Free)
    {
        float[] ear = HearingBands.Ear(pressurePa, sampleRateHz, field, ModulationSpectra.Block, 0);
        ModulationSpectra spectra = new(ear);
        double seconds = (ear.Length - ModulationSpectra.Block) / RateConverter.OutputRateHz;
        double[][] bands = Estimate(spectra, (int)Math.Floor((seconds / PeriodSeconds) + 1e-9) + 1);
        Transform(bands);
        double[] total = new double[bands[0].Length];
        foreach (double[] band in bands)
        {
            Smooth(band);
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += band[i] * HearingBands.StepBark;
            }
        }

        int skipped = Math.Min(Settling, total.Length - 1);
        return new Roughness(
            Percentile.Exceeded(total.AsSpan(skipped), 10),
            [.. total],
            [.. bands.Select(band => band.Skip(skipped).Average())],
            field);
    }

    // Amplitudes of modulation of each band, from blocks to 50 Hz (7.1.7).
    private static double[][] Estimate(ModulationSpectra spectra, int moments)
    {
        double[] times = Array.ConvertAll(spectra.Starts, start => start / RateConverter.OutputRateHz);
        double[][] bands = new double[HearingBands.Count][];
        for (int band = 0; band < bands.Length; band++)
        {
            ModulationWeight weight = new(band);
            double[] amplitudes = new double[times.Length];
            for (int block = 0; block < amplitudes.Length; block++)
            {
                amplitudes[block] = weight.Amplitude(ModulationPeak.Find(spectra.At(block, band)));
            }

            MonotoneCubic curve = new(times, amplitudes);
            bands[band] = [.. Enumerable.Range(0, moments).Select(i => Math.Max(0, curve.At(i * PeriodSeconds)))];
        }

        return bands;
    }

    // Formulae (104) to (108): the more a moment's roughness is in few bands, the steeper.
    private static void Transform(double[][] bands)
    {
        for (int i = 0; i < bands[0].Length; i++)
        {
            double mean = bands.Average(band => band[i]);
            double rms = Math.Sqrt(bands.Average(band => band[i] * band[i]));
            double spread = mean > 0 ? rms / mean : 0;
            double exponent = ((0.95555 - 0.58449) * (Math.Tanh(1.6407 * (spread - 2.5804)) + 1) / 2) + 0.58449;
            foreach (double[] band in bands)
            {
                band[i] = Factor * Math.Pow(band[i], exponent);
            }
        }
    }

    // Formulae (109) and (110).
    private static void Smooth(double[] values)
    {
        double rise = Math.Exp(-PeriodSeconds / RiseSeconds);
        double fall = Math.Exp(-PeriodSeconds / FallSeconds);
        for (int i = 1; i < values.Length; i++)
        {
            double decay = values[i] >= values[i - 1] ? rise : fall;
            values[i] += (values[i - 1] - values[i]) * decay;
        }
    }
}
