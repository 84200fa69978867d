using System.Numerics;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Recordings;

namespace Bench.OfflineAnalysis;

/// <summary>What two channels have in common.</summary>
internal static class CrossAnalyses
{
    private const int Reference = 0;
    private const int Response = 1;

    /// <summary>Magnitude of the cross spectrum.</summary>
    public static AnalysisReport CrossSpectrum(AnalysisInput input, AnalysisSettings settings)
    {
        (SpectralMatrix matrix, AnalysisInput reference) = Matrix(input, settings);
        Complex[] density = new Complex[matrix.Bins];
        matrix.CopyCrossDensity(Reference, Response, density);
        Axis axis = Axis.Frequency(matrix.BinWidthHz, matrix.Bins);
        string unit = $"{reference.Channel.Unit}·{input.Channel.Unit}/Hz";
        string method = matrix.Coherence(Reference, Response).Method
            .Replace("coherence γ²", "cross spectral density", StringComparison.Ordinal);
        Curve curve = new("cross spectral density", unit, axis, [.. density.Select(Complex.Abs)], method);
        return Report("Cross spectrum", curve, matrix, reference, settings) with { Scale = ValueScale.Logarithmic };
    }

    /// <summary>Share of the channel's power that follows from the reference.</summary>
    public static AnalysisReport Coherence(AnalysisInput input, AnalysisSettings settings)
    {
        (SpectralMatrix matrix, AnalysisInput reference) = Matrix(input, settings);
        return Report("Coherence", matrix.Coherence(Reference, Response), matrix, reference, settings);
    }

    /// <summary>Frequency response H1 from the reference to the channel, its magnitude.</summary>
    public static AnalysisReport FrequencyResponse(AnalysisInput input, AnalysisSettings settings)
    {
        (SpectralMatrix matrix, AnalysisInput reference) = Matrix(input, settings);
        string unit = $"({input.Channel.Unit})/({reference.Channel.Unit})";
        FrequencyResponse response = matrix.Response(Reference, Response, ResponseEstimator.H1, unit);
        AnalysisReport report = Report("Frequency response H1", response.Magnitude, matrix, reference, settings);
        return report with
        {
            Scale = ValueScale.Logarithmic,
            Data =
            [
                SpectrumAnalyses.Within(response.PhaseRadians, settings),
                SpectrumAnalyses.Within(response.RandomError, settings),
            ],
        };
    }

    private static AnalysisReport Report(
        string title, Curve curve, SpectralMatrix matrix, AnalysisInput reference, AnalysisSettings settings) => new()
        {
            Title = title,
            Method = curve.Method,
            Curves = [SpectrumAnalyses.Within(curve, settings)],
            Scale = ValueScale.Linear,
            Figures =
            [
                new("frames", matrix.Frames, ""),
                new("independent frames", matrix.IndependentFrames, ""),
                new("coherence by chance (1 of 20 lines)", matrix.InsignificantCoherence, ""),
            ],
            Notes = [$"Reference: {reference.Channel.Name}."],
        };

    private static (SpectralMatrix Matrix, AnalysisInput Reference) Matrix(
        AnalysisInput input, AnalysisSettings settings)
    {
        if (settings.ReferenceChannel.Length == 0)
        {
            throw new RecordingException(
                "This analysis compares two channels: name the other one (--reference-channel NAME).");
        }

        AnalysisInput reference = input.Beside(settings.ReferenceChannel);
        if (reference.SampleRateHz != input.SampleRateHz || reference.Samples.Length != input.Samples.Length)
        {
            throw new RecordingException(
                $"{input.Channel.Name} has {input.Samples.Length} samples at {input.SampleRateHz} Hz, "
                + $"{reference.Channel.Name} {reference.Samples.Length} at {reference.SampleRateHz} Hz: "
                + "channels of the same rate and length are needed.");
        }

        SpectralMatrix matrix = new(
            2,
            SpectrumAnalyses.Options(input, settings, SpectrumAveraging.Linear),
            input.SampleRateHz);
        matrix.Add(reference.Samples, input.Samples);
        return (matrix, reference);
    }
}
