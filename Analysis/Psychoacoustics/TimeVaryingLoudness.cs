namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Loudness of time-varying sounds, ISO 532-1:2017, clause 6, from sound pressure that arrives in blocks of any size:
/// total and specific loudness every 2 ms.
/// </summary>
/// <remarks>
/// <para>The standard's own filters run at 48 kHz; a signal of another rate is brought to it first, without shifting
/// it in time. A moment counts from the first sample; the total loudness lags behind the sound as the standard's
/// low-passes do, nothing else is delayed.</para>
/// <para>A NaN or infinite sample makes all later values NaN until <see cref="Reset"/>; a level above 120 dB in a band
/// below 315 Hz, for which the standard has no table, makes the values of its moment NaN. Results do not depend on how
/// the signal is cut into blocks. One thread at a time; no allocation while samples are taken, memory does not
/// grow.</para>
/// </remarks>
public sealed class TimeVaryingLoudness
{
    /// <summary>Time between two values.</summary>
    public const double PeriodSeconds = 0.002;

    /// <summary>Lowest sampling rate.</summary>
    public const double LowestRateHz = ZwickerLevels.MinimumRateHz;

    private const int LevelsPerFrame = 4;
    private const int ChunkLength = 512;

    private readonly RateConverter _converter;
    private readonly ZwickerBand[] _bands = ZwickerLevels.CreateBands();
    private readonly LoudnessDecay _decay = new();
    private readonly LoudnessIntegration _integration = new();
    private readonly LoudnessFrame _take;
    private readonly SoundField _field;
    private readonly double[] _samples;
    private readonly double[] _intensities;
    private readonly double[] _levels = new double[ZwickerLevels.Bands];
    private readonly double[] _core = new double[CoreLoudness.Bands];
    private readonly double[] _specific = new double[LoudnessPattern.Points];
    private readonly int _stride;
    private long _position;
    private long _level;
    private bool _inRange = true;

    /// <summary>Prepares a measurement at rest.</summary>
    /// <param name="sampleRateHz">Sampling rate, 32 kHz to 1 MHz.</param>
    /// <param name="take">Called with the loudness of each moment, in order.</param>
    /// <param name="field">The sound field.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public TimeVaryingLoudness(double sampleRateHz, LoudnessFrame take, SoundField field = SoundField.Free)
    {
        _converter = new RateConverter(sampleRateHz, ZwickerLevels.MinimumRateHz);
        _samples = new double[_converter.MaxOutputs(ChunkLength)];
        _stride = (_samples.Length / ZwickerLevels.SamplesPerLevel) + 1;
        _intensities = new double[_stride * ZwickerLevels.Bands];
        _take = take;
        _field = field;
    }

    /// <summary>Loudness of a whole signal.</summary>
    /// <param name="pressurePa">Sound pressure, at least one sample.</param>
    /// <param name="sampleRateHz">Sampling rate, 32 kHz to 1 MHz.</param>
    /// <param name="field">The sound field.</param>
    /// <exception cref="ArgumentException">No samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public static LoudnessTrace Of(
        ReadOnlySpan<float> pressurePa, double sampleRateHz, SoundField field = SoundField.Free)
    {
        LoudnessTraceBuilder builder = new(field);
        TimeVaryingLoudness loudness = new(sampleRateHz, (_, sone, specific) => builder.Take(sone, specific), field);
        if (pressurePa.IsEmpty)
        {
            throw new ArgumentException("Loudness needs a signal: there is no sample.");
        }

        loudness.Process(pressurePa);
        loudness.Finish();
        return builder.Build();
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="pressurePa">Any number of samples of sound pressure.</param>
    public void Process(ReadOnlySpan<float> pressurePa)
    {
        while (!pressurePa.IsEmpty)
        {
            int taken = Math.Min(pressurePa.Length, ChunkLength);
            int count = _converter.Process(pressurePa[..taken], _samples);
            Analyse(_samples.AsSpan(0, count));
            pressurePa = pressurePa[taken..];
        }
    }

    /// <summary>Gives the values of the last moments, less than 2 ms, that waited for samples to come. Afterwards only
    /// <see cref="Reset"/> may follow.</summary>
    public void Finish() => Analyse(_samples.AsSpan(0, _converter.Finish(_samples)));

    /// <summary>Forgets all past samples.</summary>
    public void Reset()
    {
        _converter.Reset();
        _decay.Reset();
        _integration.Reset();
        (_position, _level, _inRange) = (0, 0, true);
        foreach (ZwickerBand band in _bands)
        {
            band.Reset();
        }
    }

    private void Analyse(ReadOnlySpan<double> samples)
    {
        const int Period = ZwickerLevels.SamplesPerLevel;
        int first = (int)((Period - (_position % Period)) % Period);
        int levels = (samples.Length - first + Period - 1) / Period;
        for (int band = 0; band < _bands.Length; band++)
        {
            _bands[band].Smooth(samples, first, _intensities.AsSpan(band * _stride, _stride));
        }

        _position += samples.Length;
        for (int i = 0; i < levels; i++)
        {
            TakeLevels(i);
        }
    }

    private void TakeLevels(int index)
    {
        for (int band = 0; band < _levels.Length; band++)
        {
            _levels[band] = ZwickerLevels.LevelDb(_intensities[(band * _stride) + index]);
        }

        bool frame = _level % LevelsPerFrame == 0;
        _inRange &= CoreLoudness.IsInRange(_levels);
        CoreLoudness.Compute(_levels, _field, _core);
        _decay.Apply(_core);
        double loudness = LoudnessPattern.Integrate(_core, frame ? _specific : []);
        loudness = _integration.Take(loudness);
        if (frame)
        {
            Give(loudness);
            _inRange = true;
        }

        _level++;
    }

    private void Give(double loudness)
    {
        if (!_inRange)
        {
            _specific.AsSpan().Fill(double.NaN);
            loudness = double.NaN;
        }

        _take(_level / LevelsPerFrame * PeriodSeconds, loudness, _specific);
    }
}
