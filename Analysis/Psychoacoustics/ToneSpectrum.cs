using System.Collections.Immutable;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// A spectrum in which discrete tones are looked for: the mean square of sound pressure in each line, so that lines
/// add up to the mean square of what lies in them, tone or noise.
/// </summary>
/// <param name="MeanSquares">One value per line in Pa², from 0 Hz on.</param>
/// <param name="LineSpacingHz">Distance between two lines.</param>
public sealed record ToneSpectrum(ImmutableArray<double> MeanSquares, double LineSpacingHz)
{
    /// <summary>Line spacing by default: 1 Hz, 15 lines in the tone band of the lowest tones.</summary>
    public const double DefaultSpacingHz = 1;

    /// <summary>Averages Hann-windowed, half-overlapping frames (ECMA-418-1:2024, clauses 11.1 and 12.1).</summary>
    /// <param name="pressurePa">Sound pressure, at least one frame of 1/spacing seconds.</param>
    /// <param name="sampleRateHz">Sampling rate, 25 kHz or more.</param>
    /// <param name="spacingHz">Distance between two lines, above 0.</param>
    /// <exception cref="ArgumentException">The signal is shorter than a frame or has a NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ToneSpectrum Of(
        ReadOnlySpan<float> pressurePa, double sampleRateHz, double spacingHz = DefaultSpacingHz)
    {
        if (!(sampleRateHz >= DiscreteTones.MinimumRateHz))
        {
            throw new ArgumentOutOfRangeException(
                nameof(sampleRateHz),
                sampleRateHz,
                $"tones up to 11.2 kHz need {DiscreteTones.MinimumRateHz} Hz or more");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacingHz);
        int length = (int)Math.Round(sampleRateHz / spacingHz);
        WelchSpectrum spectrum = new(length, WindowKind.Hann, 0.5, sampleRateHz);
        spectrum.Add(pressurePa);
        if (spectrum.Frames == 0)
        {
            throw new ArgumentException(
                $"A signal of {pressurePa.Length} samples is shorter than a frame of {length} samples, which lines " +
                $"{spacingHz:g3} Hz apart need: take more samples or a wider spacing.");
        }

        ToneSpectrum lines = From(spectrum);
        return double.IsFinite(lines.MeanSquares.Sum())
            ? lines
            : throw new ArgumentException("The signal has NaN or infinite samples: cut them out before.");
    }

    /// <summary>The lines of an averaged spectrum.</summary>
    internal static ToneSpectrum From(WelchSpectrum spectrum)
    {
        double[] lines = new double[spectrum.Bins];
        spectrum.CopyDensity(lines);
        return new ToneSpectrum([.. lines.Select(density => density * spectrum.BinWidthHz)], spectrum.BinWidthHz);
    }

    /// <summary>Sum over the lines above the lower edge up to the upper edge, and their width together.</summary>
    internal (double MeanSquare, double WidthHz) Sum(CriticalBand band)
    {
        int first = Math.Max(0, (int)Math.Floor(band.LowerHz / LineSpacingHz) + 1);
        int last = Math.Min(MeanSquares.Length - 1, (int)Math.Floor(band.UpperHz / LineSpacingHz));
        double sum = 0;
        for (int line = first; line <= last; line++)
        {
            sum += MeanSquares[line];
        }

        return (sum, Math.Max(0, last - first + 1) * LineSpacingHz);
    }

    /// <summary>The highest line within a distance of a frequency.</summary>
    internal int Peak(double frequencyHz, double distanceHz)
    {
        int first = Math.Max(1, (int)Math.Ceiling((frequencyHz - distanceHz) / LineSpacingHz));
        int last = Math.Min(MeanSquares.Length - 2, (int)Math.Floor((frequencyHz + distanceHz) / LineSpacingHz));
        int peak = Math.Clamp((int)Math.Round(frequencyHz / LineSpacingHz), 1, MeanSquares.Length - 2);
        for (int line = first; line <= last; line++)
        {
            peak = MeanSquares[line] > MeanSquares[peak] ? line : peak;
        }

        return peak;
    }
}
