using Bench.Analysis.PartTypes;

namespace Bench.Judging;

/// <summary>
/// Watches one channel while it streams: is the sensor alive, inside its range, and are its samples numbers? Fixed
/// memory, no allocation.
/// </summary>
internal sealed class SensorMonitor
{
    // A clipped converter stays a few counts below full scale, depending on its offset.
    private const double ClipShare = 0.999;

    private readonly Channel _channel;
    private readonly float _clipAt;
    private readonly long _turningFrom;
    private readonly int _clippedLimit;
    private long _count;
    private long _turning;
    private double _sum;
    private double _squares;
    private int _clippedRun;

    /// <summary>Watches a channel; it must be alive from <paramref name="turningFromSeconds"/> on.</summary>
    public SensorMonitor(Channel channel, double turningFromSeconds, int clippedSamples)
    {
        _channel = channel;
        _clipAt = (float)(channel.FullScale * ClipShare);
        _turningFrom = (long)Math.Ceiling(turningFromSeconds * channel.SampleRateHz);
        _clippedLimit = clippedSamples;
    }

    /// <summary>Samples that are not finite numbers.</summary>
    public long NotFinite { get; private set; }

    /// <summary>Places where at least the allowed number of consecutive samples stood at full scale.</summary>
    public int ClippedPlaces { get; private set; }

    /// <summary>Time of the first such place in seconds.</summary>
    public double FirstClipSeconds { get; private set; } = double.NaN;

    /// <summary>RMS without the mean, in SI units, while the motor turned; NaN before.</summary>
    public double TurningRms
    {
        get
        {
            if (_turning == 0)
            {
                return double.NaN;
            }

            double mean = _sum / _turning;
            return Math.Sqrt(Math.Max(0, (_squares / _turning) - (mean * mean)));
        }
    }

    /// <summary>Whether the sensor gave less than its channel's least RMS although the motor turned.</summary>
    public bool IsDead => _turning > 0 && TurningRms < _channel.DeadBelow;

    /// <summary>Takes the next samples.</summary>
    public void Inspect(ReadOnlySpan<float> samples)
    {
        float clipAt = _clipAt;
        int run = _clippedRun;
        double sum = 0;
        double squares = 0;
        int skip = (int)Math.Clamp(_turningFrom - _count, 0, samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            float x = samples[i];
            if (!float.IsFinite(x))
            {
                NotFinite++;
                x = 0;
            }

            run = MathF.Abs(x) >= clipAt ? run + 1 : 0;
            if (run == _clippedLimit)
            {
                NoteClip(i);
            }

            if (i >= skip)
            {
                sum += x;
                squares += (double)x * x;
            }
        }

        _clippedRun = run;
        _sum += sum;
        _squares += squares;
        _turning += samples.Length - skip;
        _count += samples.Length;
    }

    private void NoteClip(int offset)
    {
        if (ClippedPlaces++ == 0)
        {
            FirstClipSeconds = (_count + offset) / _channel.SampleRateHz;
        }
    }
}
