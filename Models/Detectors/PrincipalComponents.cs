using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Bench.Models.Detectors;

/// <summary>
/// Principal components of far fewer motors than features, by the eigenvectors of the n × n matrix of inner products:
/// the same components and variances as a singular value decomposition of the n × d data, for n²d + n³ operations.
/// Components smaller than about 10⁻⁷ of the largest lose digits that way; the model keeps none of those.
/// </summary>
internal static class PrincipalComponents
{
    /// <summary>Variances below this share of the largest are rounding errors.</summary>
    private const double Negligible = 1e-13;

    /// <summary>Variances (sum of squares over n - 1), falling, and as many unit vectors, of centred rows.</summary>
    public static (double[] Variances, double[][] Axes) Of(IReadOnlyList<double[]> centredRows, int mostAxes)
    {
        int n = centredRows.Count;
        Matrix<double> gram = Matrix<double>.Build.Dense(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                gram[i, k] = gram[k, i] = TensorPrimitives.Dot<double>(centredRows[i], centredRows[k]) / (n - 1);
            }
        }

        Evd<double> eigen = gram.Evd(Symmetricity.Symmetric);
        double largest = Math.Max(0, eigen.EigenValues[n - 1].Real);
        List<double> variances = [];
        List<double[]> axes = [];
        for (int e = n - 1; e >= 0 && eigen.EigenValues[e].Real > Negligible * largest; e--)
        {
            variances.Add(eigen.EigenValues[e].Real);
            if (axes.Count < mostAxes)
            {
                axes.Add(Axis(centredRows, eigen.EigenVectors, e));
            }
        }

        return ([.. variances], [.. axes]);
    }

    private static double[] Axis(IReadOnlyList<double[]> rows, Matrix<double> vectors, int column)
    {
        double[] axis = new double[rows[0].Length];
        for (int i = 0; i < rows.Count; i++)
        {
            TensorPrimitives.MultiplyAdd(rows[i], vectors[i, column], axis, axis);
        }

        TensorPrimitives.Divide(axis, TensorPrimitives.Norm<double>(axis), axis);
        return axis;
    }
}
