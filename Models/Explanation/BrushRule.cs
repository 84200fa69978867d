using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// Bursts in the excitation current of a wound rotor: only the contact between brush and slip ring breaks it. The
/// brushes shake the housing at high frequencies as well, which comes along.
/// </summary>
internal static class BrushRule
{
    /// <summary>Below this, the housing does not answer to the short bursts of a contact.</summary>
    private const double BurstsFromHz = 1000;

    public static Cause? BrushNoise(Evidence evidence)
    {
        if (evidence.Machine.Rotor != RotorKind.WoundRotor)
        {
            return null;
        }

        // The phase currents are those of the joint analysis; any other current channel is the excitation's.
        HashSet<string> phases =
        [
            .. evidence.PartType.Analyses.Where(request => request is PhaseCurrentRequest)
                .SelectMany(request => request.Channels),
        ];
        ImmutableArray<Exceedance> excitation = evidence.Of(curve =>
            evidence.QuantityOf(curve) == Quantity.Current
            && !phases.Contains(curve.Channel)
            && curve.Family != CurveFamily.SwitchingLine);
        return excitation.IsEmpty ? null : new Cause(
            "brush-noise",
            "brushes on the slip rings",
            excitation.Length > 1 ? Confidence.Fits : Confidence.MayBe,
            excitation,
            exceedance => IsBroadband(exceedance));
    }

    private static bool IsBroadband(Exceedance exceedance) => exceedance.Curve.Family switch
    {
        CurveFamily.Spectrum => exceedance.To >= BurstsFromHz,
        CurveFamily.Level or CurveFamily.EnvelopeSpectrum => true,
        CurveFamily.OrderSpectrum => exceedance.Position % 1 != 0 || exceedance.Last - exceedance.First > 4,
        _ => false,
    };
}
