using System.Collections.Immutable;
using Bench.Analysis.Signals;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Spectra;

/// <summary>
/// Spectral kurtosis of a signal that arrives in blocks of any size: how impulsive it is in each bin (J. Antoni, The
/// spectral kurtosis: a useful tool for characterising non-stationary signals, MSSP 20, 2006).
/// </summary>
/// <remarks>
/// <para>K(f) = ⟨|X(f)|⁴⟩/⟨|X(f)|²⟩² − 2 over the frames of a short-time Fourier transform (equation 46): 0 for
/// stationary Gaussian noise, −1 for a steady tone, positive where the bin's power comes in bursts that are short
/// against the recording. At 0 Hz and at half the sampling rate X is real and 3 is subtracted.</para>
/// <para>The frame is to be shorter than the distance of the impacts. For Gaussian noise and n independent frames the
/// scatter is about 2/√n (section 5.2): see <see cref="Scatter"/>. The result does not depend on the cutting into
/// blocks. One thread at a time.</para>
/// </remarks>
public sealed class SpectralKurtosis
{
    private readonly RealFft _fft;
    private readonly Window _window;
    private readonly SpectrumOptions _options;
    private readonly FrameCutter _frames;
    private readonly float[] _power;
    private readonly float[] _scratch;
    private readonly double[] _second;
    private readonly double[] _fourth;
    private long _count;

    /// <summary>Prepares an empty result.</summary>
    /// <param name="options">Frames and window; <see cref="SpectrumOptions.Averaging"/> has no meaning here.</param>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public SpectralKurtosis(SpectrumOptions options, double sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        options.Check();
        _options = options;
        _fft = new RealFft(options.FrameLength);
        _window = options.CreateWindow();
        _frames = new FrameCutter(options.FrameLength, options.Hop);
        _power = new float[_fft.Bins];
        _scratch = new float[_fft.ScratchLength];
        _second = new double[_fft.Bins];
        _fourth = new double[_fft.Bins];
        SampleRateHz = sampleRateHz;
    }

    /// <summary>Sampling rate.</summary>
    public double SampleRateHz { get; }

    /// <summary>Standard deviation of a bin for Gaussian noise; NaN before the first frame.</summary>
    public double Scatter => _count == 0 ? double.NaN : 2 / Math.Sqrt(_window.IndependentFrames(_count, _options.Hop));

    /// <summary>Takes the next samples.</summary>
    public void Add(ReadOnlySpan<float> block)
    {
        while (!block.IsEmpty)
        {
            block = block[_frames.Fill(block)..];
            if (_frames.IsFull)
            {
                AddFrame();
                _frames.Advance();
            }
        }
    }

    /// <summary>Says that samples are missing here: the frame that was begun is dropped.</summary>
    public void MarkGap() => _frames.Clear();

    /// <summary>The spectral kurtosis; NaN below two frames and in bins without power.</summary>
    public Curve ToCurve()
    {
        double[] values = new double[_fft.Bins];
        for (int k = 0; k < values.Length; k++)
        {
            bool isReal = k == 0 || 2 * k == _fft.Length;
            double ratio = _count * _fourth[k] / (_second[k] * _second[k]);
            values[k] = _count < 2 ? double.NaN : ratio - (isReal ? 3 : 2);
        }

        return new Curve(
            "spectral kurtosis",
            "",
            Axis.Frequency(SampleRateHz / _fft.Length, _fft.Bins),
            ImmutableArray.Create(values),
            $"Antoni 2006, {_options.Describe()}, {_count} frames");
    }

    private void AddFrame()
    {
        _fft.Power(_frames.Frame, _window.Values, _power, _scratch);
        for (int k = 0; k < _power.Length; k++)
        {
            double power = _power[k];
            _second[k] += power;
            _fourth[k] += power * power;
        }

        _count++;
    }
}
