using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

/// <summary>Lines 1 Hz apart of white noise with tones; a tone fills three of them as under a Hann window.</summary>
internal static class FlatLines
{
    /// <summary>Mean square of the noise in one line.</summary>
    public const double Noise = 1e-6;

    public static ToneSpectrum With(params ReadOnlySpan<(int Line, double MeanSquare)> tones)
    {
        double[] lines = [.. Enumerable.Repeat(Noise, 20001)];
        foreach ((int line, double meanSquare) in tones)
        {
            lines[line - 1] += meanSquare / 6;
            lines[line] += meanSquare * 4 / 6;
            lines[line + 1] += meanSquare / 6;
        }

        return new ToneSpectrum([.. lines], 1);
    }
}
