namespace Bench.Analysis.Tacho;

/// <summary>How a resolver is read.</summary>
public sealed record ResolverOptions
{
    /// <summary>Pole pairs of the resolver: electrical turns per revolution, 1 or more.</summary>
    public int PolePairs { get; init; } = 1;

    /// <summary>
    /// Excitation frequency in Hz, within 2 %, where the windings' voltages are recorded; 0 where sine and cosine are
    /// demodulated already.
    /// </summary>
    public double ExcitationHz { get; init; }

    /// <summary>Edges per revolution made from the angle, for <see cref="ShaftAngle"/>.</summary>
    public int PulsesPerRevolution { get; init; } = 64;

    /// <summary>Smoothing of the angle in revolutions.</summary>
    public double SmoothingRevolutions { get; init; } = 1;
}

/// <summary>
/// What is wrong with a resolver's two signals: s = OffsetSine + a·sin θ, c = OffsetCosine + a·AmplitudeRatio·cos(θ +
/// phase error).
/// </summary>
/// <param name="OffsetSine">Offset of the sine as a share of its amplitude.</param>
/// <param name="OffsetCosine">Offset of the cosine as a share of the sine's amplitude.</param>
/// <param name="AmplitudeRatio">Amplitude of the cosine over that of the sine.</param>
/// <param name="PhaseErrorDegrees">How far the cosine leads a right angle.</param>
/// <param name="ResidualPercent">Rms deviation from the ellipse after the correction, in % of its radius.</param>
public sealed record ResolverErrors(
    double OffsetSine,
    double OffsetCosine,
    double AmplitudeRatio,
    double PhaseErrorDegrees,
    double ResidualPercent);
