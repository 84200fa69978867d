namespace Bench.Analysis.Tacho;

/// <summary>Where a speed comes from, the most trusted first.</summary>
public enum SpeedSourceKind
{
    /// <summary>Encoder or tacho pulses.</summary>
    Tacho,

    /// <summary>Resolver.</summary>
    Resolver,

    /// <summary>Angle of three phase currents over the pole pairs.</summary>
    ThreePhaseCurrent,

    /// <summary>Phase of one current's fundamental over the pole pairs.</summary>
    OnePhaseCurrent,

    /// <summary>A comb of orders in a vibration or sound signal.</summary>
    VibrationComb,
}

/// <summary>Where a speed comes from and how far it can be trusted; it goes with every result made of it.</summary>
/// <param name="Kind">What was measured.</param>
/// <param name="Method">How the angle was found, with its smoothing.</param>
/// <param name="SmoothingSeconds">Length of the window that the angle is a mean over: faster changes are not in
/// it.</param>
/// <param name="Confidence">0 to 1: mean over the recording of what the method says of itself, gaps count as 0.</param>
public sealed record SpeedSource(
    SpeedSourceKind Kind, string Method, double SmoothingSeconds, double Confidence);
