using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bench.Analysis.Octaves;

/// <summary>
/// Energies and exponential averages of one band for eight channels, in double precision, fed with the sum of squares
/// of a fixed number of samples at a time.
/// </summary>
internal sealed class BandLevels
{
    /// <summary>Longest time between two updates: an average of 125 ms moves by less than 0.035 dB in 1 ms.</summary>
    public const double UpdateSeconds = 1e-3;

    private const double FastSeconds = 0.125;
    private const double SlowSeconds = 1;
    private const int Lanes = LaneBuffer.Lanes;

    private readonly double _fastDecay;
    private readonly double _slowDecay;
    private readonly double _fastWeight;
    private readonly double _slowWeight;
    private readonly double[] _energy = new double[Lanes];
    private readonly double[] _fast = new double[Lanes];
    private readonly double[] _slow = new double[Lanes];
    private readonly double[] _fastMaximum = new double[Lanes];
    private readonly double[] _slowMaximum = new double[Lanes];

    // What a step that began before the interval had summed when the interval began: it is not part of it.
    private readonly double[] _before = new double[Lanes];

    public BandLevels(double sampleRateHz, int samplesPerStep)
    {
        double seconds = samplesPerStep / sampleRateHz;
        _fastDecay = Math.Exp(-seconds / FastSeconds);
        _slowDecay = Math.Exp(-seconds / SlowSeconds);
        _fastWeight = (1 - _fastDecay) / samplesPerStep;
        _slowWeight = (1 - _slowDecay) / samplesPerStep;
    }

    /// <summary>Takes the sums of squares of one step and sets them to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(ref float sums)
    {
        Vector256<float> step = Vector256.LoadUnsafe(ref sums);
        Vector256<float>.Zero.StoreUnsafe(ref sums);
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(step);
        Take(lower, 0);
        Take(upper, Lanes / 2);
    }

    /// <summary>Begins an interval.</summary>
    public void Start(ReadOnlySpan<float> partialSums)
    {
        Array.Clear(_energy);
        for (int lane = 0; lane < Lanes; lane++)
        {
            _before[lane] = partialSums[lane];
        }

        _fast.CopyTo(_fastMaximum, 0);
        _slow.CopyTo(_slowMaximum, 0);
    }

    /// <summary>Mean square of the band before its gain.</summary>
    public double MeanSquare(OctaveLevel level, int lane, float partialSum, long samples) => level switch
    {
        OctaveLevel.Equivalent => (_energy[lane] + partialSum - _before[lane]) / samples,
        OctaveLevel.Fast => _fast[lane],
        OctaveLevel.Slow => _slow[lane],
        OctaveLevel.FastMaximum => _fastMaximum[lane],
        OctaveLevel.SlowMaximum => _slowMaximum[lane],
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no such level"),
    };

    public void Reset()
    {
        foreach (double[] values in new[] { _energy, _fast, _slow, _fastMaximum, _slowMaximum, _before })
        {
            Array.Clear(values);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(double[] values, int lane) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<double> vector, double[] values, int lane) =>
        vector.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(Vector256<double> sums, int lane)
    {
        Store(Load(_energy, lane) + sums, _energy, lane);
        Average(_fast, _fastMaximum, _fastDecay, _fastWeight * sums, lane);
        Average(_slow, _slowMaximum, _slowDecay, _slowWeight * sums, lane);
    }

    // The exact answer of d/dt average = (square − average)/τ to squares that are constant during the step.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Average(double[] averages, double[] maxima, double decay, Vector256<double> gained, int lane)
    {
        Vector256<double> average = Vector256.FusedMultiplyAdd(Load(averages, lane), Vector256.Create(decay), gained);
        Store(average, averages, lane);

        // Max takes a NaN along: a channel that delivered one must not show an innocent maximum.
        Store(Vector256.Max(Load(maxima, lane), average), maxima, lane);
    }
}
