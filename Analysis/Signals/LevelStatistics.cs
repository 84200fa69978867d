using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Bench.Analysis.Signals;

/// <summary>
/// Mean, rms, peak, crest factor and kurtosis of a signal that arrives in blocks of any size, in one pass.
/// </summary>
/// <remarks>
/// Chunks of fixed size are reduced about their own mean in double precision and merged (P. Pébay, SAND2008-6212), so
/// that neither a large offset nor the cutting into blocks changes the result. All figures are NaN before the first
/// sample and when a sample is NaN. One thread at a time.
/// </remarks>
public sealed class LevelStatistics
{
    private const int ChunkLength = 256;

    private readonly float[] _chunk = new float[ChunkLength];
    private int _filled;
    private Moments _merged;

    /// <summary>Number of samples so far.</summary>
    public long Count => _merged.Count + _filled;

    /// <summary>Mean value, the unit of the signal.</summary>
    public double Mean => Count == 0 ? double.NaN : Total().Mean;

    /// <summary>Root of the mean square, mean value included.</summary>
    public double Rms
    {
        get
        {
            Moments all = Total();
            return Math.Sqrt((all.Mean * all.Mean) + (all.Second / all.Count));
        }
    }

    /// <summary>Standard deviation: the rms of the signal without its mean.</summary>
    public double StandardDeviation
    {
        get
        {
            Moments all = Total();
            return Math.Sqrt(all.Second / all.Count);
        }
    }

    /// <summary>Largest magnitude.</summary>
    public double Peak => Count == 0 ? double.NaN : Total().Peak;

    /// <summary>Peak over rms; a sine has √2.</summary>
    public double CrestFactor => Peak / Rms;

    /// <summary>Fourth central moment over squared variance: a sine has 1.5, Gaussian noise 3, shocks more.</summary>
    public double Kurtosis
    {
        get
        {
            Moments all = Total();
            return all.Count * all.Fourth / (all.Second * all.Second);
        }
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="block">Any number of samples.</param>
    public void Add(ReadOnlySpan<float> block)
    {
        while (!block.IsEmpty)
        {
            int taken = Math.Min(block.Length, ChunkLength - _filled);
            block[..taken].CopyTo(_chunk.AsSpan(_filled));
            _filled += taken;
            block = block[taken..];
            if (_filled == ChunkLength)
            {
                _merged = Total();
                _filled = 0;
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _merged = default;
        _filled = 0;
    }

    private Moments Total() => Moments.Merge(_merged, Moments.Of(_chunk.AsSpan(0, _filled)));

    // Sums of the powers of the deviations from the mean.
    private readonly record struct Moments(
        long Count, double Mean, double Second, double Third, double Fourth, double Peak)
    {
        public static Moments Of(ReadOnlySpan<float> samples)
        {
            if (samples.IsEmpty)
            {
                return default;
            }

            double mean = SumOf(samples) / samples.Length;
            (double second, double third, double fourth) = PowersOf(samples, mean);
            double peak = Math.Abs(TensorPrimitives.MaxMagnitude(samples));
            return new Moments(samples.Length, mean, second, third, fourth, peak);
        }

        // Eight sums side by side, as many as vectors hold; what is left over is added to them one by one.
        private static double SumOf(ReadOnlySpan<float> samples)
        {
            Vector256<double> low = Vector256<double>.Zero;
            Vector256<double> high = low;
            int i = 0;
            for (; i <= samples.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                (Vector256<double> first, Vector256<double> second) = Vector256.Widen(Vector256.Create(samples[i..]));
                low += first;
                high += second;
            }

            double sum = Vector256.Sum(low + high);
            foreach (float x in samples[i..])
            {
                sum += x;
            }

            return sum;
        }

        private static (double Second, double Third, double Fourth) PowersOf(ReadOnlySpan<float> samples, double mean)
        {
            Vector256<double> second = Vector256<double>.Zero;
            Vector256<double> third = second;
            Vector256<double> fourth = second;
            int i = 0;
            for (; i <= samples.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create(samples[i..]));
                low -= Vector256.Create(mean);
                high -= Vector256.Create(mean);
                Vector256<double> lowSquare = low * low;
                Vector256<double> highSquare = high * high;
                second += lowSquare + highSquare;
                third += (lowSquare * low) + (highSquare * high);
                fourth += (lowSquare * lowSquare) + (highSquare * highSquare);
            }

            (double two, double three, double four) =
                (Vector256.Sum(second), Vector256.Sum(third), Vector256.Sum(fourth));
            foreach (float x in samples[i..])
            {
                double d = x - mean;
                two += d * d;
                three += d * d * d;
                four += d * d * (d * d);
            }

            return (two, three, four);
        }

        // Pébay, formulae 2.1 to 2.6.
        public static Moments Merge(Moments a, Moments b)
        {
            if (a.Count == 0 || b.Count == 0)
            {
                return a.Count == 0 ? b : a;
            }

            double n = a.Count + b.Count;
            double na = a.Count;
            double nb = b.Count;
            double d = b.Mean - a.Mean;
            double product = na * nb / n;
            double second = a.Second + b.Second + (d * d * product);
            double third = a.Third + b.Third
                + (d * d * d * product * (na - nb) / n)
                + (3 * d * ((na * b.Second) - (nb * a.Second)) / n);
            double fourth = a.Fourth + b.Fourth
                + (d * d * d * d * product * ((na * na) - (na * nb) + (nb * nb)) / (n * n))
                + (6 * d * d * ((na * na * b.Second) + (nb * nb * a.Second)) / (n * n))
                + (4 * d * ((na * b.Third) - (nb * a.Third)) / n);
            double mean = a.Mean + (d * nb / n);
            return new Moments(a.Count + b.Count, mean, second, third, fourth, Math.Max(a.Peak, b.Peak));
        }
    }
}
