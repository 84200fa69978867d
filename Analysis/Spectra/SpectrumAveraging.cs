namespace Bench.Analysis.Spectra;

/// <summary>How the spectra of successive blocks become one.</summary>
public enum SpectrumAveraging
{
    /// <summary>Mean of the powers over all blocks (Welch).</summary>
    Linear,

    /// <summary>Largest power seen in each bin.</summary>
    PeakHold,
}
