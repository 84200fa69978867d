using Bench.Analysis.Transforms;

namespace Bench.Analysis.Spectra;

/// <summary>
/// The averaged power spectrum of a signal that arrives in blocks of any size (P. D. Welch, IEEE Trans. AU-15, 1967):
/// overlapping windowed frames, their powers averaged in double precision or held at their peak. Means are not removed.
/// </summary>
/// <remarks>
/// The result does not depend on how the signal is cut into blocks. <see cref="Add"/> allocates nothing.
/// Not for use by two threads at once.
/// </remarks>
public sealed class WelchSpectrum
{
    private readonly RealFft _fft;
    private readonly Window _window;
    private readonly SpectrumAveraging _averaging;
    private readonly float[] _frame;
    private readonly float[] _power;
    private readonly float[] _scratch;
    private readonly double[] _sum;
    private readonly int _hop;
    private int _filled;

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
        : this(new RealFft(length), Window.Create(window, length), overlap, sampleRateHz, averaging)
    {
    }

    /// <summary>Prepares an empty spectrum over a transform and a window of its length, both made before.</summary>
    internal WelchSpectrum(
        RealFft transform, Window window, double overlap, double sampleRateHz, SpectrumAveraging averaging)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(overlap, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        int length = transform.Length;
        _fft = transform;
        _window = window;
        _averaging = averaging;
        _frame = new float[length];
        _power = new float[_fft.Bins];
        _scratch = new float[_fft.ScratchLength];
        _sum = new double[_fft.Bins];
        _hop = Math.Max(1, (int)Math.Round(length * (1 - overlap)));
        SampleRateHz = sampleRateHz;
    }

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
            int taken = Math.Min(block.Length, Length - _filled);
            block[..taken].CopyTo(_frame.AsSpan(_filled));
            _filled += taken;
            block = block[taken..];
            if (_filled == Length)
            {
                AddFrame(_frame);
                _frame.AsSpan(_hop).CopyTo(_frame);
                _filled = Length - _hop;
            }
        }
    }

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

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Clear(_sum);
        _filled = 0;
        Frames = 0;
    }

    private static double Square(double value) => value * value;

    private void AddFrame(ReadOnlySpan<float> frame)
    {
        _fft.Power(frame, _window.Values, _power, _scratch);
        if (_averaging == SpectrumAveraging.PeakHold)
        {
            KeepLargest(_sum, _power);
        }
        else
        {
            PowerSum.Add(_sum, _power);
        }

        Frames++;
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

        double frames = _averaging == SpectrumAveraging.PeakHold ? Math.Min(Frames, 1) : Frames;
        for (int k = 0; k < Bins; k++)
        {
            bool single = k == 0 || 2 * k == Length;
            destination[k] = _sum[k] * scale * (single ? 1 : 2) / frames;
        }
    }
}
