using Bench.Analysis.Transforms;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Inspection;

/// <summary>A family of spectral lines at multiples of one frequency near that of an electric supply.</summary>
/// <param name="FundamentalHz">The frequency that fits the lines best.</param>
/// <param name="Lines">How many of the first multiples have a line.</param>
/// <param name="HalfLines">How many of the first odd half multiples have one.</param>
internal sealed record LineFamily(double FundamentalHz, int Lines, int HalfLines)
{
    /// <summary>Number of multiples that are looked at.</summary>
    public const int Multiples = 12;

    // Where a line lies every 7 Hz by chance, a place within 1.5 bins of 0.2 Hz is hit with 9 %: eight of twelve at
    // once in a few hundred trials happen less than once in a thousand files.
    private const int FewestLines = 8;
    private const double ToleranceBins = 1.5;
    private const int Halves = 6;
    private const double LowestHz = 46;
    private const double HighestHz = 65;

    // 5 s at 100 kHz: lines 0.2 Hz apart are told apart, which is a third of a per cent of the supply's frequency.
    private const int LongestTransform = 1 << 19;
    private const double CoarsestResolutionHz = 0.5;

    // How far a line stands out of the noise around it, as a ratio of amplitudes (12 dB).
    private const double Prominence = 4;
    private const double NoiseWidthHz = 12;

    /// <summary>Finds the family with the most lines; null where there is none or the signal is too short.</summary>
    public static LineFamily? Find(ForeignSamples samples, double rateHz)
    {
        int length = LongestTransform;
        while (length > samples.Length)
        {
            length /= 2;
        }

        double resolution = rateHz / length;
        if (length < 1024 || resolution > CoarsestResolutionHz || rateHz < 2 * (Multiples + 1) * HighestHz)
        {
            return null;
        }

        double[] start = new double[length];
        samples.Read(0, start);
        List<double> peaks = Peaks(Amplitudes(start), resolution);
        LineFamily? best = null;
        double bestError = 0;
        foreach (double peak in peaks)
        {
            for (int multiple = 1; multiple <= Multiples; multiple++)
            {
                double fundamental = peak / multiple;
                if (fundamental is < LowestHz or > HighestHz)
                {
                    continue;
                }

                (LineFamily family, double error) = Fit(peaks, fundamental, resolution);
                if (best is null || family.Lines > best.Lines || (family.Lines == best.Lines && error < bestError))
                {
                    (best, bestError) = (family, error);
                }
            }
        }

        return best?.Lines >= FewestLines ? best : null;
    }

    private static (LineFamily Family, double Error) Fit(List<double> peaks, double fundamental, double resolution)
    {
        // Least squares of f_h = h · f0 over the lines that are there.
        int lines = 0;
        double weighted = 0;
        double weights = 0;
        double error = 0;
        for (int multiple = 1; multiple <= Multiples; multiple++)
        {
            double nearest = Nearest(peaks, multiple * fundamental);
            if (Math.Abs(nearest - (multiple * fundamental)) <= ToleranceBins * resolution)
            {
                lines++;
                weighted += multiple * nearest;
                weights += multiple * multiple;
                error += Math.Abs(nearest - (multiple * fundamental));
            }
        }

        int halves = 0;
        for (int i = 0; i < Halves; i++)
        {
            double half = (i + 0.5) * fundamental;
            halves += Math.Abs(Nearest(peaks, half) - half) <= Math.Max(resolution, 0.01 * half) ? 1 : 0;
        }

        return (new LineFamily(lines > 0 ? weighted / weights : fundamental, lines, halves), error);
    }

    private static double Nearest(List<double> peaks, double frequency)
    {
        int index = peaks.BinarySearch(frequency);
        index = index < 0 ? ~index : index;
        double above = index < peaks.Count ? peaks[index] : double.PositiveInfinity;
        double below = index > 0 ? peaks[index - 1] : double.NegativeInfinity;
        return above - frequency < frequency - below ? above : below;
    }

    private static float[] Amplitudes(ReadOnlySpan<double> samples)
    {
        RealFft fft = new(samples.Length);
        float[] windowed = new float[samples.Length];
        double mean = Moments.Of(samples).Mean;
        for (int i = 0; i < windowed.Length; i++)
        {
            double hann = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / windowed.Length));
            windowed[i] = double.IsFinite(samples[i]) ? (float)((samples[i] - mean) * hann) : 0;
        }

        float[] spectrum = new float[2 * fft.Bins];
        fft.Forward(windowed, spectrum, new float[fft.ScratchLength]);
        float[] amplitudes = new float[fft.Bins];
        for (int i = 0; i < amplitudes.Length; i++)
        {
            amplitudes[i] =
                MathF.Sqrt((spectrum[2 * i] * spectrum[2 * i]) + (spectrum[(2 * i) + 1] * spectrum[(2 * i) + 1]));
        }

        return amplitudes;
    }

    private static List<double> Peaks(float[] amplitudes, double resolution)
    {
        List<double> peaks = [];
        int width = Math.Max(16, (int)(NoiseWidthHz / resolution));
        int last = Math.Min(amplitudes.Length - 1, (int)((Multiples + 1) * HighestHz / resolution));
        float[] around = new float[width];
        for (int start = (int)(LowestHz / 4 / resolution) + 1; start < last; start += width)
        {
            int end = Math.Min(start + width, last);
            Span<float> noise = around.AsSpan(0, end - start);
            amplitudes.AsSpan(start, noise.Length).CopyTo(noise);
            noise.Sort();
            float median = noise[noise.Length / 2];
            for (int i = start; i < end; i++)
            {
                if (amplitudes[i] > Prominence * median
                    && amplitudes[i] > amplitudes[i - 1] && amplitudes[i] >= amplitudes[i + 1])
                {
                    peaks.Add(Interpolated(amplitudes, i) * resolution);
                }
            }
        }

        return peaks;
    }

    // Vertex of the parabola through the logarithms of three bins.
    private static double Interpolated(float[] amplitudes, int i)
    {
        double before = Math.Log(amplitudes[i - 1] + 1e-30);
        double at = Math.Log(amplitudes[i] + 1e-30);
        double after = Math.Log(amplitudes[i + 1] + 1e-30);
        double curvature = before - (2 * at) + after;
        return i + (curvature < 0 ? Math.Clamp(0.5 * (before - after) / curvature, -0.5, 0.5) : 0);
    }
}
