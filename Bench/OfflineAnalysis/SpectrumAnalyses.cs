using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Plots;

namespace Bench.OfflineAnalysis;

/// <summary>Analyses over frequency.</summary>
internal static class SpectrumAnalyses
{
    private const int TonesShown = 10;
    private const double LowestVelocityHz = 10;

    /// <summary>Averaged power spectrum.</summary>
    public static AnalysisReport Spectrum(AnalysisInput input, AnalysisSettings settings) =>
        OfPower(Welch(input, settings, SpectrumAveraging.Linear), input, settings, "Spectrum");

    /// <summary>Highest power of each line.</summary>
    public static AnalysisReport PeakHold(AnalysisInput input, AnalysisSettings settings) =>
        OfPower(Welch(input, settings, SpectrumAveraging.PeakHold), input, settings, "Peak-hold spectrum");

    /// <summary>Power spectral density.</summary>
    public static AnalysisReport Density(AnalysisInput input, AnalysisSettings settings)
    {
        Curve density = Welch(input, settings, SpectrumAveraging.Linear).Density(input.Channel.Unit);
        return new AnalysisReport
        {
            Title = "Power spectral density",
            Method = density.Method,
            Curves = [Within(density, settings)],
            Scale = ValueScale.PowerLevel,
            Markers = KnownLines.OverFrequency(settings, input),
        };
    }

    /// <summary>The strongest tones with interpolated frequency and amplitude.</summary>
    public static AnalysisReport Tones(AnalysisInput input, AnalysisSettings settings)
    {
        WelchSpectrum welch = Welch(input, settings, SpectrumAveraging.Linear);
        Curve power = welch.Power(input.Channel.Unit);
        SpectralLine[] tones =
        [
            .. Peaks(power)
                .Where(bin => IsWithin(power.Axis.At(bin), settings))
                .OrderByDescending(bin => power.Values[bin])
                .Take(TonesShown)
                .Select(bin => SpectralLine.At(power, welch.Window, bin)),
        ];
        return OfPower(welch, input, settings, "Tones") with
        {
            Figures =
            [
                .. tones.SelectMany((tone, i) => (AnalysisFigure[])
                [
                    new($"tone {i + 1}", tone.FrequencyHz, "Hz"),
                    new($"tone {i + 1} rms", tone.Rms, input.Channel.Unit),
                ]),
            ],
            Markers = [.. tones.Select((tone, i) => new PlotMarker(tone.FrequencyHz, $"{i + 1}"))],
        };
    }

    /// <summary>Power over time and frequency.</summary>
    public static AnalysisReport Spectrogram(AnalysisInput input, AnalysisSettings settings)
    {
        Spectrogram spectrogram = new(Options(input, settings, SpectrumAveraging.Linear), input.SampleRateHz);
        spectrogram.Add(input.Samples);
        CurveMap map = spectrogram.ToMap(input.Channel.Unit);
        return new AnalysisReport
        {
            Title = "Spectrogram",
            Method = map.Method,
            Map = map,
            Scale = ValueScale.PowerLevel,
            Markers = KnownLines.OverFrequency(settings, input),
        };
    }

    /// <summary>Cepstrum.</summary>
    public static AnalysisReport Cepstrum(AnalysisInput input, AnalysisSettings settings)
    {
        Curve cepstrum = Analysis.Spectra.Cepstrum.Power(
            Welch(input, settings, SpectrumAveraging.Linear).Power(input.Channel.Unit));
        return new AnalysisReport
        {
            Title = "Power cepstrum",
            Method = cepstrum.Method,
            Curves = [cepstrum],
            Scale = ValueScale.Linear,
        };
    }

    /// <summary>Where the signal comes in bursts.</summary>
    public static AnalysisReport Kurtosis(AnalysisInput input, AnalysisSettings settings)
    {
        SpectralKurtosis kurtosis = new(Options(input, settings, SpectrumAveraging.Linear), input.SampleRateHz);
        kurtosis.Add(input.Samples);
        Curve curve = kurtosis.ToCurve();
        return new AnalysisReport
        {
            Title = "Spectral kurtosis",
            Method = curve.Method,
            Curves = [Within(curve, settings)],
            Scale = ValueScale.Linear,
            Figures = [new("scatter of Gaussian noise", kurtosis.Scatter, "")],
            Notes = ["0 for Gaussian noise, −1 for a steady tone, positive for bursts."],
        };
    }

    /// <summary>Acceleration integrated to velocity.</summary>
    public static AnalysisReport Velocity(AnalysisInput input, AnalysisSettings settings)
    {
        Curve acceleration = Welch(input, settings, SpectrumAveraging.Linear).Power(input.Channel.Unit);
        Curve velocity = FrequencyIntegration.Integrate(acceleration, 1, settings.LowHz ?? LowestVelocityHz, "m/s");
        return new AnalysisReport
        {
            Title = "Velocity spectrum",
            Method = velocity.Method,
            Curves =
            [
                Within(velocity, settings) with
                {
                    Unit = "mm/s",
                    Values = [.. Within(velocity, settings).Values.Select(power => 1000 * Math.Sqrt(power))],
                },
            ],
            Scale = ValueScale.Linear,
            Markers = KnownLines.OverFrequency(settings, input),
        };
    }

    /// <summary>Frames of the wanted resolution, of a length that is quick to transform.</summary>
    public static SpectrumOptions Options(
        AnalysisInput input, AnalysisSettings settings, SpectrumAveraging averaging)
    {
        int length = SpectrumOptions.LengthFor(input.SampleRateHz, settings.ResolutionHz);
        return new SpectrumOptions
        {
            FrameLength = Math.Min(length, input.Samples.Length),
            Window = settings.Window,
            Overlap = settings.Overlap,
            Averaging = averaging,
        };
    }

    /// <summary>The part of a curve within the band that was asked for.</summary>
    public static Curve Within(Curve curve, AnalysisSettings settings)
    {
        int first = curve.Axis.Nearest(settings.LowHz ?? curve.Axis.First);
        int last = curve.Axis.Nearest(settings.HighHz ?? curve.Axis.At(curve.Axis.Count - 1));
        return curve with
        {
            Axis = curve.Axis with { First = curve.Axis.At(first), Count = last - first + 1 },
            Values = curve.Values[first..(last + 1)],
        };
    }

    private static AnalysisReport OfPower(
        WelchSpectrum welch, AnalysisInput input, AnalysisSettings settings, string title)
    {
        Curve power = welch.Power(input.Channel.Unit);
        return new AnalysisReport
        {
            Title = title,
            Method = power.Method,
            Curves = [Within(power, settings)],
            Scale = ValueScale.PowerLevel,
            Figures =
            [
                new("line distance", welch.BinWidthHz, "Hz"),
                new("noise bandwidth", welch.NoiseBandwidthHz, "Hz"),
                new("frames", welch.Frames, ""),
            ],
            Markers = KnownLines.OverFrequency(settings, input),
        };
    }

    private static WelchSpectrum Welch(AnalysisInput input, AnalysisSettings settings, SpectrumAveraging averaging)
    {
        WelchSpectrum welch = new(Options(input, settings, averaging), input.SampleRateHz);
        welch.Add(input.Samples);
        return welch;
    }

    private static bool IsWithin(double hz, AnalysisSettings settings) =>
        hz >= (settings.LowHz ?? 0) && hz <= (settings.HighHz ?? double.PositiveInfinity);

    private static IEnumerable<int> Peaks(Curve power)
    {
        for (int bin = 2; bin < power.Values.Length - 2; bin++)
        {
            double here = power.Values[bin];
            if (here > power.Values[bin - 1] && here >= power.Values[bin + 1]
                && here > power.Values[bin - 2] && here >= power.Values[bin + 2])
            {
                yield return bin;
            }
        }
    }
}
