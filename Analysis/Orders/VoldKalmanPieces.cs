namespace Bench.Analysis.Orders;

/// <summary>
/// Overlapping pieces of a long signal that a Vold-Kalman filter solves one by one. What an end of a piece disturbs
/// dies down like the filter's own impulse response; that stretch of either piece is not used, and between them the
/// envelopes go over from one into the other.
/// </summary>
/// <remarks>
/// While two orders lie within their bandwidth of each other, only what is before and behind tells them apart: an end
/// there disturbs until they part. An overlap is three settling times long.
/// </remarks>
/// <param name="Samples">Length of the signal.</param>
/// <param name="Length">Length of a piece but the last.</param>
/// <param name="Settling">What is not used at either end of an overlap, in samples; the overlap is three times as long.
/// </param>
internal readonly record struct VoldKalmanPieces(int Samples, int Length, int Settling)
{
    // What is left of a disturbance when a piece begins to count.
    private const double Rest = 1e-6;

    private int Overlap => 3 * Settling;

    /// <summary>
    /// Time in which a disturbance falls to a millionth: the slowest pole of H(f) = 1 / (1 + (√2 − 1)·(2f/B)²ᵖ) decays
    /// with π·B·(√2 − 1)^(−1/2p)·sin(π/2p).
    /// </summary>
    public static double SettlingSeconds(int poles, double bandwidthHz)
    {
        double decay = Math.PI * bandwidthHz * Math.Pow(Math.Sqrt(2) - 1, -0.5 / poles) * Math.Sin(Math.PI / 2 / poles);
        return -Math.Log(Rest) / decay;
    }

    /// <summary>The fewest pieces that fit.</summary>
    /// <param name="samples">Length of the signal.</param>
    /// <param name="step">Samples between two points of the envelopes: pieces begin at such points.</param>
    /// <param name="mostPoints">Most points of a piece.</param>
    /// <param name="settlingSamples">Settling time of the narrowest band.</param>
    /// <exception cref="ArgumentException">A piece would be shorter than two overlaps.</exception>
    public static VoldKalmanPieces Plan(int samples, int step, int mostPoints, double settlingSamples)
    {
        long most = (long)(mostPoints - 1) * step;
        if (samples <= most)
        {
            return new(samples, samples, 0);
        }

        double settling = step * Math.Ceiling(settlingSamples / step);
        return most >= 6 * settling
            ? new(samples, (int)most, (int)settling)
            : throw new ArgumentException(
                $"The narrowest band settles within {settlingSamples:F0} samples, and a piece of the allowed matrix "
                + $"has {Math.Max(0, most)}, less than six times as many: raise MaxMatrixEntries or EnvelopeStep, "
                + "widen the bands, or cut the signal.");
    }

    /// <summary>Begin and end of each piece.</summary>
    public IEnumerable<(int From, int To)> All()
    {
        int from = 0;
        while (Samples - from > Length)
        {
            yield return (from, from + Length);
            from += Length - Overlap;
        }

        yield return (from, Samples);
    }

    /// <summary>Share of the later piece in the envelopes of an overlap.</summary>
    /// <param name="sample">Index within the later piece.</param>
    public double LaterShare(int sample)
    {
        double within = Math.Clamp((double)(sample - Settling) / Settling, 0, 1);
        return 0.5 - (0.5 * Math.Cos(Math.PI * within));
    }
}
