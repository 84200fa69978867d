using System.Numerics.Tensors;

namespace Bench.Analysis.Orders;

/// <summary>
/// A symmetric positive definite matrix with few diagonals and its solution by Cholesky's method, A = L·Lᵀ. Time and
/// memory grow with rows × diagonals² and rows × diagonals.
/// </summary>
internal sealed class BandedSymmetric
{
    private readonly int _width;

    // Row by row: the entries left of the diagonal, then the diagonal itself.
    private readonly double[] _entries;

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="below">Diagonals below the main one.</param>
    public BandedSymmetric(int rows, int below)
    {
        Rows = rows;
        _width = below + 1;
        _entries = new double[checked(rows * _width)];
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Adds to an entry on or below the diagonal.</summary>
    public void Add(int row, int column, double value) => Row(row, column)[0] += value;

    /// <summary>Adds multiples of values to the entries of a row from a column on.</summary>
    public void AddRow(int row, int fromColumn, double factor, ReadOnlySpan<double> values)
    {
        Span<double> entries = Row(row, fromColumn)[..values.Length];
        TensorPrimitives.MultiplyAdd(values, factor, entries, entries);
    }

    /// <summary>Solves A·x = b in place; the matrix becomes its factor.</summary>
    /// <returns>False where rounding made the matrix indefinite; the content is of no use then.</returns>
    public bool TrySolve(Span<double> b)
    {
        if (!TryFactor())
        {
            return false;
        }

        Substitute(b);
        return true;
    }

    private int First(int row) => Math.Max(0, row - _width + 1);

    // From a column to the diagonal.
    private Span<double> Row(int row, int fromColumn) =>
        _entries.AsSpan(((row + 1) * _width) - 1 - (row - fromColumn), row - fromColumn + 1);

    private bool TryFactor()
    {
        for (int i = 0; i < Rows; i++)
        {
            int first = First(i);
            Span<double> row = Row(i, first);
            for (int j = first; j < i; j++)
            {
                int from = Math.Max(first, First(j));
                ReadOnlySpan<double> other = Row(j, from);
                double known = TensorPrimitives.Dot(row[(from - first)..(j - first)], other[..^1]);
                row[j - first] = (row[j - first] - known) / other[^1];
            }

            double pivot = row[^1] - TensorPrimitives.SumOfSquares<double>(row[..^1]);
            if (!(pivot > 0))
            {
                return false;
            }

            row[^1] = Math.Sqrt(pivot);
        }

        return true;
    }

    private void Substitute(Span<double> b)
    {
        for (int i = 0; i < Rows; i++)
        {
            int first = First(i);
            ReadOnlySpan<double> row = Row(i, first);
            b[i] = (b[i] - TensorPrimitives.Dot(row[..^1], b[first..i])) / row[^1];
        }

        for (int i = Rows - 1; i >= 0; i--)
        {
            int first = First(i);
            ReadOnlySpan<double> row = Row(i, first);
            b[i] /= row[^1];
            TensorPrimitives.MultiplyAdd(row[..^1], -b[i], b[first..i], b[first..i]);
        }
    }
}
