using System.Globalization;

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
/// <param name="SmoothingSeconds">Length of the window that the angle is a mean over: faster changes are not in it; 0
/// where the window is one of revolutions.</param>
/// <param name="SmoothingRevolutions">The same in revolutions; 0 where it is one of time.</param>
/// <param name="Confidence">0 to 1: mean over the recording of what the method says of itself, gaps count as 0.</param>
public sealed record SpeedSource(
    SpeedSourceKind Kind, string Method, double SmoothingSeconds, double SmoothingRevolutions, double Confidence)
{
    /// <summary>The source as the end of a sentence about a method.</summary>
    internal string Clause => string.Create(
        CultureInfo.InvariantCulture, $"; speed from {Method}, confidence {Confidence:F2}");

    /// <summary>
    /// A tacho, encoder or resolver as source; its confidence is the share of time, from the first edge to the last, in
    /// which the angle is known.
    /// </summary>
    /// <param name="kind">What was measured.</param>
    /// <param name="angle">The shaft angle, complete, with all its knots.</param>
    /// <param name="smoothingRevolutions">What it is smoothed over.</param>
    public static SpeedSource Of(SpeedSourceKind kind, ShaftAngle angle, double smoothingRevolutions)
    {
        double known = 0;
        double all = 0;
        for (long k = angle.FirstKnot + 1; k < angle.EndKnot; k++)
        {
            double interval = angle.Knot(k).RawSeconds - angle.Knot(k - 1).RawSeconds;
            all += interval;
            known += angle.Knot(k).StartsSegment ? 0 : interval;
        }

        string name = kind == SpeedSourceKind.Resolver ? "resolver" : "tacho";
        string method = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, {angle.PulsesPerRevolution} edges per revolution, smoothed over {smoothingRevolutions} rev");
        return new SpeedSource(kind, method, 0, smoothingRevolutions, all > 0 ? known / all : 0);
    }
}
