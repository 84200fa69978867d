using System.Numerics.Tensors;
using Bench.Analysis.Filters;

namespace Bench.Analysis.Spectra;

/// <summary>A periodic window of one length with the gains that correct what it does to tones and to noise.</summary>
public sealed class Window
{
    /// <summary>Kaiser parameter when none is given: side lobes below −63 dB, ENBW 1.72 bins.</summary>
    public const double DefaultKaiserBeta = 8.6;

    private readonly float[] _values;

    private readonly double _beta;

    private Window(WindowKind kind, double[] values, double beta)
    {
        Kind = kind;
        _beta = beta;
        double sum = values.Sum();
        double sumOfSquares = values.Sum(static w => w * w);
        CoherentGain = sum / values.Length;
        EnbwBins = values.Length * sumOfSquares / (sum * sum);
        _values = Array.ConvertAll(values, static w => (float)w);
    }

    /// <summary>The shape.</summary>
    public WindowKind Kind { get; }

    /// <summary>Number of values.</summary>
    public int Length => _values.Length;

    /// <summary>The values, largest about 1.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Mean of the values: a tone's amplitude in the spectrum is scaled by it.</summary>
    public double CoherentGain { get; }

    /// <summary>Equivalent noise bandwidth in bins, N·Σw²/(Σw)²: how much more noise power a bin collects.</summary>
    public double EnbwBins { get; }

    /// <summary>Makes a periodic (DFT-even) window: its value at index N would continue with index 0.</summary>
    /// <param name="kind">The shape.</param>
    /// <param name="length">Number of values, at least 1. A window of one value is 1.</param>
    /// <param name="beta">Kaiser's parameter, used by <see cref="WindowKind.Kaiser"/> only.</param>
    /// <exception cref="ArgumentOutOfRangeException">Length below 1, negative β or an unknown shape.</exception>
    public static Window Create(WindowKind kind, int length, double beta = DefaultKaiserBeta)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(beta);
        double[] values = new double[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = length == 1 ? 1 : Value(kind, (double)i / length, beta);
        }

        return new Window(kind, values, beta);
    }

    /// <summary>
    /// Magnitude of the window's transform at a distance from a tone, 1 at the tone itself: what the tone shows in a
    /// bin that lies so far from it. Closed form of the continuous window; within four bins a window of 64 values
    /// agrees to 2e-3 (rectangular and Hamming, whose ends are steps) or 3e-5 (the others), longer ones better.
    /// </summary>
    /// <param name="bins">Distance in bins, of either sign.</param>
    public double Response(double bins)
    {
        if (Kind == WindowKind.Kaiser)
        {
            return KaiserResponse(bins) / KaiserResponse(0);
        }

        ReadOnlySpan<double> weights = Weights(Kind);
        double sum = 0;
        for (int m = 0; m < weights.Length; m++)
        {
            sum += weights[m] * (Sinc(bins - m) + Sinc(bins + m)) / 2;
        }

        return Math.Abs(sum / weights[0]);
    }

    /// <summary>
    /// Frames without common samples whose mean would scatter as little as that of frames some samples apart:
    /// n/(1 + 2·Σ (1 − j/n)·ρ_j²), ρ_j the correlation of the window with itself j hops later (P. D. Welch, 1967).
    /// </summary>
    /// <param name="frames">Number of frames n.</param>
    /// <param name="hop">Samples from one frame to the next, at least 1.</param>
    public double IndependentFrames(long frames, int hop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hop, 1);
        double energy = TensorPrimitives.SumOfSquares<float>(_values);
        double sum = 1;
        for (int j = 1; j < frames && j * hop < Length; j++)
        {
            int shift = j * hop;
            double correlation = TensorPrimitives.Dot<float>(_values.AsSpan(shift), _values.AsSpan(0, Length - shift));
            sum += 2 * (1 - ((double)j / frames)) * correlation * correlation / (energy * energy);
        }

        return frames / sum;
    }

    private static double Value(WindowKind kind, double position, double beta) =>
        kind == WindowKind.Kaiser ? new KaiserShape(beta).At((2 * position) - 1) : Cosines(position, Weights(kind));

    private static ReadOnlySpan<double> Weights(WindowKind kind) => kind switch
    {
        WindowKind.Rectangular => [1.0],
        WindowKind.Hann => [0.5, 0.5],
        WindowKind.FlatTop => [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
        WindowKind.Hamming => [0.54, 0.46],
        WindowKind.BlackmanHarris => [0.35875, 0.48829, 0.14128, 0.01168],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a known window"),
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    // sinh(√(β² − π²x²))/√(β² − π²x²) (J. F. Kaiser, 1974); beyond the main lobe the root is imaginary and sinh a sine.
    private double KaiserResponse(double bins)
    {
        double square = (_beta * _beta) - (Math.PI * Math.PI * bins * bins);
        double root = Math.Sqrt(Math.Abs(square));
        return root < 1e-9 ? 1 : Math.Abs((square > 0 ? Math.Sinh(root) : Math.Sin(root)) / root);
    }

    // a0 − a1·cos(2πt) + a2·cos(4πt) − …, t from 0 to 1.
    private static double Cosines(double position, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double term = weights[i] * Math.Cos(2 * Math.PI * i * position);
            sum += i % 2 == 0 ? term : -term;
        }

        return sum;
    }
}
