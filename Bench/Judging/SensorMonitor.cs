using System.Numerics.Tensors;
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

    // Most pieces are far from full scale: their largest magnitude tells that no sample needs a look.
    private const int Piece = 256;

    private readonly Channel _channel;
    private readonly float _clipAt;
    private readonly long _turningFrom;
    private readonly int _clippedLimit;
    private readonly SampleSums _turning = new();
    private readonly float[] _finite = new float[Piece];
    private long _count;
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
            if (_turning.Count == 0)
            {
                return double.NaN;
            }

            double mean = _turning.Sum / _turning.Count;
            return Math.Sqrt(Math.Max(0, (_turning.Squares / _turning.Count) - (mean * mean)));
        }
    }

    /// <summary>Whether the sensor gave less than its channel's least RMS although the motor turned.</summary>
    public bool IsDead => _turning.Count > 0 && TurningRms < _channel.DeadBelow;

    /// <summary>Takes the next samples.</summary>
    public void Inspect(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            ReadOnlySpan<float> piece = samples[..Math.Min(samples.Length, Piece)];
            samples = samples[piece.Length..];

            // Anything that is not a number makes the largest magnitude so too, and the comparison false.
            if (MathF.Abs(TensorPrimitives.MaxMagnitude(piece)) < _clipAt)
            {
                _clippedRun = 0;
                Sum(piece);
            }
            else
            {
                Sum(LookClosely(piece));
            }

            _count += piece.Length;
        }
    }

    // Counts what clips or is not a number, and gives the piece with 0 in place of the latter.
    private ReadOnlySpan<float> LookClosely(ReadOnlySpan<float> piece)
    {
        Span<float> finite = _finite.AsSpan(0, piece.Length);
        for (int i = 0; i < piece.Length; i++)
        {
            bool isFinite = float.IsFinite(piece[i]);
            finite[i] = isFinite ? piece[i] : 0;
            NotFinite += isFinite ? 0 : 1;
            _clippedRun = MathF.Abs(finite[i]) >= _clipAt ? _clippedRun + 1 : 0;
            if (_clippedRun == _clippedLimit)
            {
                NoteClip(i);
            }
        }

        return finite;
    }

    private void Sum(ReadOnlySpan<float> piece)
    {
        int skip = (int)Math.Clamp(_turningFrom - _count, 0, piece.Length);
        _turning.Add(piece[skip..]);
    }

    private void NoteClip(int offset)
    {
        if (ClippedPlaces++ == 0)
        {
            FirstClipSeconds = (_count + offset) / _channel.SampleRateHz;
        }
    }
}
