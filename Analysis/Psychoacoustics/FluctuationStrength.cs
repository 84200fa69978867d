using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Fluctuation strength of the hearing model of R. Sottek, ECMA-418-2:2025 (4th edition), clause 9, of one channel.
/// </summary>
/// <param name="FluctuationVacil">Representative fluctuation strength F in vacil_HMS, exceeded during 10 % of the
/// time.</param>
/// <param name="OverTime">F(t), every <see cref="PeriodSeconds"/> from time 0 on.</param>
/// <param name="SpecificVacil">Mean F'(z) in vacil_HMS/Bark_HMS at z = 0.5, 1 … 26.5 Bark_HMS.</param>
/// <param name="Field">The sound field assumed.</param>
public sealed record FluctuationStrength(
    double FluctuationVacil,
    ImmutableArray<double> OverTime,
    ImmutableArray<double> SpecificVacil,
    SoundField Field)
{
    /// <summary>Time between two values.</summary>
    public const double PeriodSeconds = 0.02;

    /// <summary>Fluctuation strength above which a sound fluctuates prominently.</summary>
    public const double ProminentVacil = 0.2;

    private const int Block = FluctuationWindow.EnvelopeLength * BandEnvelope.Decimation;
    private const int Hop = Block / 4;

    // Formula (163): the calibration that gives 1 vacil to 1 kHz of 60 dB, modulated with 4 Hz to 100 %.
    private const double Factor = 0.003840572;

    private const double LeastAmplitude = 5.2519;
    private const double SmoothingSeconds = 0.75;
    private const int SpreadMedian = 71;
    private const int Settling = 36;
    private const double Least = 2.220446049250313e-16;

    /// <summary>The method.</summary>
    public string Standard { get; } = "ECMA-418-2:2025 (4th edition), clause 9";

    /// <summary>Whether the sound fluctuates prominently.</summary>
    public bool IsProminent => FluctuationVacil > ProminentVacil;

    /// <summary>Fluctuation strength of a signal. The whole is analysed at once.</summary>
    /// <param name="pressurePa">Sound pressure, longer than <see cref="HearingModel.ShortestSeconds"/> and better 5 s
    /// or more: blocks last 1.4 s and the model settles within some seconds.</param>
    /// <param name="sampleRateHz">Sampling rate, 32 kHz to 1 MHz.</param>
    /// <param name="field">The sound field.</param>
    /// <exception cref="ArgumentException">The signal is too short or has a NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public static FluctuationStrength Of(
        ReadOnlySpan<float> pressurePa, double sampleRateHz, SoundField field = SoundField.Free)
    {
        float[] ear = HearingBands.Ear(pressurePa, sampleRateHz, field, Block, 0);
        int[] starts = Starts(ear.Length);
        double[][] blocks = Amplitudes(ear, starts);
        double[] times = Array.ConvertAll(starts, start => start / RateConverter.OutputRateHz);
        double[][] bands = [.. Enumerable.Range(0, HearingBands.Count).Select(band =>
            Interpolate(times, Array.ConvertAll(blocks, block => block[band])))];
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

        int skipped = total.Length > Settling ? Settling : 0;
        return new FluctuationStrength(
            Percentile.Exceeded(total.AsSpan(skipped), 10),
            [.. total],
            [.. bands.Select(band => band.Skip(skipped).Average())],
            field);
    }

    // Every hop, and one block more to the signal's very end.
    private static int[] Starts(int samples)
    {
        IEnumerable<int> starts = Enumerable.Range(0, ((samples - Block) / Hop) + 1).Select(i => i * Hop);
        return [.. (samples - Block) % Hop == 0 ? starts : starts.Append(samples - Block)];
    }

    // Amplitudes per block and band, scaled with the loudness of the harmonic complex (159 to 161).
    private static double[][] Amplitudes(float[] ear, int[] starts)
    {
        double[][] amplitudes = [.. starts.Select(_ => new double[HearingBands.Count])];
        double[][] powers = [.. starts.Select(_ => new double[HearingBands.Count])];
        BandEnvelope envelopes = new(Block);
        double[] envelope = new double[envelopes.Length];
        float[] signal = new float[ear.Length];
        for (int band = 0; band < HearingBands.Count; band++)
        {
            new AuditoryFilter(band).Run(ear, signal);
            for (int block = 0; block < starts.Length; block++)
            {
                envelopes.Compute(signal.AsSpan(starts[block], Block), envelope);
                if (FluctuationWindow.Of(envelope) is { } window)
                {
                    FluctuationLines lines = new(new LinePairFit(envelope, window), band);
                    (amplitudes[block][band], powers[block][band]) = lines.Measure();
                }
            }
        }

        for (int block = 0; block < starts.Length; block++)
        {
            double[] loudness = [.. powers[block].Select((power, band) =>
                HearingBands.BasisLoudness(Math.Sqrt(power / 2), band))];
            double largest = loudness.Max();
            for (int band = 0; band < HearingBands.Count; band++)
            {
                double scale = loudness[band] * loudness[band] / (largest + Least) / (powers[block][band] + Least);
                double amplitude = scale * FluctuationWindow.EnvelopeLength * amplitudes[block][band];
                amplitudes[block][band] = amplitude < LeastAmplitude ? 0 : amplitude;
            }
        }

        return amplitudes;
    }

    private static double[] Interpolate(double[] times, double[] amplitudes)
    {
        MonotoneCubic curve = new(times, amplitudes);
        int moments = (int)Math.Floor((times[^1] / PeriodSeconds) + 1e-9) + 1;
        return [.. Enumerable.Range(0, moments).Select(i => Math.Max(0, curve.At(i * PeriodSeconds)))];
    }

    // Formulae (163) to (167): the more of it is in few bands, the steeper.
    private static void Transform(double[][] bands)
    {
        double[] spread = new double[bands[0].Length];
        for (int i = 0; i < spread.Length; i++)
        {
            double mean = bands.Average(band => band[i]);
            spread[i] = Math.Sqrt(bands.Average(band => band[i] * band[i])) / (mean + Least);
        }

        double[] smooth = new double[spread.Length];
        MovingMedian.Compute(spread, SpreadMedian, smooth);
        for (int i = 0; i < smooth.Length; i++)
        {
            double exponent = (0.37106 * (Math.Tanh(1.6407 * (smooth[i] - 2.5804)) + 1) / 2) + 0.58449;
            foreach (double[] band in bands)
            {
                band[i] = Factor * Math.Pow(band[i], exponent);
            }
        }
    }

    // Formula (168).
    private static void Smooth(double[] values)
    {
        double decay = Math.Exp(-PeriodSeconds / SmoothingSeconds);
        for (int i = 1; i < values.Length; i++)
        {
            values[i] += (values[i - 1] - values[i]) * decay;
        }
    }
}
