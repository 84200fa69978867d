using Bench.Analysis.Weightings;

namespace Bench.Analysis.Tests.Weightings;

/// <summary>Tones for sound level meters.</summary>
internal static class MeterSignal
{
    /// <summary>A meter that has settled on a tone for one second and measured it for the next.</summary>
    public static SoundLevelMeter Steady(
        double tone,
        double rate,
        FrequencyWeightingKind weighting = FrequencyWeightingKind.A,
        double amplitude = 1)
    {
        SoundLevelMeter meter = new(rate, weighting);
        meter.Process(Tone(tone, rate, (int)rate, amplitude));
        meter.StartInterval();
        meter.Process(Tone(tone, rate, (int)rate, amplitude, (int)rate));
        return meter;
    }

    public static float[] Tone(double frequencyHz, double rate, int count, double amplitude, int from = 0)
    {
        double step = 2 * Math.PI * frequencyHz / rate;
        return [.. Enumerable.Range(from, count).Select(i => (float)(amplitude * Math.Sin(step * i)))];
    }
}
