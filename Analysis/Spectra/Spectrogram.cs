using System.Collections.Immutable;
using System.Numerics.Tensors;
using Bench.Analysis.Signals;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Spectra;

/// <summary>
/// Power spectra over time of a signal that arrives in blocks of any size, in bounded memory: the short-time Fourier
/// transform, of which each row is the mean power of one or more successive frames.
/// </summary>
/// <remarks>
/// Every frame is computed. Where the rows would become more than allowed, neighbours are merged into their mean and a
/// row stands for twice as many frames from then on: a recording of any length fits, and no event falls between rows.
/// The result does not depend on how the signal is cut into blocks. One thread at a time.
/// </remarks>
public sealed class Spectrogram
{
    private readonly RealFft _fft;
    private readonly Window _window;
    private readonly SpectrumOptions _options;
    private readonly FrameCutter _frames;
    private readonly float[] _power;
    private readonly float[] _scratch;
    private readonly double[] _sum;
    private readonly float[] _rows;
    private readonly int _maxRows;
    private int _count;
    private int _framesPerRow = 1;
    private int _inRow;

    /// <summary>Prepares an empty spectrogram.</summary>
    /// <param name="options">Frames and window; <see cref="SpectrumOptions.Averaging"/> has no meaning here.</param>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <param name="maxRows">Most rows, an even number from 2; memory is rows·bins·4 bytes.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range.</exception>
    public Spectrogram(SpectrumOptions options, double sampleRateHz, int maxRows = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(maxRows % 2, 0, nameof(maxRows));
        options.Check();
        _options = options;
        _fft = new RealFft(options.FrameLength);
        _window = options.CreateWindow();
        _frames = new FrameCutter(options.FrameLength, options.Hop);
        _power = new float[_fft.Bins];
        _scratch = new float[_fft.ScratchLength];
        _sum = new double[_fft.Bins];
        _rows = new float[maxRows * _fft.Bins];
        _maxRows = maxRows;
        SampleRateHz = sampleRateHz;
    }

    /// <summary>Sampling rate.</summary>
    public double SampleRateHz { get; }

    /// <summary>Complete rows so far.</summary>
    public int Rows => _count;

    /// <summary>Takes the next samples.</summary>
    /// <param name="block">Any number of samples. A sample that is not a number makes its rows NaN.</param>
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

    /// <summary>
    /// The rows so far: power per bin as of <see cref="WelchSpectrum.CopyPower"/> (a sine of amplitude A on a bin's
    /// centre shows A²/2), at the times of the middles of what they average, counted from the first sample.
    /// </summary>
    /// <param name="unit">Unit of the signal, such as "m/s²".</param>
    public CurveMap ToMap(string unit = "")
    {
        double hopSeconds = _options.Hop / SampleRateHz;
        double first = ((_fft.Length / 2.0) + ((_framesPerRow - 1) * _options.Hop / 2.0)) / SampleRateHz;
        return new CurveMap(
            "spectrogram",
            unit.Length == 0 ? "1" : $"({unit})²",
            new Axis("time", "s", first, hopSeconds * _framesPerRow, _count),
            Axis.Frequency(SampleRateHz / _fft.Length, _fft.Bins),
            ImmutableArray.Create(_rows.AsSpan(0, _count * _fft.Bins)),
            FormattableString.Invariant(
                $"short-time Fourier transform, {_options.Window} window of {_fft.Length} samples, ")
                + FormattableString.Invariant($"hop {_options.Hop}, mean of {_framesPerRow} frames per row"));
    }

    private void AddFrame()
    {
        _fft.Power(_frames.Frame, _window.Values, _power, _scratch);
        PowerSum.Add(_sum, _power);
        _inRow++;
        if (_inRow < _framesPerRow)
        {
            return;
        }

        // Merging waits until the next row is complete, so that a full map is never halved for nothing.
        if (_count == _maxRows)
        {
            MergeNeighbours();
            return;
        }

        StoreRow();
    }

    private void StoreRow()
    {
        double gain = _window.CoherentGain * _fft.Length;
        Span<float> row = _rows.AsSpan(_count * _fft.Bins, _fft.Bins);
        for (int k = 0; k < row.Length; k++)
        {
            bool single = k == 0 || 2 * k == _fft.Length;
            row[k] = (float)(_sum[k] * (single ? 1 : 2) / (gain * gain * _framesPerRow));
        }

        Array.Clear(_sum);
        _inRow = 0;
        _count++;
    }

    // The frames gathered for the next row are now the first half of a row twice as long.
    private void MergeNeighbours()
    {
        int bins = _fft.Bins;
        for (int r = 0; r < _maxRows / 2; r++)
        {
            Span<float> target = _rows.AsSpan(r * bins, bins);
            TensorPrimitives.Add<float>(
                _rows.AsSpan(2 * r * bins, bins), _rows.AsSpan(((2 * r) + 1) * bins, bins), _power);
            TensorPrimitives.Multiply(_power, 0.5f, target);
        }

        _count = _maxRows / 2;
        _framesPerRow *= 2;
    }
}
