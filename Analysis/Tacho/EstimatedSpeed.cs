using Bench.Analysis.Signals;

namespace Bench.Analysis.Tacho;

/// <summary>A shaft angle found without a tacho.</summary>
/// <param name="Source">Where it comes from and how far it can be trusted.</param>
/// <param name="Angle">The shaft angle, for all order analyses; cut where the confidence is too low.</param>
/// <param name="Speed">Speed in rpm over time; NaN where not known.</param>
/// <param name="Confidence">What the method says of itself, 0 to 1, over the same times.</param>
public sealed record EstimatedSpeed(SpeedSource Source, ShaftAngle Angle, Curve Speed, Curve Confidence);
