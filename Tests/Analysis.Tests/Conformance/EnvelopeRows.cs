using Bench.Analysis.Envelope;
using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Lines of damaged bearings in the envelope spectra of recordings by others.</summary>
internal static class EnvelopeRows
{
    // NICE bearing, 0.235 and 1.245 inch, of the Society for Machinery Failure Prevention Technology.
    private static readonly Bearing s_bearing = new()
    {
        Name = "test bearing",
        Balls = 8,
        BallDiameterMillimetres = 5.969,
        PitchDiameterMillimetres = 31.623,
    };

    public static IEnumerable<ConformanceRow> Compute(ConformanceVectors vectors) =>
    [
        .. Rows(vectors, "InnerRaceFault_vload_1.mat", "inner ring", 118.0),
        .. Rows(vectors, "OuterRaceFault_vload_1.mat", "outer ring", 80.35),
    ];

    private static IEnumerable<ConformanceRow> Rows(
        ConformanceVectors vectors, string file, string ring, double hertz)
    {
        MatlabVector recording = new(vectors.FullPath("envelope_mfpt/" + file));
        float[] samples = Array.ConvertAll(recording["gs"], value => (float)value);
        double rateHz = recording["sr"][0];
        KurtogramBand band = Kurtogram.Compute(samples, rateHz, 5).Best(3 * hertz, 1000);
        LineFinding fixedBand = Find(samples, rateHz, 4000, 16_000, ring);
        yield return Row($"line of the {ring}, 4 to 16 kHz", fixedBand.RhythmHz);
        yield return Row(
            $"line of the {ring}, band of the kurtogram",
            Find(samples, rateHz, band.FromHz + 1, band.ToHz - 1, ring).RhythmHz);
        yield return new($"signal to noise of the {ring}, 4 to 16 kHz", file, LineSearch.ClearDb,
            fixedBand.SignalToNoiseDb, new Limits(0, double.PositiveInfinity), "at least: clear", "dB");

        ConformanceRow Row(string name, double actual) => new(
            name, file, hertz, actual, Limits.Relative(0.01, hertz), "1 % of the rhythm that others read", "Hz");
    }

    private static LineFinding Find(float[] samples, double rateHz, double fromHz, double toHz, string part)
    {
        EnvelopeOptions options = new(fromHz, Math.Min(toHz, (rateHz / 2) - 1)) { ResolutionHz = 1 };
        EnvelopeSpectrum envelope = new(options, rateHz);
        envelope.Add(samples);
        LinePattern pattern = LinePattern.Of(s_bearing).Single(pattern => pattern.Name == part);
        Curve power = envelope.Power("m/s²");
        return LineSearch.Find(power, envelope.Spectrum.Window, pattern, 25);
    }
}
