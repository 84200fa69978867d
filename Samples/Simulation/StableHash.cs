namespace Bench.Samples.Simulation;

/// <summary>
/// Hashes that are the same on every machine and in every version, unlike <see cref="string.GetHashCode()"/>.
/// </summary>
internal static class StableHash
{
    // FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923).
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>FNV-1a over the text's UTF-16 code units.</summary>
    public static ulong Of(string text)
    {
        ulong hash = OffsetBasis;
        foreach (char c in text)
        {
            hash = (hash ^ (byte)c) * Prime;
            hash = (hash ^ (byte)(c >> 8)) * Prime;
        }

        return hash;
    }

    /// <summary>The next value of the SplitMix64 sequence (Steele, Lea, Flood, OOPSLA 2014) behind a state.</summary>
    public static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
