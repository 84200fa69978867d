using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;
using Bench.Analysis.Signals;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Spectra;

/// <summary>Where the noise of a frequency response is assumed.</summary>
public enum ResponseEstimator
{
    /// <summary>H1 = Gxy/Gxx: unbiased by noise in the response, too low where the excitation is noisy.</summary>
    H1,

    /// <summary>H2 = Gyy/Gyx: unbiased by noise in the excitation, too high where the response is noisy.</summary>
    H2,
}

/// <summary>
/// Auto and cross spectra of several channels that arrive together in blocks of any size, and what follows from them:
/// coherence and frequency responses (J. S. Bendat and A. G. Piersol, Random Data, 4th edition 2010, chapters 5, 6, 9).
/// </summary>
/// <remarks>
/// <para>G_xy = mean of conj(X)·Y over windowed frames, one-sided, per Hz, as of <see cref="WelchSpectrum"/>. Means are
/// not removed. The result does not depend on how the signals are cut into blocks; <see cref="Add"/> allocates nothing.
/// A frame with a sample that is not a number makes all results of that channel NaN; call <see cref="MarkGap"/> where
/// samples are missing. One thread at a time.</para>
/// <para>Cost: one transform per channel and hop, and bins·channels²/2 products. A delay between channels of a share s
/// of the frame lowers the coherence by about (1 − s)²: take frames long against delays.</para>
/// </remarks>
public sealed class SpectralMatrix
{
    private readonly RealFft _fft;
    private readonly Window _window;
    private readonly SpectrumOptions _options;
    private readonly FrameCutter[] _frames;
    private readonly float[] _windowed;
    private readonly float[] _scratch;
    private readonly float[][] _spectra;
    private readonly Complex[][] _means;

    /// <summary>Prepares empty spectra.</summary>
    /// <param name="channels">Number of channels, at least 1.</param>
    /// <param name="options">Frames and window; averaging linear or exponential.</param>
    /// <param name="sampleRateHz">Sampling rate of all channels, above 0.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range, or averaging is peak hold: the peak of a
    /// cross spectrum has no meaning.</exception>
    public SpectralMatrix(int channels, SpectrumOptions options, double sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        options.Check();
        if (options.Averaging == SpectrumAveraging.PeakHold)
        {
            throw new ArgumentException("A cross spectrum has no peak to hold: average it linearly or exponentially.");
        }

        Channels = channels;
        SampleRateHz = sampleRateHz;
        _options = options;
        _fft = new RealFft(options.FrameLength);
        _window = options.CreateWindow();
        _frames = [.. Enumerable.Range(0, channels).Select(_ => new FrameCutter(options.FrameLength, options.Hop))];
        _windowed = new float[options.FrameLength];
        _scratch = new float[_fft.ScratchLength];
        _spectra = [.. Enumerable.Range(0, channels).Select(_ => new float[2 * _fft.Bins])];
        _means = [.. Enumerable.Range(0, channels * (channels + 1) / 2).Select(_ => new Complex[_fft.Bins])];
    }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Sampling rate.</summary>
    public double SampleRateHz { get; }

    /// <summary>Number of bins, from 0 Hz to half the sampling rate.</summary>
    public int Bins => _fft.Bins;

    /// <summary>Distance between two bins.</summary>
    public double BinWidthHz => SampleRateHz / _fft.Length;

    /// <summary>Complete frames averaged so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames without common samples that would scatter as little: n_d of the errors of estimates.</summary>
    public double IndependentFrames => _window.IndependentFrames(Frames, _options.Hop);

    /// <summary>
    /// Coherence that two independent signals exceed in one of twenty bins: 1 − 0.05^(1/(n_d − 1)) (Bendat and Piersol,
    /// 9.2; G. C. Carter, Proc. IEEE 75, 1987). NaN below two independent frames.
    /// </summary>
    public double InsignificantCoherence =>
        IndependentFrames >= 2 ? 1 - Math.Pow(0.05, 1 / (IndependentFrames - 1)) : double.NaN;

    /// <summary>Takes the next samples of all channels.</summary>
    /// <param name="channels">One block per channel, all of one length, following those of the call before.</param>
    /// <exception cref="ArgumentException">Another number of channels, or blocks of different lengths.</exception>
    public void Add(params ReadOnlySpan<ReadOnlyMemory<float>> channels)
    {
        Check(channels);
        int done = 0;
        while (done < channels[0].Length)
        {
            int taken = 0;
            for (int c = 0; c < Channels; c++)
            {
                taken = _frames[c].Fill(channels[c].Span[done..]);
            }

            done += taken;
            if (_frames[0].IsFull)
            {
                AddFrame();
            }
        }
    }

    /// <summary>Says that samples are missing here: the frame that was begun is dropped, the next starts
    /// anew.</summary>
    public void MarkGap() => Array.ForEach(_frames, static frame => frame.Clear());

    /// <summary>
    /// Cross spectral density G_xy in each bin, per Hz: its phase is that of y relative to x. With x = y the power
    /// spectral density.
    /// </summary>
    /// <param name="x">Channel of the reference, from 0.</param>
    /// <param name="y">Channel of the response, from 0.</param>
    /// <param name="density">At least <see cref="Bins"/> values; NaN before the first frame.</param>
    public void CopyCrossDensity(int x, int y, Span<Complex> density)
    {
        ReadOnlySpan<Complex> mean = Mean(Math.Min(x, y), Math.Max(x, y));
        double gain = _window.CoherentGain * _fft.Length;
        double scale = 1 / (gain * gain * BinWidthHz * _window.EnbwBins);
        scale = Frames == 0 ? double.NaN : scale;
        for (int k = 0; k < Bins; k++)
        {
            bool single = k == 0 || 2 * k == _fft.Length;
            Complex value = (x <= y ? mean[k] : Complex.Conjugate(mean[k])) * (single ? 1 : 2);
            density[k] = new Complex(value.Real * scale, value.Imaginary * scale);
        }
    }

    /// <summary>
    /// Coherence γ² = |G_xy|²/(G_xx·G_yy) per bin: the share of y's power that follows linearly from x, 0 to 1; NaN
    /// below two independent frames, where it would be 1 whatever the signals, and where a channel is silent.
    /// </summary>
    /// <param name="x">Channel of the reference.</param>
    /// <param name="y">Channel of the response.</param>
    public Curve Coherence(int x, int y)
    {
        ReadOnlySpan<Complex> cross = Mean(Math.Min(x, y), Math.Max(x, y));
        ReadOnlySpan<Complex> xx = Mean(x, x);
        ReadOnlySpan<Complex> yy = Mean(y, y);
        double[] values = new double[Bins];
        for (int k = 0; k < Bins; k++)
        {
            double square = (cross[k].Real * cross[k].Real) + (cross[k].Imaginary * cross[k].Imaginary);
            values[k] = IndependentFrames >= 2 ? square / (xx[k].Real * yy[k].Real) : double.NaN;
        }

        return new Curve("coherence", "", Axis, ImmutableArray.Create(values), Method("coherence γ²"));
    }

    /// <summary>Frequency response from x to y.</summary>
    /// <param name="x">Channel of the excitation.</param>
    /// <param name="y">Channel of the response.</param>
    /// <param name="estimator">Where noise is assumed.</param>
    /// <param name="unit">Unit of the response over that of the excitation, such as "(m/s²)/N".</param>
    /// <returns>Magnitude, phase and the normalised random error of the magnitude.</returns>
    public FrequencyResponse Response(int x, int y, ResponseEstimator estimator, string unit = "")
    {
        Complex[] cross = new Complex[Bins];
        Complex[] auto = new Complex[Bins];
        CopyCrossDensity(x, y, cross);
        CopyCrossDensity(estimator == ResponseEstimator.H1 ? x : y, estimator == ResponseEstimator.H1 ? x : y, auto);
        Curve coherence = Coherence(x, y);
        double[] magnitudes = new double[Bins];
        double[] phases = new double[Bins];
        double[] errors = new double[Bins];
        for (int k = 0; k < Bins; k++)
        {
            // G_yx is the conjugate of G_xy: dividing by it turns the phase like multiplying with G_xy does.
            double size = cross[k].Magnitude;
            double power = auto[k].Real;
            magnitudes[k] = power > 0 ? (estimator == ResponseEstimator.H1 ? size / power : power / size) : double.NaN;
            phases[k] = power > 0 ? cross[k].Phase : double.NaN;
            double share = coherence.Values[k];
            errors[k] = Math.Sqrt(Math.Max(0, 1 - share) / (2 * share * IndependentFrames));
        }

        string method = Method($"frequency response {estimator}");
        return new FrequencyResponse(
            new Curve("magnitude", unit, Axis, ImmutableArray.Create(magnitudes), method),
            new Curve("phase", "rad", Axis, ImmutableArray.Create(phases), method),
            new Curve("random error", "", Axis, ImmutableArray.Create(errors), method));
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        MarkGap();
        Array.ForEach(_means, static mean => Array.Clear(mean));
        Frames = 0;
    }

    private Axis Axis => Axis.Frequency(BinWidthHz, Bins);

    private string Method(string what) =>
        $"{what}, Bendat and Piersol 2010, {_options.Describe()}, {_options.Averaging} over {Frames} frames";

    // Pairs x ≤ y in the order (0,0), (0,1) … (1,1) …
    private Complex[] Mean(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Channels);
        return _means[(x * Channels) - (x * (x - 1) / 2) + y - x];
    }

    private void AddFrame()
    {
        Frames++;
        for (int c = 0; c < Channels; c++)
        {
            TensorPrimitives.Multiply(_frames[c].Frame, _window.Values, _windowed);
            _fft.Forward(_windowed, _spectra[c], _scratch);
            _frames[c].Advance();
        }

        bool isExponential = _options.Averaging == SpectrumAveraging.Exponential;
        double weight = 1.0 / (isExponential ? Math.Min(Frames, _options.ExponentialFrames) : Frames);
        int pair = 0;
        for (int x = 0; x < Channels; x++)
        {
            for (int y = x; y < Channels; y++)
            {
                Follow(_means[pair++], _spectra[x], _spectra[y], weight);
            }
        }
    }

    private static void Follow(Complex[] mean, float[] x, float[] y, double weight)
    {
        for (int k = 0; k < mean.Length; k++)
        {
            (double xr, double xi) = (x[2 * k], x[(2 * k) + 1]);
            (double yr, double yi) = (y[2 * k], y[(2 * k) + 1]);
            Complex old = mean[k];
            double real = (xr * yr) + (xi * yi);
            double imaginary = (xr * yi) - (xi * yr);
            mean[k] = new Complex(
                old.Real + ((real - old.Real) * weight), old.Imaginary + ((imaginary - old.Imaginary) * weight));
        }
    }

    private void Check(ReadOnlySpan<ReadOnlyMemory<float>> channels)
    {
        if (channels.Length != Channels)
        {
            throw new ArgumentException($"{Channels} channels expected, given {channels.Length}.");
        }

        foreach (ReadOnlyMemory<float> channel in channels)
        {
            if (channel.Length != channels[0].Length)
            {
                throw new ArgumentException(
                    $"Blocks of equal length expected, given {channels[0].Length} and {channel.Length} samples.");
            }
        }
    }
}

/// <summary>A frequency response.</summary>
/// <param name="Magnitude">Response per excitation; NaN where there is no excitation.</param>
/// <param name="PhaseRadians">Phase of the response relative to the excitation, −π to π.</param>
/// <param name="RandomError">
/// Standard deviation of the magnitude over the magnitude, √((1 − γ²)/(2·γ²·n_d)) (Bendat and Piersol, table 9.6).
/// </param>
public sealed record FrequencyResponse(Curve Magnitude, Curve PhaseRadians, Curve RandomError);
