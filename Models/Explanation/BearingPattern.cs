using System.Collections.Immutable;
using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;

namespace Bench.Models.Explanation;

/// <summary>
/// The lines that damage of one part of one bearing draws into the envelope spectrum (R. B. Randall and J. Antoni,
/// Rolling element bearing diagnostics: a tutorial, MSSP 25, 2011): its rhythm with harmonics; sidebands where the
/// damage turns through the load zone, at the shaft's order for the inner ring and at the cage's for a ball; and the
/// turning itself.
/// </summary>
/// <param name="Code">Stable code of the finding.</param>
/// <param name="Name">Words for people.</param>
/// <param name="Rhythm">Order of the impacts without slip.</param>
/// <param name="Harmonics">How many multiples of it are expected.</param>
/// <param name="Modulation">Spacing of the expected sidebands; 0 where none are expected.</param>
internal sealed record BearingPattern(string Code, string Name, double Rhythm, int Harmonics, double Modulation)
{
    /// <summary>Slip lets the balls lag by 1-2 %; 1.5 % with a little room.</summary>
    private const double MostSlip = 0.016;

    /// <summary>Geometry in a data sheet is rounded: a rhythm may also be a little faster.</summary>
    private const double MostLead = 0.002;

    private const double SlipStep = 0.001;

    /// <summary>More than this is no better evidence.</summary>
    private const double EnoughDb = 10;

    /// <summary>Less than this is scatter between neighbouring points.</summary>
    private const double ScatterDb = 3;

    /// <summary>All patterns of a machine's bearings.</summary>
    public static IEnumerable<BearingPattern> Of(Machine machine)
    {
        foreach (Bearing bearing in machine.Bearings)
        {
            string name = $"bearing {bearing.Name}";
            double cage = CharacteristicOrders.Cage(bearing);
            yield return new("bearing-outer", $"{name}, outer ring", CharacteristicOrders.BallPassOuter(bearing), 4, 0);
            yield return new("bearing-inner", $"{name}, inner ring", CharacteristicOrders.BallPassInner(bearing), 3, 1);
            yield return new("bearing-ball", $"{name}, ball", 2 * CharacteristicOrders.BallSpin(bearing), 3, cage);
            yield return new("bearing-cage", $"{name}, cage", cage, 8, 0);
        }
    }

    /// <summary>
    /// How well the lines fit, at the slip that fits best: mean strength of the expected lines (0-1, harmonics weighted
    /// by 1/h) times the share of all that stands out which the pattern explains.
    /// </summary>
    public BearingFit Fit(EnvelopeLines lines)
    {
        BearingFit best = new(this, 0, 1);
        for (double slip = -MostLead; slip <= MostSlip; slip += SlipStep)
        {
            double strength = Strength(lines, 1 - slip);
            double score = strength * (0.3 + (0.7 * Explained(lines, 1 - slip)));
            best = score > best.Score ? new BearingFit(this, score, 1 - slip) : best;
        }

        return best;
    }

    /// <summary>Whether an order is one that the pattern draws, at a given slip factor.</summary>
    public bool Draws(double order, double slip, double tolerance)
    {
        double spacing = Modulation == 1 ? 1 : Modulation * slip;
        for (int h = 0; h <= 12; h++)
        {
            double centre = h * Rhythm * slip;
            int side = h == 0 ? 4 : Modulation > 0 ? 3 : 0;
            double step = Modulation > 0 ? spacing : 1;
            for (int m = -side; m <= side; m++)
            {
                bool isShaftOnly = Modulation == 0 && h == 0 && m != 1;
                if ((h > 0 || m > 0) && !isShaftOnly && Math.Abs(order - centre - (m * step)) <= tolerance)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private double Strength(EnvelopeLines lines, double slip)
    {
        double sum = 0;
        double weights = 0;
        for (int h = 1; h <= Harmonics && h * Rhythm * slip < lines.MaxOrder; h++)
        {
            double centre = h * Rhythm * slip;
            double weight = 1.0 / h;
            sum += weight * Clip(lines.At(centre));
            weights += weight;
            if (Modulation > 0 && h <= 2)
            {
                double spacing = Modulation == 1 ? 1 : Modulation * slip;
                sum += 0.5 * weight * (Clip(lines.At(centre - spacing)) + Clip(lines.At(centre + spacing))) / 2;
                weights += 0.5 * weight;
            }
        }

        return weights == 0 ? 0 : sum / weights;
    }

    private double Explained(EnvelopeLines lines, double slip)
    {
        ImmutableArray<double> positions = lines.Positions;
        ReadOnlySpan<double> prominences = lines.Prominences;
        double tolerance = positions.Length > 1 ? positions[1] - positions[0] : 0;
        double all = 0;
        double explained = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            double beyond = prominences[i] - ScatterDb;
            if (beyond > 0)
            {
                all += beyond;
                explained += Draws(positions[i], slip, tolerance) ? beyond : 0;
            }
        }

        return all == 0 ? 0 : explained / all;
    }

    private static double Clip(double prominenceDb) => Math.Clamp(prominenceDb, 0, EnoughDb) / EnoughDb;
}

/// <summary>How well a pattern fits.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Score">0 not at all, 1 completely.</param>
/// <param name="Slip">Factor on the orders at which it fits best.</param>
internal readonly record struct BearingFit(BearingPattern Pattern, double Score, double Slip)
{
    /// <summary>
    /// Two of three expected lines stand out by 6 dB and explain most of all: chance does not draw such a comb. Virtual
    /// motors without bearing damage reach 0.32, those with medium damage 0.45-1.
    /// </summary>
    private const double ClearScore = 0.4;

    /// <summary>One point of an envelope spectrum: nearer to a whole order a line may as well be the shaft's.</summary>
    private const double Resolution = 0.05;

    /// <summary>Whether the lines are a comb that only this damage draws.</summary>
    public bool IsClear => Score >= ClearScore && !IsOnShaftOrders;

    /// <summary>A rhythm of a whole order draws the same lines as anything that strikes once per revolution.</summary>
    private bool IsOnShaftOrders =>
        Pattern.Modulation is 0 or 1
        && Math.Abs((Pattern.Rhythm * Slip) - Math.Round(Pattern.Rhythm * Slip)) < Resolution;

    /// <summary>
    /// Whether a band around a whole or half order holds a line of this damage: a harmonic of the rhythm, or one of its
    /// first sidebands, as it is with slip. Such a rise of an order is no sign of anything that turns with the shaft.
    /// </summary>
    /// <param name="order">Centre of the band.</param>
    /// <param name="halfWidth">Half of its width in orders.</param>
    public bool FallsInto(double order, double halfWidth)
    {
        double spacing = Pattern.Modulation == 1 ? 1 : Pattern.Modulation * Slip;
        for (int h = 1; h <= Pattern.Harmonics; h++)
        {
            double distance = Math.Abs(order - (h * Pattern.Rhythm * Slip));
            if (Math.Min(distance, spacing > 0 ? Math.Abs(distance - spacing) : distance) <= halfWidth)
            {
                return true;
            }
        }

        return false;
    }
}
