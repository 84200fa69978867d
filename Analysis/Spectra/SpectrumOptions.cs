using Bench.Analysis.Transforms;

namespace Bench.Analysis.Spectra;

/// <summary>
/// How a signal is cut into windowed frames and how the frames are averaged. Cost: one transform per hop; memory: some
/// frames.
/// </summary>
public sealed record SpectrumOptions
{
    /// <summary>
    /// Samples per frame, at least 1; bins lie (sampling rate)/(frame length) apart. Factors 2, 3 and 5 are fast.
    /// </summary>
    public int FrameLength { get; init; } = 8192;

    /// <summary>Shape of the window.</summary>
    public WindowKind Window { get; init; } = WindowKind.Hann;

    /// <summary>Parameter β of a Kaiser window; other windows have none.</summary>
    public double KaiserBeta { get; init; } = Spectra.Window.DefaultKaiserBeta;

    /// <summary>Share of a frame common with the next, from 0 to below 1; rounded to samples.</summary>
    public double Overlap { get; init; } = 0.5;

    /// <summary>How frames are averaged.</summary>
    public SpectrumAveraging Averaging { get; init; } = SpectrumAveraging.Linear;

    /// <summary>K of <see cref="SpectrumAveraging.Exponential"/>, at least 1.</summary>
    public int ExponentialFrames { get; init; } = 8;

    /// <summary>Samples from one frame to the next, at least 1.</summary>
    public int Hop => Math.Max(1, (int)Math.Round(FrameLength * (1 - Overlap)));

    /// <summary>The shortest even length whose lines lie as close as wanted, or closer, and that is fast.</summary>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <param name="resolutionHz">Distance of lines, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above 0, or the frame would have more than 4
    /// million samples.</exception>
    public static int LengthFor(double sampleRateHz, double resolutionHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resolutionHz);
        double length = Math.Ceiling(sampleRateHz / resolutionHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 1 << 22);
        return Smooth.AtLeast((int)Math.Max(16, length), 2);
    }

    /// <summary>Refuses what cannot be computed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FrameLength, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Overlap, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ExponentialFrames, 1);
    }

    /// <summary>Makes the window itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Window CreateWindow() => Spectra.Window.Create(Window, FrameLength, KaiserBeta);

    /// <summary>The frames in words, for the method of a result.</summary>
    internal string Describe() => FormattableString.Invariant(
        $"{Window} window of {FrameLength} samples, {100 * Overlap:0.#} % overlap");
}
