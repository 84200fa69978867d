using Bench.Analysis.Filters;

namespace Bench.Analysis.Octaves;

/// <summary>
/// The plain twin of <see cref="OctaveFilterBank"/>: one channel, double precision, one sample at a time, written to be
/// read. Same plan, same filters; the exponential averages are updated with every sample.
/// </summary>
/// <remarks>One thread at a time.</remarks>
public sealed class PlainOctaveBank
{
    private const double FastSeconds = 0.125;
    private const double SlowSeconds = 1;

    private readonly Stage[] _stages;
    private readonly Band[] _bands;

    /// <summary>Prepares a bank at rest.</summary>
    /// <param name="plan">The design.</param>
    public PlainOctaveBank(OctaveBankPlan plan)
    {
        _bands = [.. plan.Filters.Select(filter => new Band(filter, plan.StageRateHz(filter.Stage)))];
        _stages = [.. Enumerable.Range(0, plan.StageCount).Select(stage => new Stage(
            [.. _bands.Where((_, i) => plan.Filters[i].Stage == stage)],
            plan.Decimator))];
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="samples">Any number of samples.</param>
    public void Process(ReadOnlySpan<double> samples)
    {
        foreach (double sample in samples)
        {
            double x = sample;
            int stage = 0;
            while (stage < _stages.Length && _stages[stage].Take(x, out x))
            {
                stage++;
            }
        }
    }

    /// <summary>Begins an interval.</summary>
    public void StartInterval()
    {
        foreach (Band band in _bands)
        {
            band.StartInterval();
        }
    }

    /// <summary>The mean squares of the bands.</summary>
    /// <param name="level">Which mean square.</param>
    /// <param name="bands">One value per band of the plan, from low to high.</param>
    public void CopyMeanSquares(OctaveLevel level, Span<double> bands)
    {
        for (int band = 0; band < _bands.Length; band++)
        {
            bands[band] = _bands[band].MeanSquare(level);
        }
    }

    private sealed class Stage(Band[] bands, HalfBand decimator)
    {
        private readonly double[] _even = new double[decimator.Even.Length + 1];
        private readonly double[] _odd = new double[decimator.Odd.Length + 1];
        private bool _waiting;
        private double _first;

        // Gives a sample of half the rate after every second one.
        public bool Take(double x, out double decimated)
        {
            foreach (Band band in bands)
            {
                band.Take(x);
            }

            _waiting = !_waiting;
            if (_waiting)
            {
                _first = x;
                decimated = 0;
                return false;
            }

            double even = AllPass(x, decimator.Even.AsSpan(), _even);
            double odd = AllPass(_first, decimator.Odd.AsSpan(), _odd);
            decimated = 0.5 * (even + odd);
            return true;
        }

        // past[0] is the last input, past[i + 1] the last output of section i.
        private static double AllPass(double x, ReadOnlySpan<double> coefficients, double[] past)
        {
            for (int i = 0; i < coefficients.Length; i++)
            {
                double y = past[i] + (coefficients[i] * (x - past[i + 1]));
                past[i] = x;
                x = y;
            }

            past[^1] = x;
            return x;
        }
    }

    private sealed class Band(OctaveBandFilter filter, double sampleRateHz)
    {
        private readonly double[] _states = new double[2 * filter.Sections.Length];
        private readonly double _fastDecay = Math.Exp(-1 / (FastSeconds * sampleRateHz));
        private readonly double _slowDecay = Math.Exp(-1 / (SlowSeconds * sampleRateHz));
        private double _energy;
        private long _count;
        private double _fast;
        private double _slow;
        private double _fastMaximum;
        private double _slowMaximum;

        public void Take(double x)
        {
            for (int i = 0; i < filter.Sections.Length; i++)
            {
                Biquad section = filter.Sections[i];
                double y = (section.B0 * x) + _states[2 * i];
                _states[2 * i] = (section.B1 * x) - (section.A1 * y) + _states[(2 * i) + 1];
                _states[(2 * i) + 1] = (section.B2 * x) - (section.A2 * y);
                x = y;
            }

            double square = x * x;
            _count++;
            _energy += square;
            _fast = square + (_fastDecay * (_fast - square));
            _slow = square + (_slowDecay * (_slow - square));
            _fastMaximum = Math.Max(_fastMaximum, _fast);
            _slowMaximum = Math.Max(_slowMaximum, _slow);
        }

        public void StartInterval()
        {
            _energy = 0;
            _count = 0;
            _fastMaximum = _fast;
            _slowMaximum = _slow;
        }

        public double MeanSquare(OctaveLevel level) => level switch
        {
            OctaveLevel.Equivalent => _energy / _count,
            OctaveLevel.Fast => _fast,
            OctaveLevel.Slow => _slow,
            OctaveLevel.FastMaximum => _fastMaximum,
            OctaveLevel.SlowMaximum => _slowMaximum,
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no such level"),
        };
    }
}
