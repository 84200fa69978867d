using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Bench.Models.Capability;

/// <summary>
/// By how much benches differ on the same motors, position by position (order, frequency): a least-squares fit of
/// value = motor + bench, so that every motor need not visit every bench. Offsets of all benches sum to 0.
/// </summary>
/// <param name="Benches">Names of the benches.</param>
/// <param name="Offsets">Offset of each bench [bench][position], in the curve's unit.</param>
/// <param name="Uncertainties">Half width of its 95 % interval (Student's t) [bench][position].</param>
public sealed record BenchOffsets(
    ImmutableArray<string> Benches,
    ImmutableArray<ImmutableArray<double>> Offsets,
    ImmutableArray<ImmutableArray<double>> Uncertainties)
{
    /// <summary>Fits the offsets.</summary>
    /// <exception cref="ArgumentException">
    /// Fewer than two benches, benches without a chain of common motors, no repeated value, or curves of different
    /// length.
    /// </exception>
    public static BenchOffsets Of(IReadOnlyList<BenchCurve> curves)
    {
        string[] benches = [.. curves.Select(curve => curve.Bench).Distinct().Order(StringComparer.Ordinal)];
        string[] motors = [.. curves.Select(curve => curve.SerialNumber).Distinct().Order(StringComparer.Ordinal)];
        Require(curves, benches);
        Matrix<double> design = Design(curves, benches, motors);
        int freedom = curves.Count - design.ColumnCount;
        Matrix<double> normal = design.TransposeThisAndMultiply(design);
        if (normal.Rank() < design.ColumnCount)
        {
            throw new ArgumentException(
                "Some benches share no motor with the others, so their offsets cannot be compared; measure one motor "
                + "on all of them.",
                nameof(curves));
        }

        if (freedom < 1)
        {
            throw new ArgumentException(
                $"{curves.Count} tests cannot tell {benches.Length} benches and {motors.Length} motors apart with an "
                + "uncertainty; measure more motors on more than one bench.",
                nameof(curves));
        }

        Matrix<double> inverse = normal.Inverse();
        int positions = curves[0].Values.Length;
        Matrix<double> values = Matrix<double>.Build.Dense(
            curves.Count, positions, (row, column) => curves[row].Values[column]);
        Matrix<double> fitted = inverse * design.TransposeThisAndMultiply(values);
        Vector<double> variance = (values - (design * fitted)).PointwisePower(2).ColumnSums() / freedom;
        double t = StudentT.InvCDF(0, 1, freedom, 0.975);
        Matrix<double> contrast = Contrast(benches.Length, design.ColumnCount);
        Matrix<double> offsets = contrast * fitted;
        Vector<double> spread = (contrast * inverse * contrast.Transpose()).Diagonal();
        return new BenchOffsets(
            [.. benches],
            [.. offsets.EnumerateRows().Select(row => row.ToImmutableArray())],
            [
                .. spread.Select(factor =>
                    variance.Select(one => t * Math.Sqrt(factor * one)).ToImmutableArray()),
            ]);
    }

    private static void Require(IReadOnlyList<BenchCurve> curves, string[] benches)
    {
        if (benches.Length < 2)
        {
            throw new ArgumentException(
                $"Offsets between benches need two benches or more, got {benches.Length}.", nameof(curves));
        }

        if (curves.FirstOrDefault(curve => curve.Values.Length != curves[0].Values.Length) is { } other)
        {
            throw new ArgumentException(
                $"The test of {other.SerialNumber} on {other.Bench} has {other.Values.Length} values, others have "
                + $"{curves[0].Values.Length}; expected curves of one recipe.",
                nameof(curves));
        }
    }

    // One column per motor, one per bench but the last, whose offset is what the others leave of 0.
    private static Matrix<double> Design(IReadOnlyList<BenchCurve> curves, string[] benches, string[] motors)
    {
        int free = benches.Length - 1;
        Matrix<double> design = Matrix<double>.Build.Dense(curves.Count, motors.Length + free);
        for (int row = 0; row < curves.Count; row++)
        {
            int bench = Array.IndexOf(benches, curves[row].Bench);
            design[row, free + Array.IndexOf(motors, curves[row].SerialNumber)] = 1;
            for (int column = 0; column < free; column++)
            {
                design[row, column] = bench == free ? -1 : bench == column ? 1 : 0;
            }
        }

        return design;
    }

    private static Matrix<double> Contrast(int benches, int columns) => Matrix<double>.Build.Dense(
        benches,
        columns,
        (bench, column) => column >= benches - 1 ? 0 : bench == benches - 1 ? -1 : bench == column ? 1 : 0);
}

/// <summary>One curve of one test, for comparing benches.</summary>
/// <param name="SerialNumber">The motor.</param>
/// <param name="Bench">The bench.</param>
/// <param name="Values">The values, in the same positions for all.</param>
public sealed record BenchCurve(string SerialNumber, string Bench, ImmutableArray<double> Values);
