using System.Numerics.Tensors;
using Bench.Analysis.Spectra;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Tacho;

/// <summary>
/// Levels above the background of overlapping frames of a signal, in which lines that follow the speed are looked for.
/// </summary>
internal sealed class SpeedFrames
{
    // Frames overlap by three quarters.
    private const int HopsPerFrame = 4;

    // The background is the median of this many bins: more than a line's lobe and a few neighbours.
    private const int BackgroundBins = 64;

    // Nothing below the frame's strongest bin by more than this counts: side lobes of the window, rounding.
    private const float FloorShare = 1e-5f;

    private readonly float[][] _levels;

    private SpeedFrames(float[][] levels, double binWidthHz, double hopSeconds, double firstSeconds)
    {
        _levels = levels;
        BinWidthHz = binWidthHz;
        HopSeconds = hopSeconds;
        FirstSeconds = firstSeconds;
    }

    public int Count => _levels.Length;

    public double BinWidthHz { get; }

    public double HopSeconds { get; }

    /// <summary>Middle of the first frame.</summary>
    public double FirstSeconds { get; }

    /// <summary>The frame whose middle is nearest to a time.</summary>
    public int Nearest(double seconds) =>
        (int)Math.Clamp(Math.Round((seconds - FirstSeconds) / HopSeconds), 0, Count - 1);

    /// <summary>Analyses a signal; samples that are not numbers make a frame without lines.</summary>
    /// <exception cref="ArgumentException">The signal is shorter than two frames.</exception>
    public static SpeedFrames Of(ReadOnlySpan<float> samples, double sampleRateHz, double frameSeconds)
    {
        int length = (int)(frameSeconds * sampleRateHz) / 2 * 2;
        int hop = length / HopsPerFrame;
        if (samples.Length < 2 * length)
        {
            throw new ArgumentException(
                $"{2 * length} samples or more expected, given {samples.Length}: raise FromRpm or record longer.");
        }

        RealFft fft = new(length);
        Window hann = Window.Create(WindowKind.Hann, length);
        float[] power = new float[fft.Bins];
        float[] scratch = new float[fft.ScratchLength];
        float[][] levels = new float[((samples.Length - length) / hop) + 1][];
        for (int i = 0; i < levels.Length; i++)
        {
            fft.Power(samples.Slice(i * hop, length), hann.Values, power, scratch);
            levels[i] = Levels(power);
        }

        return new SpeedFrames(levels, sampleRateHz / length, hop / sampleRateHz, length / 2.0 / sampleRateHz);
    }

    /// <summary>Level at a frequency in Bel above the background, 0 or more.</summary>
    public float Level(int frame, double frequencyHz)
    {
        float[] levels = _levels[frame];
        double position = frequencyHz / BinWidthHz;
        int bin = (int)position;
        return bin < 0 || bin + 1 >= levels.Length
            ? 0
            : (float)(levels[bin] + ((position - bin) * (levels[bin + 1] - levels[bin])));
    }

    private static float[] Levels(float[] power)
    {
        float[] levels = new float[power.Length];
        float[] sorted = new float[BackgroundBins];
        float floor = Math.Max(FloorShare * TensorPrimitives.Max<float>(power), float.Epsilon);
        for (int start = 0; start < power.Length; start += BackgroundBins)
        {
            int from = Math.Max(0, Math.Min(start, power.Length - BackgroundBins));
            int count = Math.Min(BackgroundBins, power.Length);
            power.AsSpan(from, count).CopyTo(sorted);
            Array.Sort(sorted, 0, count);
            float background = Math.Max(sorted[count / 2], floor);
            for (int i = start; i < Math.Min(start + BackgroundBins, power.Length); i++)
            {
                float bel = MathF.Log10(power[i] / background);
                levels[i] = float.IsNaN(bel) ? 0 : Math.Max(bel, 0);
            }
        }

        return levels;
    }
}
