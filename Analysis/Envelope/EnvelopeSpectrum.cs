using System.Numerics.Tensors;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Envelope;

/// <summary>What of the band's analytic signal the spectrum is taken of.</summary>
public enum EnvelopeForm
{
    /// <summary>Its magnitude, in the unit of the signal.</summary>
    Magnitude,

    /// <summary>
    /// Its squared magnitude: fewer harmonics of the rhythm's own making and the form for which the kurtogram chooses
    /// the best band (R. B. Randall and J. Antoni, MSSP 25, 2011, 4.4), but the strongest impacts rule.
    /// </summary>
    Squared,
}

/// <summary>Band, form and resolution of an envelope spectrum.</summary>
/// <param name="FromHz">Lower edge of the band, above 0: fixed by experience or from <see cref="Kurtogram"/>.</param>
/// <param name="ToHz">Upper edge, below half the sampling rate.</param>
public sealed record EnvelopeOptions(double FromHz, double ToHz)
{
    /// <summary>What the spectrum is taken of.</summary>
    public EnvelopeForm Form { get; init; } = EnvelopeForm.Magnitude;

    /// <summary>Largest distance of two bins; a bearing's lines want 1 Hz or less. A frame lasts its inverse.</summary>
    public double ResolutionHz { get; init; } = 1;

    /// <summary>Shape of the window.</summary>
    public WindowKind Window { get; init; } = WindowKind.Hann;

    /// <summary>Share of a frame common with the next.</summary>
    public double Overlap { get; init; } = 0.5;
}

/// <summary>
/// The spectrum of a band's envelope, of a signal that arrives in blocks of any size: the rhythm of impacts that ring a
/// resonance in the band (Randall and Antoni, MSSP 25, 2011).
/// </summary>
/// <remarks>
/// <para><see cref="EnvelopeDetector"/> in front of <see cref="WelchSpectrum"/>. A band signal of amplitude
/// A·(1 + m·cos Ωt) shows the rms value A·m/√2 at Ω. The mean of the envelope stays at 0 Hz. The first samples, where
/// the filter still holds silence, are left out.</para>
/// <para>The result does not depend on how the signal is cut into blocks. <see cref="Add"/> allocates nothing. A sample
/// that is not a number makes the result NaN: call <see cref="MarkGap"/> where samples are missing. One thread at a
/// time.</para>
/// </remarks>
public sealed class EnvelopeSpectrum
{
    private const int Chunk = 4096;

    private readonly EnvelopeOptions _options;
    private readonly EnvelopeDetector _detector;
    private readonly WelchSpectrum _spectrum;
    private readonly float[] _envelope;
    private int _settling;

    /// <summary>Prepares an empty spectrum.</summary>
    /// <param name="options">Band, form and resolution.</param>
    /// <param name="sampleRateHz">Rate of the samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The band does not fit the rate, or a value is outside its
    /// range.</exception>
    public EnvelopeSpectrum(EnvelopeOptions options, double sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ResolutionHz);
        _options = options;
        _detector = new EnvelopeDetector(sampleRateHz, options.FromHz, options.ToHz);
        int least = (int)Math.Ceiling(_detector.SampleRateHz / options.ResolutionHz);
        _spectrum = new WelchSpectrum(
            new SpectrumOptions
            {
                FrameLength = Smooth.AtLeast(Math.Max(16, least), 2),
                Window = options.Window,
                Overlap = options.Overlap,
            },
            _detector.SampleRateHz);
        _envelope = new float[_detector.MaxOutput(Chunk) + 1];
        _settling = Settling;
    }

    /// <summary>The averaged spectrum of the envelope, with its rate, window and number of frames.</summary>
    public WelchSpectrum Spectrum => _spectrum;

    private int Settling => (_detector.ReachSamples + _detector.Decimation - 1) / _detector.Decimation;

    /// <summary>
    /// Says that samples are missing here: the frame that was begun is dropped, and the filter settles anew.
    /// </summary>
    public void MarkGap()
    {
        _detector.Reset();
        _spectrum.MarkGap();
        _settling = Settling;
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="samples">Any number of samples.</param>
    public void Add(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            int taken = Math.Min(samples.Length, Chunk);
            int given = _detector.Process(samples[..taken], _envelope);
            samples = samples[taken..];
            int skipped = Math.Min(given, _settling);
            _settling -= skipped;
            Span<float> envelope = _envelope.AsSpan(skipped, given - skipped);
            if (_options.Form == EnvelopeForm.Squared)
            {
                TensorPrimitives.Multiply(envelope, envelope, envelope);
            }

            _spectrum.Add(envelope);
        }
    }

    /// <summary>
    /// The power spectrum of the envelope, see <see cref="WelchSpectrum.CopyPower"/>; NaN before the first frame.
    /// </summary>
    /// <param name="unit">Unit of the signal, such as "m/s²".</param>
    public Curve Power(string unit = "")
    {
        string ofEnvelope = _options.Form == EnvelopeForm.Squared && unit.Length > 0 ? $"({unit})²" : unit;
        Curve power = _spectrum.Power(ofEnvelope);
        return power with
        {
            Name = "envelope spectrum",
            Method = FormattableString.Invariant(
                $"{_options.Form} of the analytic signal from {_options.FromHz} to {_options.ToHz} Hz; {power.Method}"),
        };
    }
}
