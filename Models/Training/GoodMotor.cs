using Bench.Analysis.Metrics;
using Bench.Models.Features;

namespace Bench.Models.Training;

/// <summary>One motor that is known to be good, as learning material.</summary>
/// <param name="SerialNumber">Its serial number; each may occur once.</param>
/// <param name="Group">Lot, shift or bench: what makes motors resemble each other. Folds never split a group.</param>
/// <param name="Measurement">Its values; all finite.</param>
public sealed record GoodMotor(string SerialNumber, string Group, Measurement Measurement)
{
    /// <summary>Its variant and bench, whose levels may differ from others'.</summary>
    public MotorOrigin Origin { get; init; } = MotorOrigin.Unknown;
}
