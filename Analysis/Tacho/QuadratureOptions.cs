namespace Bench.Analysis.Tacho;

/// <summary>Which edges of an encoder's two tracks count.</summary>
public enum QuadratureCount
{
    /// <summary>Rising edges of A: one per line. Needs no symmetry of the tracks.</summary>
    One,

    /// <summary>Both edges of A: two per line. An unequal mark-space ratio shows twice per line.</summary>
    Two,

    /// <summary>Both edges of A and B: four per line. The tracks' phase error shows as well.</summary>
    Four,
}

/// <summary>How an incremental encoder is read.</summary>
public sealed record QuadratureOptions
{
    /// <summary>Lines per revolution and track, 1 or more.</summary>
    public required int LinesPerRevolution { get; init; }

    /// <summary>Edges that count.</summary>
    public QuadratureCount Count { get; init; } = QuadratureCount.Four;

    /// <summary>Edges counted per revolution.</summary>
    public int PulsesPerRevolution => LinesPerRevolution * Count switch
    {
        QuadratureCount.One => 1,
        QuadratureCount.Two => 2,
        _ => 4,
    };

    /// <summary>Threshold in the unit of the waveform.</summary>
    public double Threshold { get; init; } = 2.5;

    /// <summary>Distance below and above the threshold that must be passed, 0 or more.</summary>
    public double Hysteresis { get; init; } = 0.5;

    /// <summary>Smoothing of the angle in revolutions, see <see cref="ShaftAngle"/>.</summary>
    public double SmoothingRevolutions { get; init; } = 1;
}
