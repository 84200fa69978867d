using System.Collections.Immutable;
using Bench.Analysis.Envelope;
using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Plots;
using Bench.Recordings;

namespace Bench.OfflineAnalysis;

/// <summary>Analyses of blows: bearings, loose parts.</summary>
internal static class EnvelopeAnalyses
{
    private const int Levels = 6;
    private const double LowestBandHz = 500;
    private const double LeastBandWidthHz = 300;
    private const double HighestBandShare = 0.45;

    /// <summary>Bands in which the signal is impulsive.</summary>
    public static AnalysisReport Kurtogram(AnalysisInput input, AnalysisSettings settings)
    {
        KurtogramBands bands = Bands(input);
        KurtogramBand best = bands.Best(LeastBandWidthHz, settings.LowHz ?? LowestBandHz);
        return new AnalysisReport
        {
            Title = "Kurtogram",
            Method = bands.Method,
            Map = bands.ToMap(),
            Scale = ValueScale.Linear,
            Figures =
            [
                new("best band from", best.FromHz, "Hz"),
                new("best band to", best.ToHz, "Hz"),
                new("kurtosis in it", best.Kurtosis, ""),
            ],
        };
    }

    /// <summary>Envelope spectrum.</summary>
    public static AnalysisReport Envelope(AnalysisInput input, AnalysisSettings settings)
    {
        (EnvelopeSpectrum envelope, Curve power, ImmutableArray<AnalysisFigure> band) = Compute(input, settings);
        double highest = Math.Min(1000, envelope.Spectrum.SampleRateHz / 2);
        return new AnalysisReport
        {
            Title = "Envelope spectrum",
            Method = power.Method,
            Curves = [Rms(SpectrumAnalyses.Within(power, new AnalysisSettings { LowHz = 2, HighHz = highest }))],
            Scale = ValueScale.Linear,
            Figures = band,
            Markers = [.. KnownLines.OverFrequency(settings, input).Where(marker => marker.X < highest)],
        };
    }

    /// <summary>Lines of the part type's bearings, with slip.</summary>
    public static AnalysisReport Bearing(AnalysisInput input, AnalysisSettings settings)
    {
        PartType partType = settings.PartType ?? throw new RecordingException(
            "The lines of bearings need their geometry: name the part type (--part-type).");
        double rpm = settings.Speed.ConstantRpm ?? MeanSpeed(input, settings);
        (EnvelopeSpectrum envelope, Curve power, ImmutableArray<AnalysisFigure> band) = Compute(input, settings);
        List<AnalysisFigure> figures = [.. band, new("shaft", rpm / 60, "Hz")];
        List<PlotMarker> markers = [];
        foreach (Bearing bearing in partType.Machine.Bearings)
        {
            foreach (LinePattern pattern in LinePattern.Of(bearing))
            {
                LineFinding found = LineSearch.Find(power, envelope.Spectrum.Window, pattern, rpm / 60);
                string name = $"{bearing.Name} {pattern.Name}";
                figures.Add(new AnalysisFigure($"{name}", found.RhythmHz, "Hz"));
                figures.Add(new AnalysisFigure($"{name} over the floor", found.SignalToNoiseDb, "dB"));
                figures.Add(new AnalysisFigure($"{name} by chance", found.ChanceDb, "dB"));
                if (found.IsClear)
                {
                    markers.Add(new PlotMarker(found.RhythmHz, name));
                }
            }
        }

        double highest = Math.Min(1000, envelope.Spectrum.SampleRateHz / 2);
        return new AnalysisReport
        {
            Title = "Bearing lines in the envelope spectrum",
            Method = power.Method,
            Curves = [Rms(SpectrumAnalyses.Within(power, new AnalysisSettings { LowHz = 2, HighHz = highest }))],
            Scale = ValueScale.Linear,
            Figures = [.. figures],
            Markers = [.. markers],
            Notes = [markers.Count == 0 ? "No bearing line stands out clearly." : "Clear lines are marked."],
        };
    }

    /// <summary>Indicators of blows.</summary>
    public static AnalysisReport Impulses(AnalysisInput input, AnalysisSettings settings)
    {
        ImpulseIndicators indicators = settings is { LowHz: { } low, HighHz: { } high }
            ? new ImpulseIndicators(input.SampleRateHz, low, high)
            : new ImpulseIndicators();
        indicators.Add(input.Samples);
        return new AnalysisReport
        {
            Title = "Impulse indicators",
            Method = "moments of the samples; kurtosis of Gaussian noise is 3",
            Figures =
            [
                new("rms", indicators.Rms, input.Channel.Unit),
                new("peak", indicators.Peak, input.Channel.Unit),
                new("crest factor", indicators.CrestFactor, ""),
                new("kurtosis", indicators.Kurtosis, ""),
                new("impulse factor", indicators.ImpulseFactor, ""),
                new("shape factor", indicators.ShapeFactor, ""),
                new("clearance factor", indicators.ClearanceFactor, ""),
            ],
        };
    }

    /// <summary>The band that was asked for, or the kurtogram's.</summary>
    public static (double Low, double High) Band(AnalysisInput input, AnalysisSettings settings) =>
        settings is { LowHz: { } from, HighHz: { } to } ? (from, to) : Best(input);

    private static double MeanSpeed(AnalysisInput input, AnalysisSettings settings) =>
        settings.Speed.Find(input).Sample(0.1, (int)(10 * input.Seconds) + 1).Where(double.IsFinite).Average();

    private static (EnvelopeSpectrum Envelope, Curve Power, ImmutableArray<AnalysisFigure> Band) Compute(
        AnalysisInput input, AnalysisSettings settings)
    {
        (double low, double high) = Band(input, settings);
        EnvelopeSpectrum envelope = new(
            new EnvelopeOptions(low, high) { ResolutionHz = Math.Min(1, settings.ResolutionHz) }, input.SampleRateHz);
        envelope.Add(input.Samples);
        return (
            envelope,
            envelope.Power(input.Channel.Unit),
            [new("band from", low, "Hz"), new("band to", high, "Hz")]);
    }

    private static (double Low, double High) Best(AnalysisInput input)
    {
        // Next to half the rate a band-pass has no room for its slope.
        KurtogramBands bands = Bands(input);
        double highest = HighestBandShare * input.SampleRateHz;
        KurtogramBand best =
            (bands with { Bands = [.. bands.Bands.Where(band => band.FromHz + LeastBandWidthHz <= highest)] })
            .Best(LeastBandWidthHz, LowestBandHz);
        return (best.FromHz, Math.Min(best.ToHz, highest));
    }

    private static KurtogramBands Bands(AnalysisInput input) =>
        Analysis.Envelope.Kurtogram.Compute(input.Samples, input.SampleRateHz, Levels);

    private static Curve Rms(Curve power) => power with
    {
        Unit = power.Unit.TrimStart('(').Replace(")²", "", StringComparison.Ordinal),
        Values = [.. power.Values.Select(Math.Sqrt)],
    };
}
