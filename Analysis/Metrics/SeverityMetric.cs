using Bench.Analysis.Tacho;
using Bench.Analysis.Weightings;

namespace Bench.Analysis.Metrics;

/// <summary>Vibration severity: rms velocity in mm/s.</summary>
internal sealed class SeverityMetric(double fromHz, double toHz, double sampleRateHz) : StepMetric
{
    public override double NanosecondsPerSample => 15;

    public override StepMeter Start() => new Meter(new VibrationSeverity(sampleRateHz, fromHz, toHz));

    private sealed class Meter(VibrationSeverity severity) : StepMeter
    {
        public override void Add(ReadOnlySpan<float> samples) => severity.Process(samples);

        public override void Read(SpeedTrace speed, ReadOnlySpan<float[]> curves) =>
            curves[0][0] = (float)severity.VelocityRmsMillimetresPerSecond;
    }
}
