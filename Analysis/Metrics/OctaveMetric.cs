using Bench.Analysis.Octaves;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Metrics;

/// <summary>Band levels by the class 1 filter bank.</summary>
internal sealed class OctaveMetric(OctaveBankPlan bank, OctaveLevel level, Quantity quantity) : StepMetric
{
    private const double NanosecondsPerBand = 4;

    public override double NanosecondsPerSample => NanosecondsPerBand * bank.Bands.Length;

    public override StepMeter Start() => new Meter(bank, level, quantity);

    private sealed class Meter(OctaveBankPlan plan, OctaveLevel level, Quantity quantity) : StepMeter
    {
        private readonly OctaveFilterBank _bank = new(plan, 1);

        public override void Add(ReadOnlySpan<float> samples) => _bank.Process(samples);

        public override void Read(SpeedTrace speed, ReadOnlySpan<float[]> curves)
        {
            double[] meanSquares = new double[plan.Bands.Length];
            _bank.CopyMeanSquares(level, 0, meanSquares);
            for (int band = 0; band < meanSquares.Length; band++)
            {
                curves[0][band] = (float)FlooredLevel.Of(meanSquares[band], quantity);
            }
        }
    }
}
