using Bench.Analysis.Filters;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Weightings;

/// <summary>
/// The levels of an integrating sound level meter, class 1 of IEC 61672-1:2013 in its signal processing, from sound
/// pressure that arrives in blocks of any size.
/// </summary>
/// <remarks>
/// <para>Levels are in dB re 20 µPa. Time weightings: F 125 ms, S 1 s (5.8); I, an average of 35 ms followed by a hold
/// that decays with 1.5 s (IEC 61672-1:2002, annex C; the 2013 edition no longer has it). Averages are updated with
/// every sample. The C-weighted peak is that of the samples, without interpolation between them.</para>
/// <para>An interval begins with the first sample or at <see cref="StartInterval"/>; filters and averages run on.
/// Levels are −∞ for silence and NaN without a sample or after a NaN. Results do not depend on the cutting into blocks.
/// One thread at a time; no allocation after construction.</para>
/// </remarks>
public sealed class SoundLevelMeter
{
    private const double FastSeconds = 0.125;
    private const double SlowSeconds = 1;
    private const double ImpulseRiseSeconds = 0.035;
    private const double ImpulseFallSeconds = 1.5;
    private const int ChunkLength = 256;

    private readonly double _sampleRateHz;
    private readonly BiquadCascade _filter;
    private readonly BiquadCascade _peakFilter;
    private readonly double _impulseDecay;
    private ExponentialLevel _fast;
    private ExponentialLevel _slow;
    private ExponentialLevel _impulseRise;
    private double _impulse;
    private double _impulseMaximum;
    private double _energy;
    private double _peak;
    private long _count;

    /// <summary>Prepares a meter at rest.</summary>
    /// <param name="sampleRateHz">Sampling rate, 8000 or above.</param>
    /// <param name="weighting">Frequency weighting of all levels but the peak, whose weighting is C.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public SoundLevelMeter(double sampleRateHz, FrequencyWeightingKind weighting = FrequencyWeightingKind.A)
    {
        _sampleRateHz = sampleRateHz;
        Weighting = weighting;
        _filter = new BiquadCascade(FrequencyWeighting.Design(weighting, sampleRateHz));
        _peakFilter = new BiquadCascade(FrequencyWeighting.Design(FrequencyWeightingKind.C, sampleRateHz));
        _fast = new ExponentialLevel(FastSeconds, sampleRateHz);
        _slow = new ExponentialLevel(SlowSeconds, sampleRateHz);
        _impulseRise = new ExponentialLevel(ImpulseRiseSeconds, sampleRateHz);
        _impulseDecay = Math.Exp(-1 / (ImpulseFallSeconds * sampleRateHz));
    }

    /// <summary>Frequency weighting of all levels but the peak.</summary>
    public FrequencyWeightingKind Weighting { get; }

    /// <summary>Length of the interval so far.</summary>
    public double DurationSeconds => _count / _sampleRateHz;

    /// <summary>Leq of the interval: 10·lg of the mean of (p/p0)² (3.9).</summary>
    public double EquivalentLevelDb => LevelDb(_energy / _count);

    /// <summary>LE of the interval, LAE for weighting A: the level whose 1 s carries the same exposure
    /// (3.13).</summary>
    public double ExposureLevelDb => _count == 0 ? double.NaN : LevelDb(_energy / _sampleRateHz);

    /// <summary>F time-weighted level now.</summary>
    public double FastLevelDb => LevelDb(_fast.Square);

    /// <summary>S time-weighted level now.</summary>
    public double SlowLevelDb => LevelDb(_slow.Square);

    /// <summary>I time-weighted level now.</summary>
    public double ImpulseLevelDb => LevelDb(_impulse);

    /// <summary>Largest F time-weighted level of the interval, LAFmax for weighting A.</summary>
    public double FastMaximumDb => LevelDb(_fast.Maximum);

    /// <summary>Largest S time-weighted level of the interval, LASmax for weighting A.</summary>
    public double SlowMaximumDb => LevelDb(_slow.Maximum);

    /// <summary>Largest I time-weighted level of the interval, LAImax for weighting A.</summary>
    public double ImpulseMaximumDb => LevelDb(_impulseMaximum);

    /// <summary>LCpeak of the interval: level of the largest magnitude of the C-weighted pressure (3.12).</summary>
    public double CPeakLevelDb => _count == 0 ? double.NaN : LevelDb(_peak * _peak);

    /// <summary>Takes the next samples.</summary>
    /// <param name="pressurePa">Any number of samples of sound pressure.</param>
    public void Process(ReadOnlySpan<float> pressurePa)
    {
        Span<float> weighted = stackalloc float[ChunkLength];
        while (!pressurePa.IsEmpty)
        {
            int count = Math.Min(pressurePa.Length, ChunkLength);
            _peakFilter.Process(pressurePa[..count], weighted);
            TakePeak(weighted[..count]);
            _filter.Process(pressurePa[..count], weighted);
            TakeSquares(weighted[..count]);
            pressurePa = pressurePa[count..];
            _count += count;
        }
    }

    /// <summary>Begins an interval: what follows alone makes up its mean, exposure, maxima and peak.</summary>
    public void StartInterval()
    {
        (_energy, _peak, _count) = (0, 0, 0);
        _fast.StartInterval();
        _slow.StartInterval();
        _impulseMaximum = _impulse;
    }

    /// <summary>Forgets all past samples.</summary>
    public void Reset()
    {
        _filter.Reset();
        _peakFilter.Reset();
        _fast.Reset();
        _slow.Reset();
        _impulseRise.Reset();
        (_impulse, _impulseMaximum) = (0, 0);
        (_energy, _peak, _count) = (0, 0, 0);
    }

    private static double LevelDb(double meanSquare) =>
        Decibel.FromMeanSquare(meanSquare, Decibel.SoundPressureReference);

    private void TakePeak(ReadOnlySpan<float> samples)
    {
        double peak = _peak;
        foreach (float sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        _peak = peak;
    }

    private void TakeSquares(ReadOnlySpan<float> samples)
    {
        ExponentialLevel fast = _fast;
        ExponentialLevel slow = _slow;
        ExponentialLevel rise = _impulseRise;
        foreach (float sample in samples)
        {
            double square = (double)sample * sample;
            _energy += square;
            fast.Take(square);
            slow.Take(square);
            rise.Take(square);
            _impulse = Math.Max(rise.Square, _impulseDecay * _impulse);
            _impulseMaximum = Math.Max(_impulseMaximum, _impulse);
        }

        (_fast, _slow, _impulseRise) = (fast, slow, rise);
    }
}
