using Bench.Analysis.Transforms;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// The normalised autocorrelation of a band's rectified signal in blocks, scaled with the band's loudness
/// (ECMA-418-2:2025, clauses 5.1.5 to 5.1.9 and 6.2.2).
/// </summary>
internal sealed class HearingAutocorrelation
{
    private const double Least = 1e-12;

    // Where a block holds hardly any of the products of a lag, as at the begin of a sound, single precision leaves
    // rounding errors of the transform only: some 10⁻⁷ of the block's energy.
    private const double Rounding = 3e-5;

    private readonly int _block;
    private readonly RealFft _fft;
    private readonly float[] _padded;
    private readonly float[] _spectrum;
    private readonly float[] _scratch;
    private readonly double[] _energy;

    public HearingAutocorrelation(int block)
    {
        _block = block;
        _fft = new RealFft(2 * block);
        _padded = new float[2 * block];
        _spectrum = new float[2 * _fft.Bins];
        _scratch = new float[_fft.ScratchLength];
        _energy = new double[block + 1];
    }

    /// <summary>Adds a share of the autocorrelation of one block to lags 0, 1 …</summary>
    public void Add(ReadOnlySpan<float> samples, int band, float share, Span<float> lags)
    {
        _energy[0] = 0;
        for (int i = 0; i < _block; i++)
        {
            float value = Math.Max(0, samples[i]);
            _padded[i] = value;
            _energy[i + 1] = _energy[i] + ((double)value * value);
        }

        double loudness = HearingBands.BasisLoudness(Math.Sqrt(2 * _energy[_block] / _block), band);
        if (loudness == 0)
        {
            return;
        }

        _padded.AsSpan(_block).Clear();
        _fft.Forward(_padded, _spectrum, _scratch);
        for (int i = 0; i < _spectrum.Length; i += 2)
        {
            _spectrum[i] = (_spectrum[i] * _spectrum[i]) + (_spectrum[i + 1] * _spectrum[i + 1]);
            _spectrum[i + 1] = 0;
        }

        _fft.Inverse(_spectrum, _padded, _scratch);
        double factor = share * loudness;
        double negligible = Rounding * _energy[_block];
        for (int lag = 0; lag < lags.Length; lag++)
        {
            double early = _energy[_block - lag];
            double late = _energy[_block] - _energy[lag];
            double both = Math.Sqrt(early * late);
            lags[lag] += both > negligible ? (float)(factor * _padded[lag] / (both + Least)) : 0;
        }
    }
}
