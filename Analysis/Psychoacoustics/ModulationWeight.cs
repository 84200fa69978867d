namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// The amplitude of modulation that a band's roughness comes from, weighted with the modulation rates (ECMA-418-2:2025,
/// clauses 7.1.5.2 to 7.1.5.4).
/// </summary>
internal sealed class ModulationWeight
{
    private const double HighFactor = 1.2822;
    private const double LowFactor = 0.7066;
    private const double HarmonicTolerance = 0.04;
    private const double LeastAmplitude = 0.074376;

    private readonly double _scale;
    private readonly double _largestAtHz;
    private readonly double _highExponent;
    private readonly double _lowExponent;

    public ModulationWeight(int band)
    {
        double kilohertz = HearingBands.CentreHz(band) / 1000;
        double octaves = Math.Log2(kilohertz);

        // Table 11, formulae (84), (86), (87) and (96).
        (double slope, double exponent) = kilohertz < 1 ? (0.3560, 0.8049) : (0.8024, 0.9333);
        _scale = 1 / (1 + (slope * Math.Pow(Math.Abs(octaves), exponent)));
        _largestAtHz = 72.6937 * (1 - (1.1739 * Math.Exp(-5.4583 * kilohertz)));
        double above = Math.Max(0, octaves + 3.4253);
        _highExponent = 0.2471 + (0.0129 * above * above);
        _lowExponent = 1.0967 - (0.064 * octaves);
    }

    /// <summary>The weighted amplitude of a band's modulations in a block.</summary>
    public double Amplitude(List<ModulationPeak> found)
    {
        ModulationPeak[] peaks = [.. found.Where(peak => peak.RateHz > 0).Select(WeightHighRates)];
        if (peaks.Length == 0)
        {
            return 0;
        }

        (int fundamental, List<int> harmonics) = Fundamental(peaks);
        double rate = peaks[fundamental].RateHz;
        double sum = harmonics.Sum(i => peaks[i].Amplitude) * GravityWeight(peaks, harmonics);
        double weight = rate <= ModulationSpectra.LineHz ? 0
            : rate > _largestAtHz ? 1
            : Weight(rate, LowFactor, _lowExponent);
        double amplitude = sum * weight;
        return amplitude < LeastAmplitude ? 0 : amplitude;
    }

    // Formula (83).
    private ModulationPeak WeightHighRates(ModulationPeak peak)
    {
        double weight = peak.RateHz <= ModulationSpectra.LineHz ? 0
            : peak.RateHz > _largestAtHz ? Weight(peak.RateHz, HighFactor, _highExponent)
            : 1;
        return peak with { Amplitude = peak.Amplitude * _scale * weight };
    }

    // Formula (85), also (95).
    private double Weight(double rateHz, double factor, double exponent)
    {
        double distance = ((rateHz / _largestAtHz) - (_largestAtHz / rateHz)) * factor;
        return Math.Pow(1 + (distance * distance), -exponent);
    }

    // The peak whose harmonic complex has the largest amplitude, and its members (formulae 88 to 91).
    private static (int Fundamental, List<int> Harmonics) Fundamental(ModulationPeak[] peaks)
    {
        int fundamental = 0;
        List<int> best = [];
        double largest = double.NegativeInfinity;
        for (int i = 0; i < peaks.Length; i++)
        {
            List<int> harmonics = Harmonics(peaks, peaks[i].RateHz);
            double sum = harmonics.Sum(h => peaks[h].Amplitude);
            if (sum > largest)
            {
                (fundamental, best, largest) = (i, harmonics, sum);
            }
        }

        return (fundamental, best);
    }

    private static List<int> Harmonics(ModulationPeak[] peaks, double rateHz)
    {
        SortedDictionary<int, (int Peak, double Error)> nearest = [];
        for (int i = 0; i < peaks.Length; i++)
        {
            int number = (int)Math.Round(peaks[i].RateHz / rateHz, MidpointRounding.AwayFromZero);
            double error = number == 0 ? 1 : Math.Abs((peaks[i].RateHz / (number * rateHz)) - 1);
            bool better = !nearest.TryGetValue(number, out (int Peak, double Error) known) || error < known.Error;
            if (better && error < HarmonicTolerance)
            {
                nearest[number] = (i, error);
            }
        }

        return [.. nearest.Values.Select(member => member.Peak)];
    }

    // Formulae (93) and (94): the further the largest is from the centre of gravity, the rougher.
    private static double GravityWeight(ModulationPeak[] peaks, List<int> harmonics)
    {
        double sum = harmonics.Sum(i => peaks[i].Amplitude);
        if (sum == 0)
        {
            return 1;
        }

        double centre = harmonics.Sum(i => peaks[i].Amplitude * peaks[i].RateHz) / sum;
        double largest = peaks[harmonics.MaxBy(i => peaks[i].Amplitude)].RateHz;
        return 1 + (0.1 * Math.Pow(Math.Abs(centre - largest), 0.749));
    }
}
