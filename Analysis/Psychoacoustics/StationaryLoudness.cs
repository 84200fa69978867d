namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Loudness of stationary sounds, ISO 532-1:2017, clause 5, from one-third-octave levels or from sound pressure that
/// arrives in blocks of any size.
/// </summary>
/// <remarks>
/// <para>From sound pressure, the standard's own filters (tables A.1, A.2) run at 48 kHz; another rate is brought to
/// it first. Band levels are those of the mean square after the filters' start. A NaN or infinite sample makes the
/// result NaN until <see cref="Reset"/>.</para>
/// <para>Results do not depend on how the signal is cut into blocks but for the last bits of sums. One thread at a
/// time; no allocation while samples are taken.</para>
/// </remarks>
public sealed class StationaryLoudness
{
    /// <summary>What is left out at the start by default: the 25 Hz band has then settled to 1 %.</summary>
    public const double DefaultSkipSeconds = 0.5;

    private const int ChunkLength = 512;

    private readonly RateConverter _converter;
    private readonly ZwickerBand[] _bands = ZwickerLevels.CreateBands();
    private readonly double[] _sums = new double[ZwickerLevels.Bands];
    private readonly double[] _samples;
    private readonly SoundField _field;
    private readonly long _skip;
    private long _position;

    /// <summary>Prepares a measurement at rest.</summary>
    /// <param name="sampleRateHz">Sampling rate, 32 kHz to 1 MHz.</param>
    /// <param name="field">The sound field.</param>
    /// <param name="skipSeconds">Time from the start that does not count, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public StationaryLoudness(
        double sampleRateHz, SoundField field = SoundField.Free, double skipSeconds = DefaultSkipSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skipSeconds);
        _converter = new RateConverter(sampleRateHz, ZwickerLevels.MinimumRateHz);
        _samples = new double[_converter.MaxOutputs(ChunkLength)];
        _field = field;
        _skip = (long)Math.Round(skipSeconds * RateConverter.OutputRateHz);
    }

    /// <summary>Time that counts so far.</summary>
    public double DurationSeconds => Math.Max(0, _position - _skip) / RateConverter.OutputRateHz;

    /// <summary>Loudness from levels.</summary>
    /// <param name="levelsDb">28 one-third-octave levels, 25 Hz to 12.5 kHz, dB re 20 µPa; −∞ for silence.</param>
    /// <param name="field">The sound field.</param>
    /// <exception cref="ArgumentException">Not 28 levels, one is NaN, or one below 315 Hz is above 120 dB, where the
    /// standard's table ends.</exception>
    public static Loudness FromLevels(ReadOnlySpan<double> levelsDb, SoundField field = SoundField.Free)
    {
        if (levelsDb.Length != ZwickerLevels.Bands)
        {
            throw new ArgumentException(
                $"ISO 532-1 needs {ZwickerLevels.Bands} third-octave levels from 25 Hz to 12.5 kHz, not " +
                $"{levelsDb.Length}.");
        }

        foreach (double level in levelsDb)
        {
            if (double.IsNaN(level) || double.IsPositiveInfinity(level))
            {
                throw new ArgumentException("A third-octave level is not a number: measure every band.");
            }
        }

        return CoreLoudness.IsInRange(levelsDb)
            ? Compute(levelsDb, field)
            : throw new ArgumentException(
                "A third-octave level below 315 Hz is above 120 dB: ISO 532-1 does not cover it.");
    }

    /// <summary>Loudness of a whole signal.</summary>
    /// <param name="pressurePa">Sound pressure, 0.1 s longer than what is skipped at least.</param>
    /// <param name="sampleRateHz">Sampling rate, 32 kHz to 1 MHz.</param>
    /// <param name="field">The sound field.</param>
    /// <param name="skipSeconds">Time from the start that does not count, 0 or more.</param>
    /// <exception cref="ArgumentException">The signal is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static Loudness Of(
        ReadOnlySpan<float> pressurePa,
        double sampleRateHz,
        SoundField field = SoundField.Free,
        double skipSeconds = DefaultSkipSeconds)
    {
        StationaryLoudness loudness = new(sampleRateHz, field, skipSeconds);
        double seconds = pressurePa.Length / sampleRateHz;
        if (seconds < skipSeconds + 0.1)
        {
            throw new ArgumentException(
                $"A signal of {seconds:g3} s is too short for stationary loudness: it takes {skipSeconds:g3} s for " +
                "the filters to settle and 0.1 s more.");
        }

        loudness.Process(pressurePa);
        return loudness.Result();
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="pressurePa">Any number of samples of sound pressure.</param>
    public void Process(ReadOnlySpan<float> pressurePa)
    {
        while (!pressurePa.IsEmpty)
        {
            int taken = Math.Min(pressurePa.Length, ChunkLength);
            int count = _converter.Process(pressurePa[..taken], _samples);
            Add(_samples.AsSpan(0, count));
            pressurePa = pressurePa[taken..];
        }
    }

    /// <summary>Loudness of what was taken so far; NaN where nothing counts yet.</summary>
    public Loudness Result()
    {
        double count = Math.Max(0, _position - _skip);
        double[] levels = Array.ConvertAll(_sums, sum => ZwickerLevels.LevelDb(sum / count));
        return CoreLoudness.IsInRange(levels) && double.IsFinite(levels.Sum())
            ? Compute(levels, _field)
            : new Loudness(double.NaN, [.. Enumerable.Repeat(double.NaN, LoudnessPattern.Points)], [.. levels], _field);
    }

    /// <summary>Forgets all past samples.</summary>
    public void Reset()
    {
        _converter.Reset();
        Array.Clear(_sums);
        _position = 0;
        foreach (ZwickerBand band in _bands)
        {
            band.Reset();
        }
    }

    private static Loudness Compute(ReadOnlySpan<double> levelsDb, SoundField field)
    {
        Span<double> core = stackalloc double[CoreLoudness.Bands];
        double[] specific = new double[LoudnessPattern.Points];
        CoreLoudness.Compute(levelsDb, field, core);
        double loudness = LoudnessPattern.Integrate(core, specific);
        return new Loudness(loudness, [.. specific], [.. levelsDb], field);
    }

    private void Add(ReadOnlySpan<double> samples)
    {
        int skipped = (int)Math.Clamp(_skip - _position, 0, samples.Length);
        for (int band = 0; band < _bands.Length; band++)
        {
            _bands[band].SumOfSquares(samples[..skipped]);
            _sums[band] += _bands[band].SumOfSquares(samples[skipped..]);
        }

        _position += samples.Length;
    }
}
