using Bench.Analysis.Octaves;
using Bench.Analysis.Signals;
using Bench.Analysis.Weightings;

namespace Bench.OfflineAnalysis;

/// <summary>Levels by standard: octave bands, sound level, vibration severity.</summary>
internal static class LevelAnalyses
{
    /// <summary>Octave bands by filters.</summary>
    public static AnalysisReport Octaves(AnalysisInput input, AnalysisSettings settings)
    {
        double highest = Math.Min(settings.HighHz ?? 20_000, 0.4 * input.SampleRateHz);
        OctaveBankPlan plan = OctaveBankPlan.Create(
            settings.BandsPerOctave, settings.LowHz ?? 20, highest, input.SampleRateHz);
        OctaveFilterBank bank = new(plan, 1);
        bank.Process(input.Samples);
        double[] squares = new double[plan.Bands.Length];
        bank.CopyMeanSquares(OctaveLevel.Equivalent, 0, squares);
        Axis axis = new("band", "", 0, 1, squares.Length);
        string method = FormattableString.Invariant(
            $"1/{settings.BandsPerOctave}-octave filters, class 1 of IEC 61260-1:2014; mean of {input.Seconds:0.##} s");
        return new AnalysisReport
        {
            Title = $"1/{settings.BandsPerOctave}-octave levels",
            Method = method,
            Curves = [new Curve("level", input.Channel.Unit, axis, [.. squares.Select(Math.Sqrt)], method)],
            BandEdges = [plan.Bands[0].LowerHz, .. plan.Bands.Select(band => band.UpperHz)],
            Scale = ValueScale.Level,
        };
    }

    /// <summary>Sound level meter.</summary>
    public static AnalysisReport SoundLevel(AnalysisInput input)
    {
        SoundLevelMeter a = new(input.SampleRateHz, FrequencyWeightingKind.A);
        SoundLevelMeter c = new(input.SampleRateHz, FrequencyWeightingKind.C);
        a.Process(input.Samples);
        c.Process(input.Samples);
        return new AnalysisReport
        {
            Title = "Sound level",
            Method = "IEC 61672-1:2013, class 1",
            Figures =
            [
                new("LAeq", a.EquivalentLevelDb, "dB"),
                new("LAE", a.ExposureLevelDb, "dB"),
                new("LAFmax", a.FastMaximumDb, "dB"),
                new("LASmax", a.SlowMaximumDb, "dB"),
                new("LAImax", a.ImpulseMaximumDb, "dB"),
                new("LCeq", c.EquivalentLevelDb, "dB"),
                new("LCpeak", a.CPeakLevelDb, "dB"),
            ],
            Notes = input.Quantity == Bench.Analysis.PartTypes.Quantity.SoundPressure
                ? []
                : [$"The channel's unit is \"{input.Channel.Unit}\", not Pa: these are levels only if it is sound."],
        };
    }

    /// <summary>Vibration severity.</summary>
    public static AnalysisReport Severity(AnalysisInput input, AnalysisSettings settings)
    {
        VibrationSeverity severity = new(input.SampleRateHz, settings.LowHz ?? 10, settings.HighHz ?? 1000);
        severity.Process(input.Samples);
        return new AnalysisReport
        {
            Title = "Vibration severity",
            Method = "rms and peak velocity, ISO 20816-1:2016",
            Figures =
            [
                new("velocity rms", severity.VelocityRmsMillimetresPerSecond, "mm/s"),
                new("velocity peak", severity.VelocityPeakMillimetresPerSecond, "mm/s"),
            ],
        };
    }
}
