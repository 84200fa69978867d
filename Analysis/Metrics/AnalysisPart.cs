namespace Bench.Analysis.Metrics;

/// <summary>
/// A part of a session's analyses that shares nothing that changes with the other parts: each may be fed by a thread of
/// its own. See <see cref="AnalysisSession.Parts"/>.
/// </summary>
/// <remarks>One thread at a time. Nothing is allocated per block in steady state.</remarks>
public sealed class AnalysisPart
{
    private readonly RecipePlan _plan;
    private readonly AngleSource? _angle;
    private readonly OrderGroup[] _groups;
    private readonly StepSink?[][] _sinks;
    private readonly long[] _received;
    private bool _isComplete;

    internal AnalysisPart(RecipePlan plan, AngleSource? angle, OrderGroup[] groups, StepSink?[][] sinks)
    {
        _plan = plan;
        _angle = angle;
        _groups = groups;
        _sinks = sinks;
        _received = new long[plan.PartType.Channels.Length];
    }

    /// <summary>Samples taken of each channel.</summary>
    internal ReadOnlySpan<long> Received => _received;

    /// <summary>Takes the next samples of one channel, whether this part has a use for them or not.</summary>
    /// <param name="channel">Index in the part type's channels.</param>
    /// <param name="samples">Any number of samples in SI units, following those of the call before; the first sample of
    /// every channel is at time 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    /// <exception cref="ObjectDisposedException">The part is complete.</exception>
    public void Process(int channel, ReadOnlySpan<float> samples)
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, _received.Length);
        while (!samples.IsEmpty)
        {
            ReadOnlySpan<float> block = samples[..Math.Min(samples.Length, OrderGroup.MaxBlock)];
            ProcessBlock(channel, block);
            samples = samples[block.Length..];
        }
    }

    /// <summary>Ends the analyses of this part; a second call does nothing.</summary>
    public void Complete()
    {
        if (_isComplete)
        {
            return;
        }

        _isComplete = true;
        _angle?.Complete();
        foreach (OrderGroup group in _groups)
        {
            group.Advance(_angle!);
        }
    }

    private void ProcessBlock(int channel, ReadOnlySpan<float> samples)
    {
        if (channel == _plan.TachoChannel && _angle is { NeedsTacho: true })
        {
            _angle.Process(samples);
            long needed = long.MaxValue;
            foreach (OrderGroup group in _groups)
            {
                group.Advance(_angle);
                needed = Math.Min(needed, group.Knot);
            }

            _angle.Forget(needed);
        }

        foreach (OrderGroup group in _groups)
        {
            group.Process(channel, samples, _angle!);
        }

        foreach (StepSink? sink in _sinks[channel])
        {
            sink?.Process(_received[channel], samples);
        }

        _received[channel] += samples.Length;
    }
}
