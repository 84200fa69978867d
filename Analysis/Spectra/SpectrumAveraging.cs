namespace Bench.Analysis.Spectra;

/// <summary>How the spectra of successive frames become one.</summary>
public enum SpectrumAveraging
{
    /// <summary>Mean of the powers over all frames (Welch).</summary>
    Linear,

    /// <summary>Largest power seen in each bin.</summary>
    PeakHold,

    /// <summary>
    /// Mean in which a frame's weight decays: P ← P + (p − P)/min(n, K) with the n-th frame's power p and K of
    /// <see cref="SpectrumOptions.ExponentialFrames"/>. Until K frames it is the linear mean; then it follows changes
    /// with a time constant of about K hops.
    /// </summary>
    Exponential,
}
