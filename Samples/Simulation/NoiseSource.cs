using System.Runtime.Intrinsics;

namespace Bench.Samples.Simulation;

/// <summary>
/// White noise of unit variance, eight samples at a time: eight xoshiro128++ generators side by side, each sample the
/// sum of eight random bytes (Irwin-Hall: within ±4.9 σ, kurtosis 2.85). Whole-number arithmetic, so that every
/// machine draws the same samples.
/// </summary>
internal sealed class NoiseSource
{
    private const int Lanes = 8;
    private const float Mean = 8 * 255 / 2f;

    // √(8 (256² - 1) / 12): the standard deviation of the sum of eight uniform bytes.
    private const float Sigma = 209.0207f;

    private Vector256<uint> _s0;
    private Vector256<uint> _s1;
    private Vector256<uint> _s2;
    private Vector256<uint> _s3;

    public NoiseSource(ulong seed)
    {
        _s0 = Draw(ref seed);
        _s1 = Draw(ref seed);
        _s2 = Draw(ref seed);
        _s3 = Draw(ref seed);
    }

    /// <summary>Adds noise whose standard deviation runs linearly from one value to another over the span.</summary>
    /// <param name="samples">Its length is a multiple of 8.</param>
    /// <param name="fromSigma">Standard deviation at the first sample.</param>
    /// <param name="toSigma">Standard deviation behind the last sample.</param>
    public void AddTo(Span<float> samples, double fromSigma, double toSigma)
    {
        float slope = (float)((toSigma - fromSigma) / samples.Length / Sigma);
        Vector256<float> gain = Vector256.Create((float)(fromSigma / Sigma))
            + (slope * Vector256.Create(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f));
        Vector256<float> step = Vector256.Create(slope * Lanes);
        for (int i = 0; i + Lanes <= samples.Length; i += Lanes)
        {
            Span<float> eight = samples.Slice(i, Lanes);
            (Vector256.Create<float>(eight) + (gain * NextSums())).CopyTo(eight);
            gain += step;
        }
    }

    private static Vector256<uint> Draw(ref ulong seed)
    {
        Span<uint> lanes = stackalloc uint[Lanes];
        foreach (ref uint lane in lanes)
        {
            lane = (uint)(StableHash.Next(ref seed) >> 32);
        }

        return Vector256.Create<uint>(lanes);
    }

    private Vector256<float> NextSums()
    {
        Vector256<uint> mask = Vector256.Create(0x00FF00FFu);
        Vector256<uint> first = NextBits();
        Vector256<uint> second = NextBits();
        Vector256<uint> pairs = (first & mask) + ((first >> 8) & mask) + (second & mask) + ((second >> 8) & mask);
        Vector256<uint> sums = (pairs & Vector256.Create(0xFFFFu)) + (pairs >> 16);
        return Vector256.ConvertToSingle(sums.AsInt32()) - Vector256.Create(Mean);
    }

    private Vector256<uint> NextBits()
    {
        Vector256<uint> sum = _s0 + _s3;
        Vector256<uint> result = ((sum << 7) | (sum >> 25)) + _s0;
        Vector256<uint> t = _s1 << 9;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = (_s3 << 11) | (_s3 >> 21);
        return result;
    }
}
