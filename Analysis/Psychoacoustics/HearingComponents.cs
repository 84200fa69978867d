using Bench.Analysis.Transforms;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Specific loudness of the tonal and of the noise part of each band over time, at 187.5 Hz (ECMA-418-2:2025, clauses
/// 6.2.3 to 6.2.8).
/// </summary>
internal sealed class HearingComponents
{
    private const double Least = 1e-12;

    // Table 7.
    private const double Steepness = 20;
    private const double Threshold = 0.07;

    private const int TransformLength = 2 * HearingBandBlocks.LongestBlock;

    private readonly RealFft _fft = new(TransformLength);
    private readonly float[] _window = new float[TransformLength];
    private readonly float[] _power;
    private readonly float[] _scratch;
    private readonly float[] _ear;
    private readonly SortedDictionary<int, float[]> _bands = [];

    public HearingComponents(float[] ear, int moments)
    {
        _ear = ear;
        _power = new float[_fft.Bins];
        _scratch = new float[_fft.ScratchLength];
        Tonal = new double[HearingBands.Count][];
        Noise = new double[HearingBands.Count][];
        FrequencyHz = new double[HearingBands.Count][];
        for (int band = 0; band < HearingBands.Count; band++)
        {
            Analyse(band, moments);
        }
    }

    /// <summary>Loudness of the tonal part, per band and moment.</summary>
    public double[][] Tonal { get; }

    /// <summary>Loudness of the rest.</summary>
    public double[][] Noise { get; }

    /// <summary>Frequency of the tonal part.</summary>
    public double[][] FrequencyHz { get; }

    private void Analyse(int band, int moments)
    {
        HearingBandBlocks blocks = HearingBandBlocks.Of(band);
        float[][] lags = Autocorrelations(band, blocks);
        int perBlock = blocks.Hop / HearingBandBlocks.ShortestHop;
        double[] tonal = new double[lags.Length];
        double[] total = new double[lags.Length];
        double[] frequency = new double[lags.Length];
        for (int i = 0; i < lags.Length; i++)
        {
            total[i] = lags[i][0];
            (tonal[i], frequency[i]) = Tone(lags[i], blocks);
        }

        FrequencyHz[band] = Interpolate(frequency, perBlock, moments);
        (Tonal[band], Noise[band]) =
            Separate(Interpolate(tonal, perBlock, moments), Interpolate(total, perBlock, moments), band, blocks);
    }

    // Mean over neighbouring bands and, in low bands, over the blocks before and after (6.2.3).
    private float[][] Autocorrelations(int band, HearingBandBlocks blocks)
    {
        int from = Math.Max(0, band - blocks.Neighbours);
        int to = Math.Min(HearingBands.Count - 1, band + blocks.Neighbours);
        int count = blocks.BlockCount(_ear.Length);
        float[][] lags = [.. Enumerable.Range(0, count).Select(_ => new float[blocks.LastLag + 1])];
        HearingAutocorrelation correlation = new(blocks.Block);
        for (int neighbour = from; neighbour <= to; neighbour++)
        {
            float[] signal = Band(neighbour);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> samples = signal.AsSpan(blocks.Start + (i * blocks.Hop), blocks.Block);
                correlation.Add(samples, neighbour, 1f / (to - from + 1), lags[i]);
            }
        }

        Forget(band);
        return band < HearingBandBlocks.FirstBandOfSingleBlocks ? OverThree(lags) : lags;
    }

    private float[] Band(int band)
    {
        if (!_bands.TryGetValue(band, out float[]? signal))
        {
            signal = new float[_ear.Length];
            new AuditoryFilter(band).Run(_ear, signal);
            _bands.Add(band, signal);
        }

        return signal;
    }

    // The next band needs no neighbour below its own.
    private void Forget(int band)
    {
        int needed = band + 1 - HearingBandBlocks.Of(band + 1).Neighbours;
        foreach (int old in _bands.Keys.Where(key => key < needed).ToArray())
        {
            _bands.Remove(old);
        }
    }

    private static float[][] OverThree(float[][] lags)
    {
        float[][] means = [.. lags.Select(row => new float[row.Length])];
        for (int i = 1; i + 1 < lags.Length; i++)
        {
            for (int lag = 0; lag < means[i].Length; lag++)
            {
                means[i][lag] = (lags[i - 1][lag] + lags[i][lag] + lags[i + 1][lag]) / 3;
            }
        }

        return means;
    }

    // First estimate of the tonal loudness: the largest line of the lag window's spectrum (6.2.4, 6.2.5).
    private (double Loudness, double FrequencyHz) Tone(ReadOnlySpan<float> lags, HearingBandBlocks blocks)
    {
        int length = blocks.LastLag - blocks.FirstLag + 1;
        double total = lags[0];
        if (total == 0)
        {
            return (0, 0);
        }

        ReadOnlySpan<float> window = lags.Slice(blocks.FirstLag, length);
        double mean = 0;
        foreach (float value in window)
        {
            mean += value;
        }

        mean /= length;
        _window.AsSpan().Clear();
        for (int i = 0; i < length; i++)
        {
            _window[i] = (float)(window[i] - mean);
        }

        _fft.Power(_window, [], _power, _scratch);
        int peak = 0;
        for (int k = 1; k < _power.Length; k++)
        {
            peak = _power[k] > _power[peak] ? k : peak;
        }

        double loudness = 4 * Math.Sqrt(_power[peak]) / length;
        return (Math.Min(loudness, total), peak * RateConverter.OutputRateHz / TransformLength);
    }

    // To the common rate, by straight lines (6.2.6).
    private static double[] Interpolate(double[] values, int factor, int moments)
    {
        double[] result = new double[moments];
        for (int i = 0; i < moments; i++)
        {
            (int index, int rest) = Math.DivRem(i, factor);
            int next = Math.Min(index + 1, values.Length - 1);
            result[i] = values[index] + ((values[next] - values[index]) * rest / factor);
        }

        return result;
    }

    // Noise reduction (6.2.7) and what remains as noise (6.2.8).
    private static (double[] Tonal, double[] Noise) Separate(
        double[] tonal, double[] total, int band, HearingBandBlocks blocks)
    {
        double[] ratio = new double[tonal.Length];
        for (int i = 0; i < ratio.Length; i++)
        {
            ratio[i] = tonal[i] / (total[i] - tonal[i] + Least);
        }

        HearingLowPass.Run(ratio);
        HearingLowPass.Run(tonal);
        HearingLowPass.Run(total);
        double limit = blocks.NoiseFactor / Math.Pow(HearingBands.CentreHz(band), blocks.NoiseExponent);
        for (int i = 0; i < ratio.Length; i++)
        {
            double share = 1 - Math.Exp(-Steepness * ((ratio[i] / limit) - Threshold));
            tonal[i] = Math.Max(0, tonal[i] * Math.Max(0, share));
            total[i] = Math.Max(0, total[i] - tonal[i]);
        }

        return (tonal, total);
    }
}
