using System.Collections.Immutable;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Metrics;

/// <summary>
/// The most prominent tone of an averaged spectrum. Without a tone the ratios are 0 dB and the audibility is −10 dB, as
/// ISO/PAS 20065 has it: what every motor can reach is a number, not a gap.
/// </summary>
internal sealed class ToneMetric(SharedPlans shared, double sampleRateHz) : StepMetric
{
    private const double Overlap = 0.5;

    // ISO/PAS 20065 asks for lines 1.9 to 4 Hz apart.
    private const double AudibilitySpacingHz = 2;

    // A tone in digital silence has an infinite ratio; a sensor's noise leaves about 100 dB.
    private const double MostDb = 200;

    public override double NanosecondsPerSample => 2 * AnalysisLoad.SpectrumNanoseconds;

    public override StepMeter Start() =>
        new Meter(Spectrum(ToneSpectrum.DefaultSpacingHz), Spectrum(AudibilitySpacingHz));

    private WelchSpectrum Spectrum(double spacingHz)
    {
        int length = (int)Math.Round(sampleRateHz / spacingHz);
        return new WelchSpectrum(
            shared.Transform(length), shared.Hann(length), Overlap, sampleRateHz, SpectrumAveraging.Linear);
    }

    private sealed class Meter(WelchSpectrum fine, WelchSpectrum coarse) : StepMeter
    {
        public override void Add(ReadOnlySpan<float> samples)
        {
            fine.Add(samples);
            coarse.Add(samples);
        }

        public override void Read(SpeedTrace speed, ReadOnlySpan<float[]> curves)
        {
            ToneSpectrum lines = ToneSpectrum.From(fine);
            ToneSpectrum wide = ToneSpectrum.From(coarse);
            if (!double.IsFinite(lines.MeanSquares.Sum()) || !double.IsFinite(wide.MeanSquares.Sum()))
            {
                return;
            }

            ImmutableArray<DiscreteTone> tones = DiscreteTones.Find(lines);
            curves[0][0] = Largest(tones.Select(tone => tone.ToneToNoiseDb));
            curves[1][0] = Largest(tones.Select(tone => tone.ProminenceDb));
            curves[2][0] = (float)ToneAudibility.DecisiveDb(ToneAudibility.Find(wide));
        }

        private static float Largest(IEnumerable<double> ratiosDb) =>
            (float)Math.Min(MostDb, ratiosDb.Where(ratio => ratio > 0).DefaultIfEmpty(0).Max());
    }
}
