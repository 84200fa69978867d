namespace Bench.Analysis.Tacho;

/// <summary>
/// Turns an angle that is known at equal steps of time into edges at equal steps of angle, for a
/// <see cref="ShaftAngle"/>.
/// </summary>
internal static class PhaseEdges
{
    private const int Iterations = 6;

    /// <summary>Feeds the edges of a whole recording and completes the angle.</summary>
    /// <param name="angle">Where they go.</param>
    /// <param name="revolutions">Angle at each step, growing; NaN where not known. A step back ends the
    /// segment.</param>
    /// <param name="firstSeconds">Time of the first step.</param>
    /// <param name="stepSeconds">Distance of steps.</param>
    public static void Feed(
        ShaftAngle angle, ReadOnlySpan<double> revolutions, double firstSeconds, double stepSeconds)
    {
        int perRevolution = angle.PulsesPerRevolution;
        for (int i = 0; i + 1 < revolutions.Length; i++)
        {
            double from = revolutions[i] * perRevolution;
            double to = revolutions[i + 1] * perRevolution;
            if (!(to > from))
            {
                angle.EndSegment();
                continue;
            }

            for (double edge = Math.Floor(from) + 1; edge <= to; edge++)
            {
                double share = Locate(revolutions, i, edge / perRevolution);
                angle.AddEdge(firstSeconds + ((i + share) * stepSeconds));
            }
        }

        angle.Complete(firstSeconds + (revolutions.Length * stepSeconds));
    }

    // The cubic through the four steps around, straight lines at the ends.
    private static double Locate(ReadOnlySpan<double> revolutions, int i, double wanted)
    {
        double at = revolutions[i];
        double next = revolutions[i + 1];
        double before = i > 0 ? revolutions[i - 1] : double.NaN;
        double after = i + 2 < revolutions.Length ? revolutions[i + 2] : double.NaN;
        double u = (wanted - at) / (next - at);
        double bendBefore = (before - (2 * at) + next) / 2;
        double bendAfter = (at - (2 * next) + after) / 2;
        if (!double.IsFinite(bendBefore) || !double.IsFinite(bendAfter))
        {
            return u;
        }

        double slope = next - at;
        for (int k = 0; k < Iterations; k++)
        {
            double bend = bendBefore + ((bendAfter - bendBefore) * (u + 1) / 3);
            double value = at + (u * slope) - (u * (1 - u) * bend);
            u = Math.Clamp(u - ((value - wanted) / slope), 0, 1);
        }

        return u;
    }
}
