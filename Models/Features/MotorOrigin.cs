namespace Bench.Models.Features;

/// <summary>
/// What a motor's level may depend on without being a fault: which variant of the part type it is and which bench
/// measured it. Both empty where nothing is known; motors are then compared with all good ones.
/// </summary>
/// <param name="Variant">Variant of the part type, such as "7DL-HP"; empty where there is only one.</param>
/// <param name="Bench">Name of the bench; empty where it does not matter.</param>
public sealed record MotorOrigin(string Variant, string Bench)
{
    /// <summary>Nothing is known.</summary>
    public static MotorOrigin Unknown { get; } = new("", "");
}
