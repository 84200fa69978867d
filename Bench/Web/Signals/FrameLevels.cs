using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Transforms;

namespace Bench.Web.Signals;

/// <summary>Levels of consecutive short frames of a channel: what maps are made of.</summary>
/// <param name="LevelsDb">Frame by frame, <paramref name="Bins"/> each.</param>
/// <param name="Bins">Bins of a frame, from 0 Hz.</param>
/// <param name="BinWidthHz">Distance of two bins.</param>
/// <param name="FromSeconds">Middle of the first frame.</param>
/// <param name="StepSeconds">From one frame to the next.</param>
internal sealed record FrameLevels(
    float[] LevelsDb, int Bins, double BinWidthHz, double FromSeconds, double StepSeconds)
{
    private const int FrameLength = 2048;
    private const int MostFrames = 512;
    private const float FloorDb = -200;

    /// <summary>Number of frames.</summary>
    public int Frames => LevelsDb.Length / Bins;

    /// <summary>Middle of a frame in seconds.</summary>
    public double SecondsOf(int frame) => FromSeconds + (frame * StepSeconds);

    /// <summary>Level of a frame at a frequency; NaN beyond half the sampling rate.</summary>
    public double LevelAt(int frame, double frequencyHz)
    {
        double place = frequencyHz / BinWidthHz;
        int bin = (int)place;
        if (!(bin >= 0 && bin < Bins - 1))
        {
            return double.NaN;
        }

        float below = LevelsDb[(frame * Bins) + bin];
        float above = LevelsDb[(frame * Bins) + bin + 1];
        return Math.Max(below, above);
    }

    /// <summary>Computes them; memory is that of the levels and of one piece of the recording.</summary>
    public static FrameLevels Of(
        ChannelReader reader, (long From, long To) range, Quantity quantity, CancellationToken cancel)
    {
        long length = range.To - range.From;
        if (length < FrameLength)
        {
            throw new FormatException("This step is too short for a map.");
        }

        long hop = Math.Max(FrameLength / 2, (length - FrameLength) / (MostFrames - 1));
        int frames = (int)((length - FrameLength) / hop) + 1;
        var window = Window.Create(WindowKind.Hann, FrameLength);
        RealFft fft = new(FrameLength);
        float[] levels = new float[frames * fft.Bins];
        float[] scratch = new float[fft.ScratchLength];
        double scale = 2 / Math.Pow(window.CoherentGain * FrameLength, 2);
        double reference = Decibel.Reference(quantity);
        for (int frame = 0; frame < frames; frame++)
        {
            long first = range.From + (frame * hop);
            Span<float> target = levels.AsSpan(frame * fft.Bins, fft.Bins);
            fft.Power(reader.ReadAll(first, first + FrameLength, cancel), window.Values, target, scratch);
            foreach (ref float bin in target)
            {
                double level = Decibel.FromMeanSquare(bin * scale, reference);
                bin = double.IsFinite(level) ? (float)level : FloorDb;
            }
        }

        double rate = reader.SampleRateHz;
        return new FrameLevels(
            levels, fft.Bins, rate / FrameLength, (range.From + (FrameLength / 2.0)) / rate, hop / rate);
    }
}
