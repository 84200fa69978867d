namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// The fluctuation of one band in one block: the modulation that matters most with its harmonics, weighted
/// (ECMA-418-2:2025, clauses 9.1.5 to 9.1.9).
/// </summary>
/// <remarks>
/// Where the standard's print and its own definitions disagree, the definitions are followed: bins count from 0 in
/// formula (144), and the constants of the fine tuning (9.1.7) are shares of the envelope's rate.
/// </remarks>
internal sealed class FluctuationLines(LinePairFit fit, int band)
{
    private const double LeastPower = 0.15;
    private const double LeastShareOfConstant = 0.001;
    private const double LeastShareOfLargest = 0.05;
    private const double SameBins = 1.25;
    private const double LeastRateHz = 0.125;
    private const int GridRates = 16;
    private const int TuningSteps = 39;
    private const double TuningDelta = 1e-5;
    private const double TuningLongest = 2e-4;
    private const double TuningShortest = 1e-7;
    private const int SeedOrders = 3;
    private const int HighestOrder = 5;
    private const double HarmonicTolerance = 0.04;
    private const double LargestWeightAtHz = 4.8659;
    private const double Least = 2.220446049250313e-16;

    private readonly double _carrier =
        1 / (1 + (0.092623 * Math.Pow(Math.Abs(Math.Log2(HearingBands.CentreHz(band) / 1000)), 1.24)));

    /// <summary>Weighted amplitude, and the power of the harmonic complex; 0 without fluctuation.</summary>
    public (double Amplitude, double Power) Measure()
    {
        double[] rates = Prominent(out double[] powers);
        double[] weighted = [.. powers.Select((power, i) => power * Weight(rates[i]))];
        if (rates.Length == 0)
        {
            return (0, 0);
        }

        int largest = Array.IndexOf(weighted, weighted.Max());
        double tuned = Tune(rates[largest]);
        if (Math.Abs(tuned - rates[largest]) > SameBins * LinePairFit.BinHz)
        {
            tuned = rates[largest];
        }
        else
        {
            rates[largest] = tuned;
            weighted[largest] = tuned > 0 ? fit.Fit([tuned]).Powers[0] * Weight(tuned) : 0;
        }

        return tuned < LeastRateHz ? (0, 0) : Harmonics(rates, weighted, tuned);
    }

    // Formula (148).
    private double Weight(double rateHz)
    {
        double distance = (rateHz / LargestWeightAtHz) - (LargestWeightAtHz / rateHz);
        return rateHz <= LargestWeightAtHz
            ? Math.Pow(1 + Math.Pow(0.33048 * distance, 2), -0.85902)
            : _carrier * Math.Pow(1 + Math.Pow(0.21792 * distance, 2), -4.6728);
    }

    // Maxima of the spectrum and the best of a grid of rates (143 to 146).
    private double[] Prominent(out double[] powers)
    {
        double[] peaks = Peaks();
        double grid = BestOfGrid();
        double[] rates = peaks;
        (_, powers, double error) = peaks.Length > 0 ? fit.Fit(peaks) : (0, [], double.PositiveInfinity);
        if (grid > 0)
        {
            double[] others = [.. peaks.Where(peak => Math.Abs(grid - peak) >= SameBins * LinePairFit.BinHz)];
            double[] with = [.. others.Append(grid).Order()];
            (_, double[] withPowers, double withError) = fit.Fit(with);
            bool replaces = others.Length < peaks.Length;
            (rates, powers) = !replaces || withError <= error ? (with, withPowers) : (peaks, powers);
        }

        double least = LeastShareOfLargest * powers.DefaultIfEmpty(0).Max();
        double[] all = powers;
        rates = [.. rates.Where((_, i) => all[i] > least)];
        powers = [.. all.Where(power => power > least)];
        return rates;
    }

    private double[] Peaks()
    {
        ReadOnlySpan<double> power = fit.Power;
        double least = Math.Max(LeastShareOfConstant * power[0], LeastPower);
        List<double> rates = [];
        for (int k = 1; k + 1 < power.Length; k++)
        {
            if (power[k] > power[k - 1] && power[k] > power[k + 1] && power[k] >= least)
            {
                double sum = power[k - 1] + power[k] + power[k + 1];
                rates.Add((k + ((power[k + 1] - power[k - 1]) / sum)) * LinePairFit.BinHz);
            }
        }

        return [.. rates];
    }

    // Rates a third of an octave apart from 0.2 Hz on; 0 if the error has no minimum between them.
    private double BestOfGrid()
    {
        double[] rates = [.. Enumerable.Range(1, GridRates).Select(i => 0.25 * Math.Pow(2, (i - 2) / 3.0))];
        double[] errors = Array.ConvertAll(rates, rate => fit.Fit([rate]).Error);
        int best = 0;
        for (int i = 1; i + 1 < errors.Length; i++)
        {
            bool minimum = errors[i] < errors[i - 1] && errors[i] < errors[i + 1];
            best = minimum && (best == 0 || errors[i] < errors[best]) ? i : best;
        }

        return best == 0 ? 0 : rates[best];
    }

    // Damped Newton steps to the least error (149 to 152).
    private double Tune(double rateHz)
    {
        double x = rateHz / BandEnvelope.RateHz;
        for (int i = 0; i < TuningSteps; i++)
        {
            double middle = ErrorAt(x);
            double above = ErrorAt(x + TuningDelta);
            double below = ErrorAt(x - TuningDelta);
            double first = (above - below) / (2 * TuningDelta);
            double second = (above - (2 * middle) + below) / (TuningDelta * TuningDelta);
            double length = Math.Min(Math.Abs(first) / (Math.Abs(second) + Least), TuningLongest);
            double step = 0.25 * Math.Sign(first) * length;
            x -= step;
            if (Math.Abs(step) <= TuningShortest)
            {
                break;
            }
        }

        return x * BandEnvelope.RateHz;
    }

    private double ErrorAt(double share) => fit.Fit([share * BandEnvelope.RateHz]).Error;

    // The rate as first, second or third harmonic of a complex, whichever holds most (153 to 158).
    private (double Amplitude, double Power) Harmonics(double[] rates, double[] weighted, double tuned)
    {
        double largest = double.NegativeInfinity;
        int[] orders = [];
        double fundamental = tuned;
        for (int seed = 1; seed <= SeedOrders; seed++)
        {
            double candidate = tuned / seed;
            int[] members = [.. rates.Select(rate => Order(rate, candidate))];
            double sum = weighted.Where((_, i) => members[i] > 0).Sum();
            if (sum > largest)
            {
                (largest, fundamental) = (sum, candidate);
                orders = [.. members.Where(order => order > 0).Distinct()];
            }
        }

        (double constant, double power, double total, double moment) = (0, 0, 0, 0);
        foreach (int order in orders)
        {
            double rate = order * fundamental;
            (double part, double[] powers, _) = fit.Fit([rate]);
            double amplitude = powers[0] * Weight(rate);
            constant += part / orders.Length;
            power += powers[0];
            total += amplitude;
            moment += amplitude * rate;
        }

        double centre = moment / (total + Least);
        double bandwidth = 1 + (0.79577 * Math.Pow(Math.Abs(centre - tuned), 0.43461));
        return (bandwidth * total, (constant * constant) + (2 * power));
    }

    // Order of a rate in a complex, 0 if it does not belong to it.
    private static int Order(double rate, double fundamental)
    {
        int order = (int)Math.Round(rate / fundamental, MidpointRounding.AwayFromZero);
        bool member = order is > 0 and <= HighestOrder
            && Math.Abs((rate / (order * fundamental)) - 1) < HarmonicTolerance;
        return member ? order : 0;
    }
}
