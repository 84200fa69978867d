namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// The duration-dependent perception of total loudness: 0.47 of a first-order low-pass of 3.5 ms and 0.53 of one of
/// 70 ms (ISO 532-1:2017, clause 6.5), over straight lines between values each 0.5 ms apart, in 24 steps.
/// </summary>
internal sealed class LoudnessIntegration
{
    private const int Steps = 24;
    private const double RateHz = 2000;

    private LowPass _short = new(0.0035);
    private LowPass _long = new(0.07);

    public double Take(double loudness) => (0.47 * _short.Take(loudness)) + (0.53 * _long.Take(loudness));

    public void Reset()
    {
        _short.Reset();
        _long.Reset();
    }

    private struct LowPass(double seconds)
    {
        private readonly double _decay = Math.Exp(-1 / (RateHz * Steps * seconds));
        private double _last;
        private double _output;
        private bool _started;

        public double Take(double input)
        {
            double step = (input - _last) / Steps;
            for (int i = _started ? 1 : Steps; i <= Steps; i++)
            {
                double value = _last + (i * step);
                _output = value + ((_output - value) * _decay);
            }

            _last = input;
            _started = true;
            return _output;
        }

        public void Reset() => (_last, _output, _started) = (0, 0, false);
    }
}
