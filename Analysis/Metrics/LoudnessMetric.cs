using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Metrics;

/// <summary>
/// Loudness and sharpness every 2 ms, of which single figures are read at the end. A silent moment has no sharpness;
/// it counts with 0 acum.
/// </summary>
internal sealed class LoudnessMetric(LoudnessRequest request, double sampleRateHz, double seconds) : StepMetric
{
    private const double FivePercent = 5;
    private const double TenPercent = 10;

    public override double NanosecondsPerSample => 240;

    public override StepMeter Start() => new Meter(request, sampleRateHz, seconds);

    private sealed class Meter : StepMeter
    {
        private readonly LoudnessRequest _request;
        private readonly TimeVaryingLoudness _loudness;
        private readonly double[] _sone;
        private readonly double[] _acum;
        private int _count;

        public Meter(LoudnessRequest request, double sampleRateHz, double seconds)
        {
            _request = request;
            _loudness = new TimeVaryingLoudness(sampleRateHz, Take);
            int moments = (int)(seconds / TimeVaryingLoudness.PeriodSeconds) + 2;
            _sone = new double[moments];
            _acum = new double[moments];
        }

        public override void Add(ReadOnlySpan<float> samples) => _loudness.Process(samples);

        public override void Read(SpeedTrace speed, ReadOnlySpan<float[]> curves)
        {
            _loudness.Finish();
            ReadOnlySpan<double> sone = _sone.AsSpan(0, _count);
            ReadOnlySpan<double> acum = _acum.AsSpan(0, _count);
            if (_request.Ranges is { } ranges)
            {
                ReadRanges(sone, speed, ranges, curves[0]);
                ReadRanges(acum, speed, ranges, curves[1]);
                return;
            }

            curves[0][0] = (float)Percentile.Exceeded(sone, FivePercent);
            curves[1][0] = (float)Percentile.Exceeded(sone, TenPercent);
            curves[2][0] = (float)Percentile.Exceeded(sone, 0);
            curves[3][0] = (float)Percentile.Exceeded(acum, FivePercent);
        }

        private void Take(double timeSeconds, double sone, ReadOnlySpan<double> specific)
        {
            if (_count < _sone.Length)
            {
                double acum = Sharpness.Acum(specific);
                _sone[_count] = sone;
                _acum[_count++] = double.IsNaN(acum) && double.IsFinite(sone) ? 0 : acum;
            }
        }

        private void ReadRanges(ReadOnlySpan<double> values, SpeedTrace speed, SpeedRanges ranges, float[] curve)
        {
            if (speed.TimesSeconds.IsEmpty)
            {
                return;
            }

            ImmutableArray<SegmentFigures> segments = SpeedSegments.Compute(
                values,
                TimeVaryingLoudness.PeriodSeconds,
                speed,
                ranges.FromRpm,
                ranges.StepRpm,
                ranges.Count,
                _request.Percent);
            for (int i = 0; i < curve.Length; i++)
            {
                curve[i] = (float)(_request.Aggregation switch
                {
                    Aggregation.Mean => segments[i].Mean,
                    Aggregation.Maximum => segments[i].Maximum,
                    _ => segments[i].Exceeded,
                });
            }
        }
    }
}
