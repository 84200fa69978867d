using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Spectra;

namespace Bench.OfflineAnalysis;

/// <summary>What a person may choose; each analysis takes what concerns it.</summary>
internal sealed record AnalysisSettings
{
    /// <summary>Distance of neighbouring lines of a spectrum in Hz.</summary>
    public double ResolutionHz { get; init; } = 4;

    /// <summary>Window of spectra.</summary>
    public WindowKind Window { get; init; } = WindowKind.Hann;

    /// <summary>Share of a frame common with the next.</summary>
    public double Overlap { get; init; } = 0.75;

    /// <summary>Lower end of the band in Hz; null for the analysis's own choice.</summary>
    public double? LowHz { get; init; }

    /// <summary>Upper end of the band in Hz; null for the analysis's own choice.</summary>
    public double? HighHz { get; init; }

    /// <summary>Orders of cuts; empty for those that stand out.</summary>
    public ImmutableArray<double> Orders { get; init; } = [];

    /// <summary>Bandwidth of a cut in orders.</summary>
    public double BandwidthOrders { get; init; } = 0.5;

    /// <summary>Highest order.</summary>
    public double MaxOrder { get; init; } = 60;

    /// <summary>Revolutions of one block: its inverse is the order resolution.</summary>
    public int Revolutions { get; init; } = 8;

    /// <summary>Spacing of speeds in rpm; null for what the recording allows without holes.</summary>
    public double? StepRpm { get; init; }

    /// <summary>Channel that another is compared with; empty for none.</summary>
    public string ReferenceChannel { get; init; } = "";

    /// <summary>Channels of the three phase currents; empty for none.</summary>
    public ImmutableArray<string> Phases { get; init; } = [];

    /// <summary>Teeth of a gear on the measured shaft; 0 for none.</summary>
    public int Teeth { get; init; }

    /// <summary>Pole pairs: those named, else the part type's, else 0.</summary>
    public int PolePairs => Speed.PolePairs > 0 ? Speed.PolePairs : PartType?.Machine.PolePairs ?? 0;

    /// <summary>Bands per octave.</summary>
    public int BandsPerOctave { get; init; } = 3;

    /// <summary>Geometry whose lines are marked; null where none is given.</summary>
    public PartType? PartType { get; init; }

    /// <summary>Where the shaft angle comes from.</summary>
    public SpeedInput Speed { get; init; } = new();

    /// <summary>
    /// The same with a part type, whose tacho gives the speed where nothing else is named (currents with pole pairs
    /// are), and whose channels may be named by their ids.
    /// </summary>
    public AnalysisSettings With(PartType partType)
    {
        SpeedInput named = Speed with
        {
            Tacho = NameOf(partType, Speed.Tacho),
            Currents = [.. Speed.Currents.Select(current => NameOf(partType, current))],
            PolePairs = Speed.PolePairs > 0 ? Speed.PolePairs : partType.Machine.PolePairs,
        };
        bool hasSource = named.Tacho.Length > 0 || !named.Comb.IsEmpty || named.ConstantRpm is not null
            || (!named.Currents.IsEmpty && Speed.PolePairs > 0);
        return this with
        {
            PartType = partType,
            ReferenceChannel = NameOf(partType, ReferenceChannel),
            Phases = [.. Phases.Select(phase => NameOf(partType, phase))],
            Speed = hasSource || partType.Tacho is not { } tacho
                ? named
                : named with
                {
                    Tacho = NameOf(partType, tacho.Channel),
                    PulsesPerRevolution = tacho.PulsesPerRevolution,
                    Threshold = tacho.ThresholdVolts,
                },
        };
    }

    /// <summary>A channel's name as recordings have it, for a part type's id; any other name as it is.</summary>
    public static string NameOf(PartType? partType, string idOrName) =>
        partType?.Channels.FirstOrDefault(channel => channel.Id == idOrName)?.Name ?? idOrName;
}
