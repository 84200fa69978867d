using Bench.Analysis.Tacho;

namespace Bench.Analysis.Orders;

/// <summary>
/// A whole signal over shaft angle, revolution by revolution: the samples of an <see cref="AngularResampler"/> between
/// whole numbers of the angle.
/// </summary>
internal sealed class AngleSampler
{
    private readonly double _sampleRateHz;
    private readonly double _usedShare;
    private readonly float[] _frames;
    private readonly AngularResampler _resampler = new();
    private readonly double[] _positions;
    private readonly float[] _output;
    private long _knot;
    private long _revolution = long.MinValue;

    public AngleSampler(ReadOnlySpan<float> samples, double sampleRateHz, double maxOrder)
    {
        _sampleRateHz = sampleRateHz;
        SamplesPerRevolution = AngularResampler.SamplesPerRevolution(maxOrder);
        _usedShare = maxOrder / SamplesPerRevolution;
        _frames = new float[samples.Length * AngularResampler.Lanes];
        for (int i = 0; i < samples.Length; i++)
        {
            _frames[i * AngularResampler.Lanes] = samples[i];
        }

        _positions = new double[SamplesPerRevolution];
        _output = new float[SamplesPerRevolution * AngularResampler.Lanes];
    }

    public int SamplesPerRevolution { get; }

    /// <summary>Reads the next whole revolution.</summary>
    /// <returns>False at the end.</returns>
    public bool TryNext(ShaftAngle angle, Span<float> revolution, out double speedRpm)
    {
        for (; _knot + 1 < angle.EndKnot; _knot++)
        {
            AngleKnot knot = angle.Knot(_knot);
            long start = Math.Max(_revolution, (long)Math.Ceiling(knot.Revolutions - 1e-9));
            if (start > knot.Revolutions + 1 || !TryLocate(angle, start))
            {
                continue;
            }

            _revolution = start + 1;
            if (TrySample(revolution, out speedRpm))
            {
                return true;
            }
        }

        speedRpm = double.NaN;
        return false;
    }

    // Positions of one revolution in samples; false where a gap lies in it or it is not complete.
    private bool TryLocate(ShaftAngle angle, long start)
    {
        long k = _knot;
        for (int i = 0; i < SamplesPerRevolution; i++)
        {
            double wanted = start + ((double)i / SamplesPerRevolution);
            while (k + 1 < angle.EndKnot && angle.Knot(k + 1).Revolutions <= wanted)
            {
                k++;
            }

            if (k + 1 >= angle.EndKnot || angle.Knot(k + 1).StartsSegment || angle.Knot(k).Revolutions > wanted)
            {
                return false;
            }

            _positions[i] = AngleKnot.TimeAt(angle.Knot(k), angle.Knot(k + 1), wanted) * _sampleRateHz;
        }

        return true;
    }

    private bool TrySample(Span<float> revolution, out double speedRpm)
    {
        double samples = (_positions[^1] - _positions[0]) * SamplesPerRevolution / (SamplesPerRevolution - 1);
        speedRpm = 60 * _sampleRateHz / samples;
        int level = AngularResampler.LevelFor(SamplesPerRevolution / samples, _usedShare);
        int reach = level < 0 ? 0 : AngularResampler.Reach(level);
        int count = _frames.Length / AngularResampler.Lanes;
        if (level < 0 || _positions[0] < reach || _positions[^1] + reach + 1 > count)
        {
            return false;
        }

        _resampler.Resample(_frames, 0, _positions, level, _output);
        for (int i = 0; i < revolution.Length; i++)
        {
            revolution[i] = _output[i * AngularResampler.Lanes];
        }

        return true;
    }
}
