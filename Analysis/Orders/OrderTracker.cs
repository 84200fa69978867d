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
    private readonly float[] _output = new float[Batch * AngularResampler.Lanes];
    private long _knot;
    private int _step = -1;
    private int _pending;
    private int _level;

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
        double seconds = to.TimeSeconds - from.TimeSeconds;
        double outputs = (to.Revolutions - from.Revolutions) * _samplesPerRevolution;
        double outputsPerSample = outputs / (seconds * _sampleRateHz);
        int level = to.StartsSegment || !(seconds > 0) ? -1 : AngularResampler.LevelFor(outputsPerSample, _usedShare);
        bool isWanted = StepAt(from.TimeSeconds) >= 0 || StepAt(to.TimeSeconds) >= 0;
        if (level < 0 || !isWanted)
        {
            Break();
            return true;
        }

        int reach = AngularResampler.Reach(level);
        if ((to.TimeSeconds * _sampleRateHz) + reach + 1 > _frames.End)
        {
            return false;
        }

        _level = level;
        long end = GridIndex(to.Revolutions);
        for (long index = GridIndex(from.Revolutions); index < end; index++)
        {
            double time = AngleKnot.TimeAt(from, to, (double)index / _samplesPerRevolution);
            Take(time, reach);
        }

        Flush();
        return true;
    }

    private void Take(double time, int reach)
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
            _resampler.Resample(_frames.Frames, _frames.First, _positions.AsSpan(0, _pending), _level, _output);
            _blocks.Append(_output, _times.AsSpan(0, _pending), _step);
            _pending = 0;
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
