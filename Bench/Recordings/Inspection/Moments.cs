using Bench.Recordings.Foreign;

namespace Bench.Recordings.Inspection;

/// <summary>Extremes, mean and root mean square of values; missing ones are counted and left out.</summary>
internal readonly record struct Moments(double Minimum, double Maximum, double Mean, double Rms, long NotANumber)
{
    public static Moments Of(ForeignSamples samples)
    {
        Running running = new();
        foreach (ReadOnlyMemory<double> block in samples.Blocks())
        {
            running.Add(block.Span);
        }

        return running.Result(samples.Length);
    }

    public static Moments Of(ReadOnlySpan<double> samples)
    {
        Running running = new();
        running.Add(samples);
        return running.Result(samples.Length);
    }

    private struct Running
    {
        private double _minimum;
        private double _maximum;
        private double _mean;
        private double _squares;
        private long _count;

        public void Add(ReadOnlySpan<double> samples)
        {
            foreach (double sample in samples)
            {
                if (!double.IsFinite(sample))
                {
                    continue;
                }

                // Welford (1962): no cancellation with large offsets.
                _count++;
                double deviation = sample - _mean;
                _mean += deviation / _count;
                _squares += deviation * (sample - _mean);
                _minimum = _count == 1 ? sample : Math.Min(_minimum, sample);
                _maximum = _count == 1 ? sample : Math.Max(_maximum, sample);
            }
        }

        public readonly Moments Result(long length) => _count == 0
            ? new Moments(double.NaN, double.NaN, double.NaN, double.NaN, length)
            : new Moments(_minimum, _maximum, _mean, Math.Sqrt(_squares / _count), length - _count);
    }
}
