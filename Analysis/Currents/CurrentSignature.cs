using System.Collections.Immutable;
using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Currents;

/// <summary>A line that a fault draws into the currents.</summary>
/// <param name="Cause">What draws it, in words.</param>
/// <param name="ElectricalOrder">Signed electrical order of the space vector.</param>
public sealed record SignatureLine(string Cause, double ElectricalOrder);

/// <summary>A signature line as it stands in the currents.</summary>
/// <param name="Line">The line.</param>
/// <param name="Rms">Its rms value in the unit of the currents.</param>
/// <param name="RelativeDb">Its level relative to the fundamental's positive sequence.</param>
/// <param name="SignalToNoiseDb">Its level over the median of the orders around it.</param>
public sealed record SignatureReading(SignatureLine Line, double Rms, double RelativeDb, double SignalToNoiseDb);

/// <summary>
/// Motor-current signature analysis of synchronous machines: where faults draw lines around the fundamental (B. M.
/// Ebrahimi and J. Faiz, IEEE Trans. Power Electron. 25, 2010, eccentricity; W. le Roux, R. G. Harley and T. G.
/// Habetler, IEEE Trans. Power Electron. 22, 2007, demagnetisation; R. R. Schoen et al., IEEE Trans. Ind. Appl. 31,
/// 1995, bearings).
/// </summary>
/// <remarks>
/// Anything that pulsates k times per revolution of the shaft modulates the currents at 1 ± k/p electrical orders, p
/// the pole pairs: eccentricity and demagnetisation share these lines, and so does an unbalanced load. The currents
/// alone do not tell them apart; the order spectra of the vibration do. A short between turns makes the winding
/// unequal: a negative sequence, and the third harmonic of either sequence.
/// </remarks>
public static class CurrentSignature
{
    private const int FloorReach = 20;

    /// <summary>The lines of a machine, causes in words.</summary>
    /// <param name="machine">Pole pairs and bearings.</param>
    /// <param name="harmonics">How many multiples k of each rhythm.</param>
    public static ImmutableArray<SignatureLine> Lines(Machine machine, int harmonics = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(harmonics, 1);
        double polePairs = machine.PolePairs;
        List<SignatureLine> lines =
        [
            new("turn short or unequal phases: negative sequence", -1),
            new("turn short: third harmonic, positive sequence", 3),
            new("turn short: third harmonic, negative sequence", -3),
        ];
        for (int k = 1; k <= harmonics; k++)
        {
            // With one pole pair the first of them is a whole order that other causes fill as well.
            AddPair(lines, "eccentricity, demagnetisation or load, per revolution", k / polePairs);
        }

        foreach (Bearing bearing in machine.Bearings)
        {
            foreach (LinePattern pattern in LinePattern.Of(bearing))
            {
                for (int k = 1; k <= harmonics; k++)
                {
                    AddPair(lines, $"bearing {bearing.Name}, {pattern.Name}", k * pattern.Order / polePairs);
                }
            }
        }

        return [.. lines];
    }

    /// <summary>Reads lines.</summary>
    /// <param name="currents">Currents with frames of at least ten periods per pole pair.</param>
    /// <param name="lines">The lines; those beyond the highest order are left out.</param>
    /// <param name="tolerance">Electrical orders on either side in which the highest point is taken: slip of bearings.
    /// </param>
    public static ImmutableArray<SignatureReading> Read(
        CurrentOrders currents, ImmutableArray<SignatureLine> lines, double tolerance = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        Curve power = currents.Power();
        Curve floor = NoiseFloor.Of(power, FloorReach);
        double fundamental = power.Values[power.Axis.Nearest(1)];
        List<SignatureReading> readings = [];
        foreach (SignatureLine line in lines.Where(line => Math.Abs(line.ElectricalOrder) < currents.MaxOrder))
        {
            int first = power.Axis.Nearest(line.ElectricalOrder - tolerance);
            int last = power.Axis.Nearest(line.ElectricalOrder + tolerance);
            int best = first;
            for (int k = first; k <= last; k++)
            {
                best = power.Values[k] > power.Values[best] ? k : best;
            }

            double here = power.Values[best];
            readings.Add(new SignatureReading(
                line,
                Math.Sqrt(here),
                10 * Math.Log10(here / fundamental),
                10 * Math.Log10(here / floor.Values[best])));
        }

        return [.. readings];
    }

    /// <summary>
    /// Orders of the shaft at which currents make torque ripple: the q ripple of electrical order n pulls n times the
    /// pole pairs per revolution; 6, 12, 18 in a symmetrical machine.
    /// </summary>
    /// <param name="machine">Pole pairs.</param>
    /// <param name="rippleQ">Power of the q ripple, <see cref="CurrentOrders.RippleQ"/>.</param>
    /// <returns>The same powers over orders of the shaft.</returns>
    public static Curve TorqueRippleOrders(Machine machine, Curve rippleQ) => rippleQ with
    {
        Name = "q current ripple over shaft order",
        Axis = rippleQ.Axis with { Name = "order", Step = rippleQ.Axis.Step * machine.PolePairs },
    };

    private static void AddPair(List<SignatureLine> lines, string cause, double distance)
    {
        lines.Add(new SignatureLine(cause, 1 - distance));
        lines.Add(new SignatureLine(cause, 1 + distance));
    }
}
