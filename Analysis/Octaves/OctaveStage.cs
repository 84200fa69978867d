using System.Numerics;

namespace Bench.Analysis.Octaves;

/// <summary>The bands of one sampling rate for eight channels, and the halving of the rate after them.</summary>
/// <remarks>
/// Sums are handed over and silence is cut at fixed positions of the signal, never at the end of a block: that makes
/// the results independent of how the signal is cut into blocks, to the last bit.
/// </remarks>
internal sealed class OctaveStage
{
    private const int QuietPeriod = 1024;
    private const int StateFrames = OctaveKernels.BandStateFrames;

    private readonly int _samplesPerStep;
    private readonly float[] _coefficients;
    private readonly LaneBuffer _state;
    private readonly BandLevels[] _levels;
    private readonly float[] _decimator;
    private readonly LaneBuffer _differenceState = new(OctaveBandFilter.Order);
    private readonly LaneBuffer _decimatorState = new(2 * AllPassChain.StateFrames);
    private readonly LaneBuffer _pending = new(1);
    private long _position;
    private long _intervalStart;

    public OctaveStage(OctaveBankPlan plan, int stage)
    {
        double rate = plan.StageRateHz(stage);
        int longest = Math.Max(1, (int)(rate * BandLevels.UpdateSeconds));
        _samplesPerStep = (int)Math.Min(QuietPeriod, BitOperations.RoundUpToPowerOf2((uint)longest + 1) / 2);
        OctaveBandFilter[] bands = [.. plan.Filters.Where(filter => filter.Stage == stage)];
        _coefficients = [.. bands.SelectMany(Coefficients)];
        _state = new LaneBuffer(bands.Length * StateFrames);
        _levels = [.. bands.Select(_ => new BandLevels(rate, _samplesPerStep))];
        _decimator = [.. plan.Decimator.Even.Concat(plan.Decimator.Odd).Select(a => (float)a)];
    }

    /// <summary>Filters frames 1 … of the buffer and replaces them by frames of half the rate.</summary>
    /// <param name="buffer">Frame 0 is free for the stage's use.</param>
    /// <param name="frames">Number of frames; together they never cross a multiple of the quiet period.</param>
    /// <param name="scratch">As many frames, overwritten.</param>
    /// <returns>Number of frames left.</returns>
    public int Process(LaneBuffer buffer, int frames, LaneBuffer scratch)
    {
        if (_levels.Length > 0)
        {
            OctaveKernels.DifferThrice(ref buffer.Frame(1), frames, ref scratch.Start, ref _differenceState.Start);
            FilterBands(scratch, frames);
        }

        bool odd = (_position & 1) != 0;
        int first = 1;
        int count = frames;
        if (odd)
        {
            _pending.Values.CopyTo(buffer.Values);
            first = 0;
            count++;
        }

        _position += frames;
        if ((count & 1) != 0)
        {
            buffer.Values.Slice((first + count - 1) * LaneBuffer.Lanes, LaneBuffer.Lanes).CopyTo(_pending.Values);
        }

        if (count >= 2)
        {
            OctaveKernels.Decimate(
                ref buffer.Frame(first), count / 2, ref buffer.Frame(1), ref _decimator[0], ref _decimatorState.Start);
        }

        if ((_position & (QuietPeriod - 1)) == 0)
        {
            OctaveKernels.Quiet(_state.Values);
            OctaveKernels.Quiet(_decimatorState.Values);
        }

        return count / 2;
    }

    /// <summary>Begins an interval at the present position.</summary>
    public void StartInterval()
    {
        _intervalStart = _position;
        for (int band = 0; band < _levels.Length; band++)
        {
            _levels[band].Start(Sums(band));
        }
    }

    /// <summary>Mean square of a band before its gain; NaN for the mean over an interval without samples.</summary>
    public double MeanSquare(OctaveLevel level, int band, int lane) =>
        _levels[band].MeanSquare(level, lane, Sums(band)[lane], _position - _intervalStart);

    public void Reset()
    {
        _state.Values.Clear();
        _differenceState.Values.Clear();
        _decimatorState.Values.Clear();
        _position = 0;
        _intervalStart = 0;
        foreach (BandLevels levels in _levels)
        {
            levels.Reset();
        }
    }

    private static IEnumerable<float> Coefficients(OctaveBandFilter band)
    {
        IEnumerable<double> poles = band.Sections.SelectMany(section => (double[])[-section.A1, -section.A2]);
        return poles.Append(band.Sections[^1].B1).Append(band.Sections[^1].B2).Select(value => (float)value);
    }

    private void FilterBands(LaneBuffer differences, int frames)
    {
        long position = _position;
        int done = 0;
        while (done < frames)
        {
            int inStep = (int)(position & (_samplesPerStep - 1));
            int count = Math.Min(frames - done, _samplesPerStep - inStep);
            position += count;
            bool complete = inStep + count == _samplesPerStep;
            for (int band = 0; band < _levels.Length; band++)
            {
                OctaveKernels.AddBandSquares(
                    ref differences.Frame(done),
                    count,
                    ref _coefficients[band * OctaveKernels.BandCoefficients],
                    ref _state.Frame(band * StateFrames));
                if (complete)
                {
                    _levels[band].Take(ref _state.Frame((band * StateFrames) + StateFrames - 1));
                }
            }

            done += count;
        }
    }

    private Span<float> Sums(int band) =>
        _state.Values.Slice(((band * StateFrames) + StateFrames - 1) * LaneBuffer.Lanes, LaneBuffer.Lanes);
}
