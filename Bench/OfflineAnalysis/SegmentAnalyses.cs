using System.Collections.Immutable;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Signals;
using Bench.Analysis.Tacho;

namespace Bench.OfflineAnalysis;

/// <summary>Sound quality over ranges of speed, and what else is heard.</summary>
internal static class SegmentAnalyses
{
    private const double SpeedStepSeconds = 0.01;
    private const double AudibilitySpacingHz = 2;
    private const double RoughestStepRpm = 500;

    /// <summary>Loudness exceeded in 5 % of the time of each range of speed.</summary>
    public static AnalysisReport Loudness(AnalysisInput input, AnalysisSettings settings)
    {
        LoudnessTrace trace = TimeVaryingLoudness.Of(input.Samples, input.SampleRateHz);
        return OverSpeed(
            input, settings, "N5", "sone", trace.LoudnessSone, TimeVaryingLoudness.PeriodSeconds, trace.Standard);
    }

    /// <summary>Sharpness exceeded in 5 % of the time of each range of speed.</summary>
    public static AnalysisReport Sharpness(AnalysisInput input, AnalysisSettings settings) => OverSpeed(
        input,
        settings,
        "S5",
        "acum",
        SoundAnalyses.SharpnessOf(TimeVaryingLoudness.Of(input.Samples, input.SampleRateHz)),
        TimeVaryingLoudness.PeriodSeconds,
        SoundAnalyses.SharpnessStandard);

    /// <summary>Roughness exceeded in 5 % of the time of each range of speed.</summary>
    public static AnalysisReport Roughness(AnalysisInput input, AnalysisSettings settings)
    {
        Roughness roughness = Analysis.Psychoacoustics.Roughness.Of(input.Samples, input.SampleRateHz);
        return OverSpeed(
            input,
            settings,
            "R5",
            "asper",
            roughness.OverTime,
            Analysis.Psychoacoustics.Roughness.PeriodSeconds,
            roughness.Standard);
    }

    /// <summary>Fluctuation strength.</summary>
    public static AnalysisReport Fluctuation(AnalysisInput input)
    {
        FluctuationStrength strength = FluctuationStrength.Of(input.Samples, input.SampleRateHz);
        Axis time = new("time", "s", 0, FluctuationStrength.PeriodSeconds, strength.OverTime.Length);
        return new AnalysisReport
        {
            Title = "Fluctuation strength",
            Method = strength.Standard,
            Curves = [new Curve("fluctuation strength", "vacil", time, strength.OverTime, strength.Standard)],
            Scale = ValueScale.Linear,
            Figures = [new("fluctuation strength", strength.FluctuationVacil, "vacil")],
            Notes = [strength.IsProminent ? "The sound fluctuates prominently." : "No prominent fluctuation."],
        };
    }

    /// <summary>Audibility of tones in noise.</summary>
    public static AnalysisReport Audibility(AnalysisInput input)
    {
        ToneSpectrum spectrum = ToneSpectrum.Of(input.Samples, input.SampleRateHz, AudibilitySpacingHz);
        ImmutableArray<AudibleTone> tones = ToneAudibility.Find(spectrum);
        const string Standard = "ISO/PAS 20065:2016";
        return new AnalysisReport
        {
            Title = "Audibility of tones",
            Method = Standard,
            Curves =
            [
                new Curve(
                    "power",
                    input.Channel.Unit,
                    Axis.Frequency(spectrum.LineSpacingHz, spectrum.MeanSquares.Length),
                    spectrum.MeanSquares,
                    Standard),
            ],
            Scale = ValueScale.PowerLevel,
            Figures =
            [
                new("decisive audibility", ToneAudibility.DecisiveDb(tones), "dB"),
                .. tones.SelectMany(tone => (AnalysisFigure[])
                [
                    new(tone.Tones == 1 ? "tone" : $"{tone.Tones} tones together", tone.FrequencyHz, "Hz"),
                    new("audibility", tone.AudibilityDb, "dB"),
                    new("uncertainty", tone.UncertaintyDb, "dB"),
                ]),
            ],
            Markers =
            [
                .. tones.Where(tone => tone.Tones == 1 && tone.AudibilityDb > 0).Select(tone =>
                    new Plots.PlotMarker(tone.FrequencyHz, FormattableString.Invariant($"{tone.FrequencyHz:0}"))),
            ],
            Notes = ["Lines are averaged over the whole piece; the standard takes means of 3 s."],
        };
    }

    private static AnalysisReport OverSpeed(
        AnalysisInput input,
        AnalysisSettings settings,
        string name,
        string unit,
        ImmutableArray<double> values,
        double periodSeconds,
        string standard)
    {
        ShaftSpeed speed = settings.Speed.Find(input);
        double[] rpm = speed.Sample(SpeedStepSeconds, (int)(input.Seconds / SpeedStepSeconds) + 1);
        double step = settings.StepRpm ?? RoughestStepRpm;
        double from = step * Math.Floor(rpm.Where(double.IsFinite).DefaultIfEmpty(0).Min() / step);
        double to = step * Math.Ceiling(rpm.Where(double.IsFinite).DefaultIfEmpty(0).Max() / step);
        SpeedTrace trace = new(
            [.. Enumerable.Range(0, rpm.Length).Select(i => i * SpeedStepSeconds)], [.. rpm]);
        ImmutableArray<SegmentFigures> figures = SpeedSegments.Compute(
            values.AsSpan(), periodSeconds, trace, from, step, Math.Max(1, (int)Math.Round((to - from) / step)));
        ImmutableArray<double> exceeded = [.. figures.Select(one => one.Exceeded)];
        Axis axis = new("speed", "rpm", from + (step / 2), step, figures.Length);
        return new AnalysisReport
        {
            Title = $"{name} over speed",
            Method = $"{standard}; exceeded during 5 % of the time of each {step} rpm",
            Curves =
            [
                new Curve(name, unit, axis, exceeded, standard),
                new Curve("mean", unit, axis, [.. figures.Select(one => one.Mean)], standard),
            ],
            Scale = ValueScale.Linear,
            Figures = [new("highest", exceeded.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max(), unit)],
            Notes = [$"Speed: {speed.Source}."],
        };
    }
}
