using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bench.Judging;

/// <summary>
/// Sum and sum of squares of samples that arrive in blocks of any size, in double and in vectors: sample n is added to
/// lane n mod 8, so that the sums are the same to the last bit however the samples were cut into blocks.
/// </summary>
internal sealed class SampleSums
{
    private const int Lanes = 8;

    private readonly double[] _sums = new double[Lanes];
    private readonly double[] _squares = new double[Lanes];

    /// <summary>Samples so far.</summary>
    public long Count { get; private set; }

    /// <summary>Sum of all samples.</summary>
    public double Sum => TensorPrimitives.Sum<double>(_sums);

    /// <summary>Sum of their squares; each square is exact, a float times itself fits into a double.</summary>
    public double Squares => TensorPrimitives.Sum<double>(_squares);

    /// <summary>Adds the next samples.</summary>
    public void Add(ReadOnlySpan<float> samples)
    {
        int head = (int)Math.Min(samples.Length, (Lanes - (Count % Lanes)) % Lanes);
        AddSingly(samples[..head]);
        int whole = (samples.Length - head) / Lanes * Lanes;
        AddVectors(samples.Slice(head, whole));
        AddSingly(samples[(head + whole)..]);
    }

    /// <summary>Begins again at zero.</summary>
    public void Reset()
    {
        Array.Clear(_sums);
        Array.Clear(_squares);
        Count = 0;
    }

    private void AddSingly(ReadOnlySpan<float> samples)
    {
        foreach (float x in samples)
        {
            int lane = (int)(Count++ % Lanes);
            _sums[lane] += x;
            _squares[lane] += (double)x * x;
        }
    }

    // Whole vectors, from a count that is a multiple of the lanes on.
    private void AddVectors(ReadOnlySpan<float> samples)
    {
        const int Half = Lanes / 2;
        Vector256<double> lowSum = Vector256.Create(_sums);
        Vector256<double> highSum = Vector256.Create(_sums, Half);
        Vector256<double> lowSquares = Vector256.Create(_squares);
        Vector256<double> highSquares = Vector256.Create(_squares, Half);
        foreach (Vector256<float> eight in MemoryMarshal.Cast<float, Vector256<float>>(samples))
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(eight);
            lowSum += low;
            highSum += high;
            lowSquares += low * low;
            highSquares += high * high;
        }

        lowSum.CopyTo(_sums);
        highSum.CopyTo(_sums, Half);
        lowSquares.CopyTo(_squares);
        highSquares.CopyTo(_squares, Half);
        Count += samples.Length;
    }
}
