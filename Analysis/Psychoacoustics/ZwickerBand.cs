namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// A one-third-octave band of ISO 532-1:2017 at work: filter, square and, for the time-varying method, the three
/// first-order low-passes of clause 6.3 with τ = 2/(3·f), f the band's centre but at most 1 kHz.
/// </summary>
internal sealed class ZwickerBand
{
    // Far below what the standard adds to each intensity: states that decay further would only slow the arithmetic.
    private const double Quiet = 1e-150;

    private readonly ZwickerFilter _filter;
    private readonly double _decay;
    private State _state;

    public ZwickerBand(ZwickerFilter filter, double centreHz)
    {
        _filter = filter;
        double tau = 2 / (3 * Math.Min(centreHz, 1000));
        _decay = Math.Exp(-1 / (RateConverter.OutputRateHz * tau));
    }

    /// <summary>Sum of the squares of the filtered samples.</summary>
    public double SumOfSquares(ReadOnlySpan<double> samples)
    {
        ZwickerFilter f = _filter;
        State s = _state;
        double sum = 0;
        foreach (double sample in samples)
        {
            double value = Filter(f, ref s, sample);
            sum += value * value;
        }

        _state = Settle(s);
        return sum;
    }

    /// <summary>Smoothed squares at every 24th sample of the signal, which gives 2 kHz.</summary>
    /// <param name="samples">The next samples.</param>
    /// <param name="first">Index of the first of them that has an output.</param>
    /// <param name="intensities">One value for each.</param>
    public void Smooth(ReadOnlySpan<double> samples, int first, Span<double> intensities)
    {
        ZwickerFilter f = _filter;
        State s = _state;
        double decay = _decay;
        double rise = 1 - decay;
        int next = first;
        int written = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double value = Filter(f, ref s, samples[i]);
            s.Smooth1 = (rise * value * value) + (decay * s.Smooth1);
            s.Smooth2 = (rise * s.Smooth1) + (decay * s.Smooth2);
            s.Smooth3 = (rise * s.Smooth2) + (decay * s.Smooth3);
            if (i == next)
            {
                intensities[written++] = s.Smooth3;
                next += ZwickerLevels.SamplesPerLevel;
            }
        }

        _state = Settle(s);
    }

    public void Reset() => _state = default;

    private static double Filter(in ZwickerFilter f, ref State s, double sample)
    {
        double x = f.Gain * sample;
        double y = x + s.First1;
        s.First1 = (2 * x) + ((2 + f.First1) * y) + s.First2;
        s.First2 = x - ((1 - f.First2) * y);
        double v = y + s.Second1;
        s.Second1 = ((2 + f.Second1) * v) + s.Second2;
        s.Second2 = -y - ((1 - f.Second2) * v);
        double w = v + s.Third1;
        s.Third1 = (-2 * v) + ((2 + f.Third1) * w) + s.Third2;
        s.Third2 = v - ((1 - f.Third2) * w);
        return w;
    }

    private static State Settle(State s)
    {
        bool quiet = Math.Abs(s.First1) < Quiet && Math.Abs(s.Second1) < Quiet && Math.Abs(s.Third1) < Quiet
            && Math.Abs(s.First2) < Quiet && Math.Abs(s.Second2) < Quiet && Math.Abs(s.Third2) < Quiet;
        return quiet
            ? new State
            {
                Smooth1 = Positive(s.Smooth1),
                Smooth2 = Positive(s.Smooth2),
                Smooth3 = Positive(s.Smooth3),
            }
            : s;
    }

    private static double Positive(double value) => value < Quiet ? 0 : value;

    private struct State
    {
        public double First1;
        public double First2;
        public double Second1;
        public double Second2;
        public double Third1;
        public double Third2;
        public double Smooth1;
        public double Smooth2;
        public double Smooth3;
    }
}
