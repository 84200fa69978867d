namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Prominence ratio, ECMA-418-1:2024 (3rd edition), clause 12: the mean square in the critical band around a tone over
/// the average of its two neighbours.
/// </summary>
public static class ProminenceRatio
{
    /// <summary>Frequency of a tone above which the lower neighbour is a whole critical band; below, what there is of
    /// it from 20 Hz on is scaled to 100 Hz (formula 24).</summary>
    public const double WholeLowerBandFromHz = 171.4;

    private const double ConstantFromHz = 1000;
    private const double LowBandHz = 100;

    /// <summary>The ratio from which a tone is prominent (formulae 25 and 26).</summary>
    /// <param name="frequencyHz">Frequency of the tone.</param>
    public static double CriterionDb(double frequencyHz) =>
        9 + (10 * Math.Max(0, Math.Log10(ConstantFromHz / frequencyHz)));

    /// <summary>The ratio in dB.</summary>
    internal static double Compute(ToneSpectrum spectrum, double frequencyHz)
    {
        (double middle, _) = spectrum.Sum(CriticalBand.Around(frequencyHz));
        (double below, double widthHz) = spectrum.Sum(CriticalBand.Below(frequencyHz));
        (double above, _) = spectrum.Sum(CriticalBand.Above(frequencyHz));
        double lower = frequencyHz <= WholeLowerBandFromHz ? below * LowBandHz / widthHz : below;
        return 10 * Math.Log10(middle / ((lower + above) / 2));
    }
}
