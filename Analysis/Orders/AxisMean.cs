using Bench.Analysis.Signals;

namespace Bench.Analysis.Orders;

/// <summary>Energy means over the points of an axis: what lies within half a step of a point belongs to it.</summary>
internal sealed class AxisMean
{
    private readonly Axis _axis;
    private readonly int _width;
    private readonly double[] _sums;
    private readonly int[] _counts;

    public AxisMean(Axis axis, int width)
    {
        _axis = axis;
        _width = width;
        _sums = new double[axis.Count * width];
        _counts = new int[axis.Count * width];
    }

    /// <summary>Adds mean squares at a position; NaN, and positions off the axis, do not count.</summary>
    public void Add(double position, ReadOnlySpan<float> meanSquares)
    {
        int row = (int)Math.Floor(((position - _axis.First) / _axis.Step) + 0.5);
        if (row < 0 || row >= _axis.Count)
        {
            return;
        }

        Span<double> sums = _sums.AsSpan(row * _width, _width);
        Span<int> counts = _counts.AsSpan(row * _width, _width);
        for (int i = 0; i < _width; i++)
        {
            bool isKnown = !float.IsNaN(meanSquares[i]);
            sums[i] += isKnown ? meanSquares[i] : 0;
            counts[i] += isKnown ? 1 : 0;
        }
    }

    /// <summary>Root of the mean at a point; NaN where nothing was added.</summary>
    public double Rms(int row, int column) =>
        Math.Sqrt(_sums[(row * _width) + column] / _counts[(row * _width) + column]);

    /// <summary>Roots of all means, row by row.</summary>
    public float[] Rms()
    {
        float[] values = new float[_sums.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Sqrt(_sums[i] / _counts[i]);
        }

        return values;
    }

    /// <summary>An axis with round steps that holds all positions; empty where there are none.</summary>
    public static Axis Around(string name, string unit, ReadOnlySpan<double> positions, double step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        double first = double.PositiveInfinity;
        double last = double.NegativeInfinity;
        foreach (double position in positions)
        {
            first = Math.Min(first, position);
            last = Math.Max(last, position);
        }

        if (!(last >= first))
        {
            return new Axis(name, unit, 0, step, 0);
        }

        double from = Math.Round(first / step);
        return new Axis(name, unit, from * step, step, (int)(Math.Round(last / step) - from) + 1);
    }
}
