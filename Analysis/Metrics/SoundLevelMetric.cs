using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;
using Bench.Analysis.Weightings;

namespace Bench.Analysis.Metrics;

/// <summary>LAeq, LAFmax and LCpeak.</summary>
internal sealed class SoundLevelMetric(double sampleRateHz) : StepMetric
{
    public override double NanosecondsPerSample => 40;

    public override StepMeter Start() => new Meter(new SoundLevelMeter(sampleRateHz));

    private sealed class Meter(SoundLevelMeter meter) : StepMeter
    {
        public override void Add(ReadOnlySpan<float> samples) => meter.Process(samples);

        public override void Read(SpeedTrace speed, ReadOnlySpan<float[]> curves)
        {
            curves[0][0] = Floored(meter.EquivalentLevelDb);
            curves[1][0] = Floored(meter.FastMaximumDb);
            curves[2][0] = Floored(meter.CPeakLevelDb);
        }

        private static float Floored(double levelDb) => (float)Math.Max(FlooredLevel.FloorDb, levelDb);
    }
}
