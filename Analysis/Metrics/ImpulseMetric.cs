using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Metrics;

/// <summary>Crest factor, kurtosis and impulse factor of bands.</summary>
internal sealed class ImpulseMetric(ImmutableArray<FrequencyBand> bands, double sampleRateHz) : StepMetric
{
    private const double NanosecondsPerBand = 40;

    /// <summary>Figures per band.</summary>
    public const int Figures = 3;

    public override double NanosecondsPerSample => NanosecondsPerBand * bands.Length;

    public override StepMeter Start() => new Meter(
        [.. bands.Select(band => new ImpulseIndicators(sampleRateHz, band.FromHz, band.ToHz))]);

    private sealed class Meter(ImpulseIndicators[] bands) : StepMeter
    {
        public override void Add(ReadOnlySpan<float> samples)
        {
            foreach (ImpulseIndicators band in bands)
            {
                band.Add(samples);
            }
        }

        public override void Read(SpeedTrace speed, ReadOnlySpan<float[]> curves)
        {
            for (int band = 0; band < bands.Length; band++)
            {
                curves[Figures * band][0] = (float)bands[band].CrestFactor;
                curves[(Figures * band) + 1][0] = (float)bands[band].Kurtosis;
                curves[(Figures * band) + 2][0] = (float)bands[band].ImpulseFactor;
            }
        }
    }
}
