using System.Collections.Immutable;
using Bench.Models.Calibration;

namespace Bench.Models.Limits;

/// <summary>
/// How far whole groups (lots, shifts, files of one motor) lie above the middle of all motors. Medians over motors take
/// one group of three for contamination, though it is a third of what good motors look like; here at most one group in
/// five may be, and the limits make room for the farthest of the others.
/// </summary>
internal static class GroupExcess
{
    /// <summary>The share of bad motors that limits withstand holds for groups as well.</summary>
    private const int GroupsPerBadOne = 5;

    /// <summary>
    /// Standard error of a median of Gumbel values of scale 1 over √n: 1/(2·f(median)) with the density ln(2)/2.
    /// </summary>
    private const double MedianError = 1.4427;

    /// <summary>Standard errors within which a group's median differs by chance.</summary>
    private const double ByChance = 3;

    /// <summary>The excess, 0 or more, in the values' unit; 0 where groups were not left out.</summary>
    public static double Of(
        GroupFolds folds, ImmutableArray<int> kept, Func<int, double> valueOf, double middle, double scale)
    {
        if (folds.Unit != FoldUnit.Group)
        {
            return 0;
        }

        double[] excesses =
        [
            .. folds.ByGroup
                .Select(group => group.Intersect(kept).Select(valueOf).ToArray())
                .Where(values => values.Length > 0)
                .Select(values => RobustScale.Median([.. values]) - middle
                    - (ByChance * MedianError * scale / Math.Sqrt(values.Length)))
                .OrderDescending(),
        ];
        int first = excesses.Length / GroupsPerBadOne;
        return first < excesses.Length ? Math.Max(0, excesses[first]) : 0;
    }
}
