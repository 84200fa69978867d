using Bench.Analysis.Envelope;
using Bench.Analysis.Orders;

namespace Bench.Analysis.Metrics;

/// <summary>
/// Up to eight channels of one rate that are resampled over angle together, as they are or as envelopes of one band.
/// </summary>
internal sealed class OrderGroup
{
    /// <summary>Most samples that <see cref="Process"/> takes at once.</summary>
    public const int MaxBlock = 4096;

    private readonly int[] _channels;
    private readonly EnvelopeDetector[] _detectors;
    private readonly OrderTracker _tracker;
    private readonly long _firstSample;
    private readonly long _endSample;
    private readonly float[] _envelope = new float[MaxBlock + 1];

    /// <summary>Puts a group together.</summary>
    /// <param name="channels">Indices of its channels.</param>
    /// <param name="detectors">One per channel, or none for the samples as they are.</param>
    /// <param name="tracker">Tracks all of them.</param>
    /// <param name="time">
    /// Time that its steps span; envelopes are not computed beyond it and the kernel's reach.
    /// </param>
    /// <param name="cost">See <see cref="AnalysisLoad"/>.</param>
    public OrderGroup(
        int[] channels, EnvelopeDetector[] detectors, OrderTracker tracker, TimeSpanSeconds time, double cost)
    {
        Cost = cost;
        _channels = channels;
        _detectors = detectors;
        _tracker = tracker;
        if (detectors.Length > 0)
        {
            double rate = detectors[0].SampleRateHz;
            long margin = AngularResampler.Reach(SincKernel.MaxLevel) + 2;
            _firstSample = ((long)(time.StartSeconds * rate) - margin) * detectors[0].Decimation;
            _endSample = ((long)(time.EndSeconds * rate) + margin) * detectors[0].Decimation;
        }
    }

    /// <summary>What the whole test costs: see <see cref="AnalysisLoad"/>.</summary>
    public double Cost { get; }

    /// <summary>First knot that is still needed.</summary>
    public long Knot => _tracker.Knot;

    /// <summary>Takes samples of a channel; others than the group's are ignored.</summary>
    public void Process(int channel, ReadOnlySpan<float> samples, AngleSource angle)
    {
        int lane = Array.IndexOf(_channels, channel);
        if (lane < 0)
        {
            return;
        }

        if (_detectors.Length == 0)
        {
            _tracker.Append(lane, samples);
        }
        else
        {
            int count = _detectors[lane].Process(samples, _firstSample, _endSample, _envelope);
            _tracker.Append(lane, _envelope.AsSpan(0, count));
        }

        _tracker.Advance(angle.Angle);
    }

    /// <summary>Goes as far as samples and angle reach.</summary>
    public void Advance(AngleSource angle) => _tracker.Advance(angle.Angle);
}
