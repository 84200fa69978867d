using System.Collections.Immutable;

namespace Bench.Analysis.Tacho;

/// <summary>Which tooth of a wheel an edge of a <see cref="ShaftAngle"/> belongs to.</summary>
public enum ToothNumbering
{
    /// <summary>Counted from the first edge: lost behind a gap.</summary>
    FirstEdge,

    /// <summary>Counted from the gap of a <see cref="ToothedWheel"/>: the same in all recordings.</summary>
    MissingTeeth,
}

/// <summary>
/// How far each pulse of a revolution lies from where it should: learned from many revolutions, taken off others.
/// </summary>
/// <remarks>
/// The error of tooth k is the mean of (raw time − smoothed time) / (dt/dθ) over all revolutions. Smoothing over whole
/// revolutions is blind to it, so the smoothed speed needs no correction; the raw speed does, before torsional
/// vibration is read from it. What repeats with every revolution at the same angle, such as a torsional vibration of
/// integer order with steady phase, cannot be told from a wheel's error: learn at a speed and load where there is none.
/// </remarks>
/// <param name="ErrorsRevolutions">Error per tooth in revolutions, mean 0; positive where the edge comes late.</param>
/// <param name="Revolutions">Revolutions learned from.</param>
/// <param name="UncertaintyRevolutions">Standard error of an entry.</param>
public sealed record PulsePattern(
    ImmutableArray<double> ErrorsRevolutions, int Revolutions, double UncertaintyRevolutions)
{
    /// <summary>Fewest revolutions to learn from.</summary>
    public const int LeastRevolutions = 8;

    /// <summary>Learns the pattern.</summary>
    /// <param name="angle">A shaft angle smoothed over one revolution or more, complete, with all its knots.</param>
    /// <param name="numbering">How teeth are numbered.</param>
    /// <exception cref="ArgumentException">There are too few revolutions, or teeth cannot be numbered over a
    /// gap.</exception>
    public static PulsePattern Learn(ShaftAngle angle, ToothNumbering numbering)
    {
        CheckSegments(angle, numbering);
        int teeth = angle.PulsesPerRevolution;
        double[] sums = new double[teeth];
        double[] squares = new double[teeth];
        int[] counts = new int[teeth];
        foreach (AngleKnot knot in Smoothed(angle))
        {
            double error = (knot.RawSeconds - knot.TimeSeconds) / knot.SecondsPerRevolution;
            int tooth = ToothOf(knot, teeth);
            sums[tooth] += error;
            squares[tooth] += error * error;
            counts[tooth]++;
        }

        int revolutions = counts.Min();
        if (revolutions < LeastRevolutions)
        {
            throw new ArgumentException(
                $"{LeastRevolutions} smoothed revolutions or more are needed to learn a pattern, given {revolutions}.");
        }

        double[] errors = [.. sums.Select((sum, tooth) => sum / counts[tooth])];
        double mean = errors.Average();
        double variance = Enumerable.Range(0, teeth)
            .Average(tooth => (squares[tooth] / counts[tooth]) - (errors[tooth] * errors[tooth]));
        return new PulsePattern(
            [.. errors.Select(error => error - mean)], revolutions, Math.Sqrt(Math.Max(0, variance) / revolutions));
    }

    /// <summary>The same angle from edges without the pattern.</summary>
    /// <param name="angle">A shaft angle, complete, with all its knots.</param>
    /// <param name="numbering">How teeth are numbered.</param>
    /// <param name="smoothingRevolutions">Smoothing of the new angle; with the pattern gone, less will do.</param>
    /// <exception cref="ArgumentException">The pattern is of another number of pulses, or teeth cannot be numbered over
    /// a gap.</exception>
    public ShaftAngle Correct(ShaftAngle angle, ToothNumbering numbering, double smoothingRevolutions)
    {
        CheckSegments(angle, numbering);
        if (angle.PulsesPerRevolution != ErrorsRevolutions.Length)
        {
            throw new ArgumentException(
                $"A pattern of {ErrorsRevolutions.Length} pulses does not fit {angle.PulsesPerRevolution}.");
        }

        ShaftAngle corrected = new(angle.PulsesPerRevolution, smoothingRevolutions);
        double last = 0;
        for (long k = angle.FirstKnot; k < angle.EndKnot; k++)
        {
            AngleKnot knot = angle.Knot(k);
            if (knot.StartsSegment)
            {
                corrected.EndSegment();
            }

            double error = ErrorsRevolutions[ToothOf(knot, angle.PulsesPerRevolution)];
            last = knot.RawSeconds - (error * knot.SecondsPerRevolution);
            corrected.AddEdge(last);
        }

        corrected.Complete(last);
        return corrected;
    }

    private static int ToothOf(in AngleKnot knot, int teeth) =>
        (int)((long)Math.Round(knot.Revolutions * teeth) % teeth);

    // Near the ends of a segment the smoothing is over less than a revolution and takes part of the pattern for speed.
    private static IEnumerable<AngleKnot> Smoothed(ShaftAngle angle)
    {
        long start = angle.FirstKnot;
        for (long k = angle.FirstKnot + 1; k <= angle.EndKnot; k++)
        {
            if (k == angle.EndKnot || angle.Knot(k).StartsSegment)
            {
                for (long inner = start + angle.LookAheadEdges; inner < k - angle.LookAheadEdges; inner++)
                {
                    yield return angle.Knot(inner);
                }

                start = k;
            }
        }
    }

    private static void CheckSegments(ShaftAngle angle, ToothNumbering numbering)
    {
        int segments = 0;
        for (long k = angle.FirstKnot; k < angle.EndKnot; k++)
        {
            segments += angle.Knot(k).StartsSegment ? 1 : 0;
        }

        if (segments > 1 && numbering == ToothNumbering.FirstEdge)
        {
            throw new ArgumentException(
                $"The angle has {segments} parts with gaps between: which tooth comes first behind a gap is not known. "
                + "Cut the recording to one part, or use a wheel with missing teeth.");
        }
    }
}
