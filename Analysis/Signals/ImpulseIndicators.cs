using System.Collections.Immutable;
using Bench.Analysis.Filters;

namespace Bench.Analysis.Signals;

/// <summary>
/// Figures that rise when a signal contains impacts, of the whole signal or of a band of it, streaming: crest factor,
/// kurtosis, impulse, shape and clearance factor (M. P. Norton and D. G. Karczub, Fundamentals of Noise and Vibration
/// Analysis for Engineers, 2nd edition 2003, 8.3; Y. Lei et al., MSSP 21, 2007).
/// </summary>
/// <remarks>
/// The band is cut by a Butterworth band-pass of 4th order at each edge, −3 dB at the edges; while it settles from
/// rest, four periods of the band's width, samples do not count. The result does not depend on how the signal is cut
/// into blocks. All figures are NaN before the first sample that counts and when a sample is NaN. One thread at a time.
/// </remarks>
public sealed class ImpulseIndicators
{
    private const int Chunk = 1024;
    private const int Order = 4;
    private const double SettlingPeriods = 4;

    private readonly LevelStatistics _levels = new();
    private readonly BiquadCascade? _filter;
    private readonly float[] _filtered = new float[Chunk];
    private long _settling;
    private double _magnitudes;
    private double _roots;

    /// <summary>Prepares the figures of the whole signal.</summary>
    public ImpulseIndicators()
    {
    }

    /// <summary>Prepares the figures of a band.</summary>
    /// <param name="sampleRateHz">Sampling rate.</param>
    /// <param name="fromHz">Lower edge, above 0.</param>
    /// <param name="toHz">Upper edge, below half the sampling rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The band does not fit.</exception>
    public ImpulseIndicators(double sampleRateHz, double fromHz, double toHz)
    {
        ImmutableArray<Biquad> sections = Butterworth.BandPass(Order, fromHz, toHz, sampleRateHz);
        _filter = new BiquadCascade(sections);
        _settling = (long)Math.Ceiling(SettlingPeriods * sampleRateHz / (toHz - fromHz));
    }

    /// <summary>Number of samples that count.</summary>
    public long Count => _levels.Count;

    /// <summary>Root of the mean square, in the unit of the signal.</summary>
    public double Rms => _levels.Rms;

    /// <summary>Largest magnitude.</summary>
    public double Peak => _levels.Peak;

    /// <summary>Peak over rms: √2 for a sine.</summary>
    public double CrestFactor => _levels.CrestFactor;

    /// <summary>Fourth central moment over squared variance: 1.5 for a sine, 3 for Gaussian noise.</summary>
    public double Kurtosis => _levels.Kurtosis;

    /// <summary>Peak over mean magnitude: π/2 for a sine.</summary>
    public double ImpulseFactor => Peak / MeanMagnitude;

    /// <summary>Rms over mean magnitude: π/√8 for a sine.</summary>
    public double ShapeFactor => Rms / MeanMagnitude;

    /// <summary>Peak over the squared mean of the roots of magnitudes: the most sensitive to single impacts.</summary>
    public double ClearanceFactor => Peak / Math.Pow(_roots / Count, 2);

    private double MeanMagnitude => _magnitudes / Count;

    /// <summary>Takes the next samples.</summary>
    /// <param name="block">Any number of samples.</param>
    public void Add(ReadOnlySpan<float> block)
    {
        while (!block.IsEmpty)
        {
            int taken = Math.Min(block.Length, Chunk);
            ReadOnlySpan<float> samples = block[..taken];
            if (_filter is not null)
            {
                _filter.Process(samples, _filtered);
                samples = _filtered.AsSpan(0, taken);
            }

            int skipped = (int)Math.Min(_settling, taken);
            _settling -= skipped;
            Include(samples[skipped..]);
            block = block[taken..];
        }
    }

    private void Include(ReadOnlySpan<float> samples)
    {
        _levels.Add(samples);

        // One by one, so that the cutting into blocks does not change a bit.
        double magnitudes = _magnitudes;
        double roots = _roots;
        foreach (float sample in samples)
        {
            double magnitude = Math.Abs((double)sample);
            magnitudes += magnitude;
            roots += Math.Sqrt(magnitude);
        }

        _magnitudes = magnitudes;
        _roots = roots;
    }
}
