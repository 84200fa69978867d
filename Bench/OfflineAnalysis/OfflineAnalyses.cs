using System.Collections.Immutable;
using Bench.Recordings;

namespace Bench.OfflineAnalysis;

/// <summary>The analyses that can be asked for by name.</summary>
internal static class OfflineAnalyses
{
    /// <summary>All of them, in the order in which help shows them.</summary>
    public static ImmutableArray<NamedAnalysis> All { get; } =
    [
        new("spectrum", "averaged power spectrum", SpectrumAnalyses.Spectrum),
        new("psd", "power spectral density", SpectrumAnalyses.Density),
        new("peak-hold", "highest power of each line", SpectrumAnalyses.PeakHold),
        new("tones", "strongest tones between the lines, with exact frequency", SpectrumAnalyses.Tones),
        new("spectrogram", "power over time and frequency", SpectrumAnalyses.Spectrogram),
        new("cepstrum", "cepstrum: families of equally spaced lines", SpectrumAnalyses.Cepstrum),
        new("spectral-kurtosis", "where the signal comes in bursts", SpectrumAnalyses.Kurtosis),
        new("cross-spectrum", "cross spectrum with --reference-channel", CrossAnalyses.CrossSpectrum),
        new("coherence", "coherence with --reference-channel", CrossAnalyses.Coherence),
        new("response", "frequency response H1 from --reference-channel", CrossAnalyses.FrequencyResponse),
        new("velocity", "acceleration integrated to velocity", SpectrumAnalyses.Velocity),
        new("kurtogram", "bands in which the signal is impulsive", EnvelopeAnalyses.Kurtogram),
        new("envelope", "envelope spectrum, of the kurtogram's band or --low to --high", EnvelopeAnalyses.Envelope),
        new("bearing", "lines of the part type's bearings in the envelope spectrum", EnvelopeAnalyses.Bearing),
        new("envelope-orders", "order spectrum of the envelope", ShaftAnalyses.EnvelopeOrders),
        new("impulses", "rms, crest factor, kurtosis and impulse indicators", EnvelopeAnalyses.Impulses),
        new("order-map", "order map over speed", OrderAnalyses.MapOverSpeed),
        new("order-time", "order map over time", OrderAnalyses.MapOverTime),
        new("order-spectrum", "order spectrum, averaged", OrderAnalyses.Spectrum),
        new("cut", "order cuts over speed with overall and residual level", OrderAnalyses.Cuts),
        new("campbell", "power over speed and frequency", OrderAnalyses.Campbell),
        new("fixed-lines", "lines that are no orders, in a sweep", ShaftAnalyses.FixedLines),
        new("synchronous-average", "mean waveform of a revolution", ShaftAnalyses.SynchronousAverage),
        new("isolate", "waveforms of --order by the Vold-Kalman filter (WAV, CSV)", ShaftAnalyses.Isolate),
        new("gear-mesh", "mesh and sidebands of a gear with --teeth", ShaftAnalyses.GearMesh),
        new("torsion", "torsional vibration from the tacho's edges", ShaftAnalyses.Torsion),
        new("speed", "shaft speed over time", OrderAnalyses.Speed),
        new("currents", "sequences and harmonics of --current U V W", CurrentAnalyses.Sequences),
        new("dq-ripple", "ripple of d and q current of --current U V W", CurrentAnalyses.Ripple),
        new("current-signature", "lines of faults in --current U V W", CurrentAnalyses.Signature),
        new("current-coherence", "which orders follow --current U V W", CurrentAnalyses.Coherence),
        new("octaves", "octave bands, class 1 of IEC 61260-1", LevelAnalyses.Octaves),
        new("level", "sound level: LAeq, LAFmax, LCpeak …", (input, _) => LevelAnalyses.SoundLevel(input)),
        new("severity", "vibration severity in mm/s, ISO 20816", LevelAnalyses.Severity),
        new("loudness", "loudness over time, ISO 532-1", (input, _) => SoundAnalyses.Loudness(input)),
        new("sharpness", "sharpness over time, DIN 45692", (input, _) => SoundAnalyses.Sharpness(input)),
        new("roughness", "roughness, ECMA-418-2", (input, _) => SoundAnalyses.Roughness(input)),
        new("fluctuation", "fluctuation strength, ECMA-418-2", (input, _) => SegmentAnalyses.Fluctuation(input)),
        new("loudness-speed", "loudness per range of speed", SegmentAnalyses.Loudness),
        new("sharpness-speed", "sharpness per range of speed", SegmentAnalyses.Sharpness),
        new("roughness-speed", "roughness per range of speed", SegmentAnalyses.Roughness),
        new("audibility", "audibility of tones, ISO/PAS 20065", (input, _) => SegmentAnalyses.Audibility(input)),
        new("tonality", "tonality, ECMA-418-2", (input, _) => SoundAnalyses.Tonality(input)),
        new(
            "discrete-tones",
            "tone-to-noise and prominence ratio, ECMA-418-1",
            (input, _) => SoundAnalyses.DiscreteTones(input)),
    ];

    /// <summary>The analysis of a name.</summary>
    /// <exception cref="RecordingException">There is none.</exception>
    public static NamedAnalysis Find(string name) =>
        All.FirstOrDefault(one => one.Name == name)
        ?? throw new RecordingException(
            $"There is no analysis \"{name}\"; there are {string.Join(", ", All.Select(one => one.Name))}.");
}

/// <summary>An analysis that can be asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it shows.</param>
/// <param name="Run">Does it.</param>
internal sealed record NamedAnalysis(
    string Name, string Description, Func<AnalysisInput, AnalysisSettings, AnalysisReport> Run);
