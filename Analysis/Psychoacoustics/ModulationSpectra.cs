using Bench.Analysis.Spectra;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Power spectra of the envelopes of all bands in blocks of 16384 samples, scaled with the bands' loudness and freed
/// from noise (ECMA-418-2:2025, clauses 7.1.1 to 7.1.4).
/// </summary>
internal sealed class ModulationSpectra
{
    public const int Block = 16384;
    public const int Hop = 4096;

    /// <summary>Lines of a spectrum, from 0 to half the envelopes' rate.</summary>
    public const int Lines = (EnvelopeLength / 2) + 1;

    /// <summary>Distance between lines.</summary>
    public const double LineHz = RateConverter.OutputRateHz / Block;

    private const int EnvelopeLength = Block / BandEnvelope.Decimation;
    private const int LowestLine = 2;
    private const double HannPower = 0.375;

    private readonly BandEnvelope _band = new(Block);
    private readonly RealFft _envelopeFft = new(EnvelopeLength);
    private readonly Window _window = Window.Create(WindowKind.Hann, EnvelopeLength);
    private readonly double[] _envelope = new double[EnvelopeLength];
    private readonly float[] _windowed = new float[EnvelopeLength];
    private readonly float[] _power = new float[Lines];
    private readonly float[] _scratch;
    private readonly double[][][] _lines;

    /// <summary>Analyses a signal behind the ear, with a block of silence before it.</summary>
    public ModulationSpectra(float[] ear)
    {
        _scratch = new float[_envelopeFft.ScratchLength];
        Starts = BlockStarts(ear.Length);
        _lines = [.. Starts.Select(_ => new double[HearingBands.Count][])];
        double[][] loudness = [.. Starts.Select(_ => new double[HearingBands.Count])];
        float[] signal = new float[ear.Length];
        for (int band = 0; band < HearingBands.Count; band++)
        {
            new AuditoryFilter(band).Run(ear, signal);
            for (int block = 0; block < Starts.Length; block++)
            {
                ReadOnlySpan<float> samples = signal.AsSpan(Starts[block], Block);
                loudness[block][band] = HearingBands.BasisLoudness(RectifiedRms(samples), band);
                _lines[block][band] = loudness[block][band] > 0 ? EnvelopePower(samples) : new double[Lines];
            }
        }

        for (int block = 0; block < Starts.Length; block++)
        {
            Scale(_lines[block], loudness[block]);
            _lines[block] = OverThreeBands(_lines[block]);
            ReduceNoise(_lines[block]);
        }
    }

    /// <summary>First sample of each block; in the signal itself, a block ends there.</summary>
    public int[] Starts { get; }

    /// <summary>The spectrum of a band in a block.</summary>
    public ReadOnlySpan<double> At(int block, int band) => _lines[block][band];

    // Every hop, and one block more to the signal's very end.
    private static int[] BlockStarts(int samples)
    {
        List<int> starts = [];
        for (int start = 0; start + Block <= samples; start += Hop)
        {
            starts.Add(start);
        }

        if (starts[^1] + Block < samples)
        {
            starts.Add(samples - Block);
        }

        return [.. starts];
    }

    private static double RectifiedRms(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
        {
            sum += sample > 0 ? (double)sample * sample : 0;
        }

        return Math.Sqrt(2 * sum / samples.Length);
    }

    // Formulae (65) to (67) but for the loudness: the spectrum of the windowed envelope over its energy.
    private double[] EnvelopePower(ReadOnlySpan<float> samples)
    {
        _band.Compute(samples, _envelope);
        double energy = 0;
        for (int i = 0; i < EnvelopeLength; i++)
        {
            double value = _envelope[i] * _window.Values[i] / Math.Sqrt(HannPower);
            _windowed[i] = (float)value;
            energy += value * value;
        }

        _envelopeFft.Power(_windowed, [], _power, _scratch);
        return [.. _power.Select(power => energy > 0 ? power / energy : 0)];
    }

    private static void Scale(double[][] bands, double[] loudness)
    {
        double largest = loudness.Max();
        for (int band = 0; band < bands.Length; band++)
        {
            double factor = largest > 0 ? loudness[band] * loudness[band] / largest : 0;
            for (int k = 0; k < Lines; k++)
            {
                bands[band][k] *= factor;
            }
        }
    }

    private static double[][] OverThreeBands(double[][] bands)
    {
        double[][] means = [.. bands.Select(band => (double[])band.Clone())];
        for (int band = 1; band + 1 < bands.Length; band++)
        {
            for (int k = 0; k < Lines; k++)
            {
                means[band][k] = (bands[band - 1][k] + bands[band][k] + bands[band + 1][k]) / 3;
            }
        }

        return means;
    }

    // Formulae (68) to (71): lines that do not stand out in the sum over all bands are noise.
    private static void ReduceNoise(double[][] bands)
    {
        double[] weights = new double[Lines];
        foreach (double[] band in bands)
        {
            for (int k = 0; k < Lines; k++)
            {
                weights[k] += band[k];
            }
        }

        double median = Median(weights.AsSpan(LowestLine, Lines - 1 - LowestLine));
        for (int k = 0; k < Lines; k++)
        {
            double slope = Math.Min(1, 0.1891 * Math.Exp(0.012 * k));
            weights[k] = 0.0856 * weights[k] / (median + 1e-10) * slope;
        }

        double largest = 0;
        foreach (double weight in weights.AsSpan(LowestLine, Lines - 1 - LowestLine))
        {
            largest = Math.Max(largest, weight);
        }

        for (int k = 0; k < Lines; k++)
        {
            double weight = weights[k] >= 0.05 * largest ? Math.Clamp(weights[k] - 0.1407, 0, 1) : 0;
            foreach (double[] band in bands)
            {
                band[k] *= weight;
            }
        }
    }

    private static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
