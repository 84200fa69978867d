using Bench.Analysis.Tacho;

namespace Bench.Analysis.Orders;

/// <summary>
/// Computed order tracking of up to eight channels of one rate, as samples and shaft angle arrive: angular resampling,
/// blocks of revolutions, order lines, tasks.
/// </summary>
/// <remarks>
/// Samples wait until the angle at their time is final; <see cref="FrameBuffer"/> says how many. The result does not
/// depend on how samples arrive: every angle sample is computed from its position alone.
/// </remarks>
internal sealed class OrderTracker
{
    private const int Batch = 64;

    // Angles that are equal but for rounding: knots lie on multiples of 1 / pulses per revolution.
    private const double Rounding = 1e-6;

    private readonly double _sampleRateHz;
    private readonly int _samplesPerRevolution;
    private readonly double _usedShare;
    private readonly TimeSpanSeconds[] _steps;
    private readonly FrameBuffer _frames;
    private readonly AngularResampler _resampler = new();
    private readonly RevolutionBlocks _blocks;
    private readonly double[] _positions = new double[Batch];
    private readonly double[] _times = new double[Batch];
    private readonly float[] _shares = new float[Batch];
    private readonly float[] _output = new float[Batch * AngularResampler.Lanes];
    private readonly float[] _nextOutput = new float[Batch * AngularResampler.Lanes];
    private long _knot;
    private int _step = -1;
    private int _pending;
    private int _level;
    private bool _isBlended;

    public OrderTracker(
        double sampleRateHz,
        int samplesPerRevolution,
        double maxOrder,
        int channels,
        TimeSpanSeconds[] steps,
        IEnumerable<OrderTask> tasks)
    {
        _sampleRateHz = sampleRateHz;
        _samplesPerRevolution = samplesPerRevolution;
        _usedShare = maxOrder / samplesPerRevolution;
        _steps = steps;
        _frames = new FrameBuffer(channels);
        _blocks = new RevolutionBlocks(samplesPerRevolution, channels, tasks);
    }

    /// <summary>First knot that is still needed.</summary>
    public long Knot => _knot;

    /// <summary>Takes the next samples of one channel.</summary>
    public void Append(int lane, ReadOnlySpan<float> samples) => _frames.Append(lane, samples);

    /// <summary>Goes as far as samples and angle reach.</summary>
    public void Advance(ShaftAngle angle)
    {
        while (_knot + 1 < angle.EndKnot)
        {
            AngleKnot from = angle.Knot(_knot);
            AngleKnot to = angle.Knot(_knot + 1);
            if (!TryTrack(from, to))
            {
                break;
            }

            _knot++;
        }

        double needed = _knot + 1 < angle.EndKnot ? angle.Knot(_knot).TimeSeconds : angle.KnownUntilSeconds;
        _frames.TrimTo((long)(needed * _sampleRateHz) - AngularResampler.Reach(SincKernel.MaxLevel) - 1);
    }

    // False where samples are missing yet.
    private bool TryTrack(in AngleKnot from, in AngleKnot to)
    {
        double octavesFrom = Octaves(from.SecondsPerRevolution);
        double octavesTo = Octaves(to.SecondsPerRevolution);
        bool isTooSlow = KernelBlend.IsTooSparse(octavesFrom) || KernelBlend.IsTooSparse(octavesTo);
        bool isWanted = StepAt(from.TimeSeconds) >= 0 || StepAt(to.TimeSeconds) >= 0;
        if (to.StartsSegment || isTooSlow || !isWanted || !(to.TimeSeconds > from.TimeSeconds))
        {
            Break();
            return true;
        }

        KernelBlend first = KernelBlend.At(octavesFrom);
        KernelBlend last = KernelBlend.At(octavesTo);
        _level = Math.Min(first.Level, last.Level);
        _isBlended = first.ShareAbove(_level) > 0 || last.ShareAbove(_level) > 0;
        int reach = AngularResampler.Reach(_level + (_isBlended ? 1 : 0));
        if ((to.TimeSeconds * _sampleRateHz) + reach + 1 > _frames.End)
        {
            return false;
        }

        long end = GridIndex(to.Revolutions);
        for (long index = GridIndex(from.Revolutions); index < end; index++)
        {
            double revolutions = (double)index / _samplesPerRevolution;
            double time = AngleKnot.TimeAt(from, to, revolutions);
            double part = (revolutions - from.Revolutions) / (to.Revolutions - from.Revolutions);
            double octaves = octavesFrom + (part * (octavesTo - octavesFrom));
            Take(time, reach, _isBlended ? KernelBlend.At(octaves).ShareAbove(_level) : 0);
        }

        Flush();
        return true;
    }

    private double Octaves(double secondsPerRevolution) =>
        AngularResampler.StretchOctaves(_samplesPerRevolution / (secondsPerRevolution * _sampleRateHz), _usedShare);

    private void Take(double time, int reach, double nextShare)
    {
        double position = time * _sampleRateHz;
        int step = position < _frames.First + reach ? -1 : StepAt(time);
        if (step != _step)
        {
            Flush();
            Break();
            _step = step;
        }

        if (step >= 0)
        {
            _times[_pending] = time;
            _shares[_pending] = (float)nextShare;
            _positions[_pending++] = position;
            if (_pending == Batch)
            {
                Flush();
            }
        }
    }

    private void Flush()
    {
        if (_pending > 0)
        {
            ReadOnlySpan<double> positions = _positions.AsSpan(0, _pending);
            _resampler.Resample(_frames.Frames, _frames.First, positions, _level, _output);
            if (_isBlended)
            {
                _resampler.Resample(_frames.Frames, _frames.First, positions, _level + 1, _nextOutput);
                Blend(_shares.AsSpan(0, _pending));
            }

            _blocks.Append(_output, _times.AsSpan(0, _pending), _step);
            _pending = 0;
        }
    }

    private void Blend(ReadOnlySpan<float> shares)
    {
        for (int i = 0; i < shares.Length * AngularResampler.Lanes; i++)
        {
            _output[i] += shares[i / AngularResampler.Lanes] * (_nextOutput[i] - _output[i]);
        }
    }

    private void Break()
    {
        _step = -1;
        _blocks.Break();
    }

    private long GridIndex(double revolutions) => (long)Math.Ceiling((revolutions * _samplesPerRevolution) - Rounding);

    private int StepAt(double time)
    {
        for (int i = 0; i < _steps.Length; i++)
        {
            if (time >= _steps[i].StartSeconds && time < _steps[i].EndSeconds)
            {
                return i;
            }
        }

        return -1;
    }
}
