using System.Collections.Immutable;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Signals;
using Bench.Plots;

namespace Bench.OfflineAnalysis;

/// <summary>What a person hears.</summary>
internal static class SoundAnalyses
{
    /// <summary>Method of sharpness.</summary>
    public const string SharpnessStandard = "DIN 45692:2009 on ISO 532-1:2017";

    /// <summary>Sharpness of each moment; a silent one, which has none, counts with 0.</summary>
    public static ImmutableArray<double> SharpnessOf(LoudnessTrace trace) =>
    [
        .. Analysis.Psychoacoustics.Sharpness.Over(trace).Select((acum, i) =>
            double.IsNaN(acum) && double.IsFinite(trace.LoudnessSone[i]) ? 0 : acum),
    ];

    /// <summary>Loudness over time.</summary>
    public static AnalysisReport Loudness(AnalysisInput input)
    {
        LoudnessTrace trace = TimeVaryingLoudness.Of(input.Samples, input.SampleRateHz);
        return new AnalysisReport
        {
            Title = "Loudness",
            Method = trace.Standard,
            Curves = [OverTime("loudness", "sone", trace.LoudnessSone, trace.Standard)],
            Scale = ValueScale.Linear,
            Figures =
            [
                new("N5", trace.N5Sone, "sone"),
                new("N10", trace.N10Sone, "sone"),
                new("maximum", trace.MaximumSone, "sone"),
                new("loudness level of N5", LoudnessLevel.PhonFromSone(trace.N5Sone), "phon"),
            ],
        };
    }

    /// <summary>Sharpness over time.</summary>
    public static AnalysisReport Sharpness(AnalysisInput input)
    {
        LoudnessTrace trace = TimeVaryingLoudness.Of(input.Samples, input.SampleRateHz);
        ImmutableArray<double> acum = SharpnessOf(trace);
        return new AnalysisReport
        {
            Title = "Sharpness",
            Method = SharpnessStandard,
            Curves = [OverTime("sharpness", "acum", acum, SharpnessStandard)],
            Scale = ValueScale.Linear,
            Figures = [new("S5", Percentile.Exceeded(acum.AsSpan(), 5), "acum")],
        };
    }

    /// <summary>Roughness.</summary>
    public static AnalysisReport Roughness(AnalysisInput input)
    {
        Analysis.Psychoacoustics.Roughness roughness =
            Analysis.Psychoacoustics.Roughness.Of(input.Samples, input.SampleRateHz);
        return new AnalysisReport
        {
            Title = "Roughness",
            Method = roughness.Standard,
            Figures = [new("roughness", roughness.RoughnessAsper, "asper")],
        };
    }

    /// <summary>Tonality.</summary>
    public static AnalysisReport Tonality(AnalysisInput input)
    {
        HearingModelSound sound = HearingModel.Analyse(input.Samples, input.SampleRateHz);
        return new AnalysisReport
        {
            Title = "Tonality",
            Method = sound.Standard,
            Figures = [new("tonality", sound.TonalityTu, "tu_HMS")],
            Notes = [sound.IsProminentlyTonal ? "The sound is prominently tonal." : "No prominent tone."],
        };
    }

    /// <summary>Discrete tones.</summary>
    public static AnalysisReport DiscreteTones(AnalysisInput input)
    {
        ToneSpectrum spectrum = ToneSpectrum.Of(input.Samples, input.SampleRateHz);
        ImmutableArray<DiscreteTone> tones = Analysis.Psychoacoustics.DiscreteTones.Find(spectrum);
        Axis axis = Axis.Frequency(spectrum.LineSpacingHz, spectrum.MeanSquares.Length);
        string standard = tones.FirstOrDefault()?.Standard ?? "ECMA-418-1:2024";
        return new AnalysisReport
        {
            Title = "Discrete tones",
            Method = standard,
            Curves = [new Curve("power", input.Channel.Unit, axis, spectrum.MeanSquares, standard)],
            Scale = ValueScale.PowerLevel,
            Figures =
            [
                .. tones.SelectMany(tone => (AnalysisFigure[])
                [
                    new("tone", tone.FrequencyHz, "Hz"),
                    new("tone-to-noise ratio", tone.ToneToNoiseDb, "dB"),
                    new("prominence ratio", tone.ProminenceDb, "dB"),
                ]),
            ],
            Markers =
            [
                .. tones.Where(tone => tone.IsProminentByToneToNoise || tone.IsProminentByProminence)
                    .Select(tone =>
                        new PlotMarker(tone.FrequencyHz, FormattableString.Invariant($"{tone.FrequencyHz:0}"))),
            ],
            Notes = [tones.IsEmpty ? "No discrete tone." : "Prominent tones are marked."],
        };
    }

    private static Curve OverTime(string name, string unit, ImmutableArray<double> values, string method) =>
        new(name, unit, new Axis("time", "s", 0, TimeVaryingLoudness.PeriodSeconds, values.Length), values, method);
}
