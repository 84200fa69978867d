namespace Bench.Models.Drift;

/// <summary>
/// Smoothed conformal p-values of a series: each motor's score is ranked among all scores before it, ties are broken at
/// random. They are independent and uniform while nothing changes (Vovk, Gammerman and Shafer 2005, proposition 8.2).
/// </summary>
/// <remarks>Not safe for several threads. The seed makes a series repeatable.</remarks>
public sealed class OnlinePValues(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<double> _sorted = [];

    /// <summary>
    /// Takes the next score and returns its p-value; NaN for one that is not a number, which is not kept.
    /// </summary>
    public double Add(double score)
    {
        if (double.IsNaN(score))
        {
            return double.NaN;
        }

        int first = FirstAtLeast(score);
        int above = first;
        while (above < _sorted.Count && _sorted[above] == score)
        {
            above++;
        }

        int equal = above - first + 1;
        int larger = _sorted.Count - above;
        _sorted.Insert(above, score);
        return (larger + (_random.NextDouble() * equal)) / _sorted.Count;
    }

    private int FirstAtLeast(double score)
    {
        int low = 0;
        int high = _sorted.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_sorted[middle] < score)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
