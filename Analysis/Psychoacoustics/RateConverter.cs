using System.Numerics.Tensors;
using Bench.Analysis.Filters;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Brings a signal of any rate to the 48 kHz for which hearing models define their filters: windowed-sinc polyphase
/// interpolation by a ratio of integers, streaming and without delay.
/// </summary>
/// <remarks>
/// <para>Output sample k is the signal at k/48000 s after the first input sample. What lies before the first sample
/// and after the last counts as silence. Flat within 10⁻⁵ up to 20 kHz, or to 0.453 of the lower rate; images and
/// aliases that could fall below that are down by 100 dB (Kaiser window: J. F. Kaiser, 1974).</para>
/// <para>The ratio is that of the rates where its numerator is at most 1024 (every usual rate), else a fraction within
/// 4·10⁻⁵ of it: time then drifts by 2 ms in a minute at most.</para>
/// </remarks>
internal sealed class RateConverter
{
    public const double OutputRateHz = 48000;
    private const int MaxPhases = 1024;
    private const double StopDb = 100;
    private const double PassHz = 20000;
    private const double PassShare = 0.453;
    private const int ChunkLength = 512;

    private readonly int _up;
    private readonly int _down;
    private readonly int _taps;
    private readonly double[] _table;
    private readonly double[] _history;
    private int _count;
    private int _index;
    private int _phase;
    private long _inputs;
    private long _outputs;

    public RateConverter(double sampleRateHz, double minimumRateHz)
    {
        if (!(sampleRateHz >= minimumRateHz && sampleRateHz <= 1e6))
        {
            throw new ArgumentOutOfRangeException(
                nameof(sampleRateHz),
                sampleRateHz,
                $"the highest bands need {minimumRateHz} Hz or more (at most 1 MHz): record at a higher rate");
        }

        (_up, _down) = Ratio(OutputRateHz / sampleRateHz);
        double lower = Math.Min(sampleRateHz, OutputRateHz);
        double pass = Math.Min(PassHz, PassShare * lower);
        double transition = 2 * Math.PI * (lower - (2 * pass)) / sampleRateHz;
        _taps = _up == _down ? 1 : 2 * (int)Math.Ceiling((StopDb - 7.95) / (2.285 * transition) / 2);
        _table = _up == _down ? [1] : Table(lower / sampleRateHz);
        _history = new double[_taps + ChunkLength];
        Reset();
    }

    /// <summary>The largest number of outputs that a number of inputs, or the end, can give.</summary>
    public int MaxOutputs(int inputs) => (int)(((long)(inputs + _taps) * _up / _down) + 2);

    /// <summary>Takes input samples and gives those of 48 kHz that they complete.</summary>
    /// <returns>Number of samples written.</returns>
    public int Process(ReadOnlySpan<float> input, Span<double> output)
    {
        int written = 0;
        _inputs += input.Length;
        while (!input.IsEmpty)
        {
            int taken = Math.Min(input.Length, _history.Length - _count);
            for (int i = 0; i < taken; i++)
            {
                _history[_count + i] = input[i];
            }

            _count += taken;
            input = input[taken..];
            written += Convert(output[written..], long.MaxValue);
        }

        return written;
    }

    /// <summary>Gives the samples whose neighbours lie behind the end. Afterwards only <see cref="Reset"/>.</summary>
    /// <returns>Number of samples written.</returns>
    public int Finish(Span<double> output)
    {
        if (_inputs == 0)
        {
            return 0;
        }

        long total = ((_inputs - 1) * _up / _down) + 1;
        int written = 0;
        while (_outputs < total)
        {
            _history.AsSpan(_count).Clear();
            _count = _history.Length;
            written += Convert(output[written..], total);
        }

        return written;
    }

    public void Reset()
    {
        Array.Clear(_history);
        _count = (_taps / 2) - (_taps > 1 ? 1 : 0);
        (_index, _phase, _inputs, _outputs) = (0, 0, 0, 0);
    }

    // The best fraction with a small numerator: successive convergents of the continued fraction.
    private static (int Up, int Down) Ratio(double ratio)
    {
        (long up, long down, long upBefore, long downBefore) = (1, 0, 0, 1);
        double rest = ratio;
        while (true)
        {
            long whole = (long)Math.Floor(rest + 1e-9);
            (long nextUp, long nextDown) = ((whole * up) + upBefore, (whole * down) + downBefore);
            if (nextUp > MaxPhases || nextDown > 64 * MaxPhases)
            {
                return ((int)up, (int)down);
            }

            (upBefore, downBefore, up, down) = (up, down, nextUp, nextDown);
            double fraction = rest - whole;
            if (fraction < 1e-7 || Math.Abs((ratio * down) - up) < 1e-9 * up)
            {
                return ((int)up, (int)down);
            }

            rest = 1 / fraction;
        }
    }

    private int Convert(Span<double> output, long until)
    {
        int written = 0;
        while (_index + _taps <= _count && _outputs < until)
        {
            output[written++] = TensorPrimitives.Dot<double>(
                _history.AsSpan(_index, _taps), _table.AsSpan(_phase * _taps, _taps));
            _outputs++;
            int moved = _phase + _down;
            _phase = moved % _up;
            _index += moved / _up;
        }

        int used = Math.Min(_index, _count);
        _history.AsSpan(used, _count - used).CopyTo(_history);
        _count -= used;
        _index -= used;
        return written;
    }

    // Row r holds the weights of the taps around a point that lies r/up behind the sample before it.
    private double[] Table(double width)
    {
        KaiserShape shape = new(0.1102 * (StopDb - 8.7));
        double[] table = new double[_up * _taps];
        for (int phase = 0; phase < _up; phase++)
        {
            Span<double> row = table.AsSpan(phase * _taps, _taps);
            for (int tap = 0; tap < _taps; tap++)
            {
                double distance = tap - (_taps / 2) + 1 - ((double)phase / _up);
                double share = 2 * distance / _taps;
                double window = shape.At(share);
                double x = Math.PI * width * distance;
                row[tap] = window * (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x);
            }

            TensorPrimitives.Divide(row, TensorPrimitives.Sum<double>(row), row);
        }

        return table;
    }
}
