using System.Numerics;

namespace Bench.Samples.Simulation;

/// <summary>xoshiro256** (Blackman, Vigna, ACM TOMS 2021): a seeded generator whose sequence stays.</summary>
internal sealed class RandomSource
{
    // A component further out than this would have been rejected before assembly.
    private const double OutgoingSigmas = 2.8;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public RandomSource(ulong seed)
    {
        _s0 = StableHash.Next(ref seed);
        _s1 = StableHash.Next(ref seed);
        _s2 = StableHash.Next(ref seed);
        _s3 = StableHash.Next(ref seed);
    }

    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [from, to).</summary>
    public double Uniform(double from, double to) => from + ((to - from) * Uniform());

    /// <summary>Uniform whole number in [0, count).</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Standard normal (Box-Muller).</summary>
    public double Gaussian()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        return radius * Math.Cos(2 * Math.PI * Uniform());
    }

    /// <summary>A factor around 1 with log-normal scatter of the given standard deviation in dB.</summary>
    public double ScatterDb(double sigmaDb) => Math.Pow(10, sigmaDb * Inspected() / 20);

    /// <summary>A factor around 1 with normal scatter of the given relative standard deviation.</summary>
    public double Scatter(double sigma) => 1 + (sigma * Inspected());

    /// <summary>Uniform angle in radians.</summary>
    public double Phase() => Uniform(0, 2 * Math.PI);

    private double Inspected() => Math.Clamp(Gaussian(), -OutgoingSigmas, OutgoingSigmas);
}
