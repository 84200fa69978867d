using Bench.Analysis.Metrics;
using Bench.Models.Training;

namespace Bench.Models.Features;

/// <summary>One motor of a <see cref="FeatureTable"/>: who it is, where it comes from, and its vector.</summary>
/// <param name="SerialNumber">Its serial number.</param>
/// <param name="Group">Lot, shift or bench and day: what makes motors resemble each other.</param>
/// <param name="Measurement">Its values; its definition's hash is stored with every vector.</param>
public sealed record MotorFeatures(string SerialNumber, string Group, Measurement Measurement)
{
    /// <summary>Its variant and bench.</summary>
    public MotorOrigin Origin { get; init; } = MotorOrigin.Unknown;

    /// <summary>What somebody knows of it: "good", the code of a fault, or empty where nobody has said.</summary>
    public string Label { get; init; } = "";

    /// <summary>The motor as learning material.</summary>
    public GoodMotor AsGood() => new(SerialNumber, Group, Measurement) { Origin = Origin };
}
