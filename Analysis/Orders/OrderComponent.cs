using System.Collections.Immutable;
using System.Numerics;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Orders;

/// <summary>One order's part of a signal.</summary>
/// <param name="Order">The order.</param>
/// <param name="Waveform">Its waveform, one value per sample, unit of the signal: to listen to, to subtract. NaN where
/// the shaft angle or the signal is not known.</param>
/// <param name="Envelope">Complex envelope x at the samples: the waveform is Re(x·exp(2πi·order·revolutions)), |x| its
/// peak amplitude and arg x its phase.</param>
public sealed record OrderComponent(
    TrackedOrder Order, ImmutableArray<float> Waveform, ImmutableArray<Complex> Envelope)
{
    /// <summary>Rms of the order at a sample.</summary>
    public double Rms(int sample) => Complex.Abs(Envelope[sample]) / Math.Sqrt(2);
}

/// <summary>What a Vold-Kalman filter finds in a signal.</summary>
/// <param name="Components">One per order asked for.</param>
/// <param name="Residual">The signal without them; NaN where the angle is not known.</param>
/// <param name="EnvelopeStep">Samples between two points of the envelopes.</param>
/// <param name="Unit">Unit of waveforms and envelopes.</param>
/// <param name="Method">How it was computed, with the sources of the speeds.</param>
/// <param name="Sources">Where the speed of each shaft comes from, as given.</param>
public sealed record OrderComponents(
    ImmutableArray<OrderComponent> Components,
    ImmutableArray<float> Residual,
    int EnvelopeStep,
    string Unit,
    string Method,
    ImmutableArray<SpeedSource> Sources);
