using Bench.Analysis.Tacho;

namespace Bench.Analysis.Orders;

/// <summary>
/// Computed order tracking of one signal: angular resampling over the shaft angle, blocks of revolutions under a Hann
/// window, order lines (K. R. Fyfe, E. D. S. Munck, Mech. Syst. Signal Process. 11, 1997). Streaming: blocks of any
/// length give the same lines to the last bit.
/// </summary>
/// <remarks>
/// With an exact tacho an order's amplitude is true to 0.05 % up to 0.36 of the sample rate, and false lines lie below
/// −100 dB of the strongest order. Blocks never cross a gap of the tacho or a standstill. One thread at a time.
/// </remarks>
public sealed class OrderRecorder
{
    private readonly OrderTracker _tracker;

    /// <summary>Plans the recorder.</summary>
    /// <param name="sampleRateHz">Rate of the samples in Hz, above 0.</param>
    /// <param name="options">Lines and their highest order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public OrderRecorder(double sampleRateHz, OrderOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxOrder);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Revolutions, 1);
        int samplesPerRevolution = AngularResampler.SamplesPerRevolution(options.MaxOrder);
        OrderTransform transform = new(samplesPerRevolution, options.Revolutions, options.MaxOrder);
        Frames = new OrderFrames(sampleRateHz, transform, options.Unit, options.Source);
        OrderTask task = new(0, 0, transform) { Frames = Frames };
        TimeSpanSeconds always = new(double.NegativeInfinity, double.PositiveInfinity);
        _tracker = new OrderTracker(sampleRateHz, samplesPerRevolution, options.MaxOrder, 1, [always], [task]);
    }

    /// <summary>The blocks so far.</summary>
    public OrderFrames Frames { get; }

    /// <summary>First knot of the shaft angle that is still needed: those before may be forgotten.</summary>
    public long Knot => _tracker.Knot;

    /// <summary>Order lines of a whole signal.</summary>
    /// <param name="samples">The signal.</param>
    /// <param name="sampleRateHz">Its rate in Hz.</param>
    /// <param name="angle">The shaft angle, complete.</param>
    /// <param name="options">Lines and their highest order.</param>
    public static OrderFrames Record(
        ReadOnlySpan<float> samples, double sampleRateHz, ShaftAngle angle, OrderOptions options)
    {
        OrderRecorder recorder = new(sampleRateHz, options);
        recorder.Append(samples);
        recorder.Advance(angle);
        return recorder.Frames;
    }

    /// <summary>Takes the next samples.</summary>
    public void Append(ReadOnlySpan<float> samples) => _tracker.Append(0, samples);

    /// <summary>Goes as far as samples and angle reach.</summary>
    public void Advance(ShaftAngle angle) => _tracker.Advance(angle);
}
