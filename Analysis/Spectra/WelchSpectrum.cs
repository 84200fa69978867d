using System.Collections.Immutable;
using Bench.Analysis.Signals;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Spectra;

/// <summary>
/// The averaged power spectrum of a signal that arrives in blocks of any size (P. D. Welch, IEEE Trans. AU-15, 1967):
/// overlapping windowed frames, their powers averaged in double precision or held at their peak. Means are not removed.
/// </summary>
/// <remarks>
/// The result does not depend on how the signal is cut into blocks. <see cref="Add"/> allocates nothing. A sample that
/// is not a number makes its frame and with it the result NaN: call <see cref="MarkGap"/> where samples are missing
/// instead. Not for use by two threads at once.
/// </remarks>
public sealed class WelchSpectrum
{
    private readonly RealFft _fft;
    private readonly Window _window;
    private readonly SpectrumOptions _options;
    private readonly FrameCutter _frames;
    private readonly float[] _power;
    private readonly float[] _scratch;
    private readonly double[] _sum;

    /// <summary>Prepares an empty spectrum.</summary>
    /// <param name="length">Samples per frame, at least 1.</param>
    /// <param name="window">Shape of the window.</param>
    /// <param name="overlap">Share of a frame common with the next, from 0 to below 1; rounded to samples.</param>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <param name="averaging">Mean or peak.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public WelchSpectrum(
        int length,
        WindowKind window,
        double overlap,
        double sampleRateHz,
        SpectrumAveraging averaging = SpectrumAveraging.Linear)
        : this(
            new SpectrumOptions { FrameLength = length, Window = window, Overlap = overlap, Averaging = averaging },
            sampleRateHz)
    {
    }

    /// <summary>Prepares an empty spectrum.</summary>
    /// <param name="options">Frames, window and averaging.</param>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public WelchSpectrum(SpectrumOptions options, double sampleRateHz)
        : this(new RealFft(options.FrameLength), options.CreateWindow(), options, sampleRateHz)
    {
    }

    /// <summary>Prepares an empty spectrum over a transform and a window of its length, both made before.</summary>
    internal WelchSpectrum(
        RealFft transform, Window window, double overlap, double sampleRateHz, SpectrumAveraging averaging)
        : this(
            transform,
            window,
            new SpectrumOptions
            {
                FrameLength = transform.Length,
                Window = window.Kind,
                Overlap = overlap,
                Averaging = averaging,
            },
            sampleRateHz)
    {
    }

    private WelchSpectrum(RealFft transform, Window window, SpectrumOptions options, double sampleRateHz)
    {
        options.Check();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        _fft = transform;
        _window = window;
        _options = options;
        _frames = new FrameCutter(options.FrameLength, options.Hop);
        _power = new float[_fft.Bins];
        _scratch = new float[_fft.ScratchLength];
        _sum = new double[_fft.Bins];
        SampleRateHz = sampleRateHz;
    }

    /// <summary>The window, with its gains.</summary>
    public Window Window => _window;

    /// <summary>Samples per frame.</summary>
    public int Length => _fft.Length;

    /// <summary>Number of bins, from 0 Hz to half the sampling rate.</summary>
    public int Bins => _fft.Bins;

    /// <summary>Sampling rate.</summary>
    public double SampleRateHz { get; }

    /// <summary>Distance between two bins.</summary>
    public double BinWidthHz => SampleRateHz / Length;

    /// <summary>Equivalent noise bandwidth of one bin.</summary>
    public double NoiseBandwidthHz => BinWidthHz * _window.EnbwBins;

    /// <summary>Complete frames averaged so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Takes the next samples of the signal.</summary>
    /// <param name="block">Any number of samples, following those of the call before without a gap.</param>
    public void Add(ReadOnlySpan<float> block)
    {
        while (!block.IsEmpty)
        {
            block = block[_frames.Fill(block)..];
            if (_frames.IsFull)
            {
                AddFrame(_frames.Frame);
                _frames.Advance();
            }
        }
    }

    /// <summary>Says that samples are missing here: the frame that was begun is dropped, the next starts
    /// anew.</summary>
    public void MarkGap() => _frames.Clear();

    /// <summary>
    /// The power in each bin: the mean square of the tone there, so that a sine of amplitude A on a bin's centre shows
    /// A²/2. Noise reads too high by <see cref="Window.EnbwBins"/>: take <see cref="CopyDensity"/> for noise, and
    /// divide by <see cref="Window.EnbwBins"/> before adding bins up to a band's mean square.
    /// </summary>
    /// <param name="power">At least <see cref="Bins"/> values, unit of the signal squared; NaN before the first
    /// frame.</param>
    public void CopyPower(Span<double> power) => CopyScaled(power, 1 / Square(_window.CoherentGain * Length));

    /// <summary>
    /// The power spectral density in each bin: the sum over all bins times <see cref="BinWidthHz"/> is the mean square
    /// of the signal (exactly so for stationary noise, on average over frames for everything else).
    /// </summary>
    /// <param name="density">At least <see cref="Bins"/> values, unit of the signal squared per Hz; NaN before the
    /// first frame.</param>
    public void CopyDensity(Span<double> density) =>
        CopyScaled(density, 1 / (Square(_window.CoherentGain * Length) * NoiseBandwidthHz));

    /// <summary>The power spectrum as a curve, see <see cref="CopyPower"/>.</summary>
    /// <param name="unit">Unit of the signal, such as "m/s²".</param>
    public Curve Power(string unit = "")
    {
        double[] values = new double[Bins];
        CopyPower(values);
        return ToCurve("power spectrum", SquareOf(unit), values);
    }

    /// <summary>The power spectral density as a curve, see <see cref="CopyDensity"/>.</summary>
    /// <param name="unit">Unit of the signal, such as "m/s²".</param>
    public Curve Density(string unit = "")
    {
        double[] values = new double[Bins];
        CopyDensity(values);
        return ToCurve("power spectral density", $"{SquareOf(unit)}/Hz", values);
    }

    /// <summary>
    /// Frames without common samples that would scatter as little as the averaged ones: the number for confidence
    /// intervals (P. D. Welch, 1967), 1/√n relative standard deviation of a bin of noise. Of linear averages.
    /// </summary>
    public double IndependentFrames => _window.IndependentFrames(Frames, _options.Hop);

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Clear(_sum);
        _frames.Clear();
        Frames = 0;
    }

    private static double Square(double value) => value * value;

    private static string SquareOf(string unit) => unit.Length == 0 ? "1" : $"({unit})²";

    private Curve ToCurve(string name, string unit, double[] values) => new(
        name,
        unit,
        Axis.Frequency(BinWidthHz, Bins),
        ImmutableArray.Create(values),
        $"Welch 1967, {_options.Describe()}, {_options.Averaging} over {Frames} frames");

    private void AddFrame(ReadOnlySpan<float> frame)
    {
        _fft.Power(frame, _window.Values, _power, _scratch);
        Frames++;
        switch (_options.Averaging)
        {
            case SpectrumAveraging.PeakHold:
                KeepLargest(_sum, _power);
                break;
            case SpectrumAveraging.Exponential:
                Follow(_sum, _power, 1.0 / Math.Min(Frames, _options.ExponentialFrames));
                break;
            default:
                PowerSum.Add(_sum, _power);
                break;
        }
    }

    private static void Follow(Span<double> mean, ReadOnlySpan<float> power, double weight)
    {
        for (int k = 0; k < power.Length; k++)
        {
            mean[k] += (power[k] - mean[k]) * weight;
        }
    }

    private static void KeepLargest(Span<double> largest, ReadOnlySpan<float> power)
    {
        for (int k = 0; k < power.Length; k++)
        {
            largest[k] = Math.Max(largest[k], power[k]);
        }
    }

    // Negative frequencies are folded onto positive ones: every bin counts twice but 0 Hz and half the sampling rate.
    private void CopyScaled(Span<double> destination, double scale)
    {
        if (destination.Length < Bins)
        {
            throw new ArgumentException($"A spectrum of {Bins} bins does not fit into {destination.Length} values.");
        }

        double frames = _options.Averaging == SpectrumAveraging.Linear ? Frames : Math.Min(Frames, 1);
        for (int k = 0; k < Bins; k++)
        {
            bool single = k == 0 || 2 * k == Length;
            destination[k] = _sum[k] * scale * (single ? 1 : 2) / frames;
        }
    }
}
