using System.Globalization;
using Bench.Analysis.Psychoacoustics;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class SharpnessTests
{
    private const string Folder = "reference/vectors/din45692/";

    [Theory]
    [InlineData("narrowband_250.WAV")]
    [InlineData("narrowband_1000.wav")]
    [InlineData("narrowband_4000.wav")]
    [InlineData("broadband_1000.wav")]
    public void Noises_of_DIN_45692_have_their_sharpness(string file)
    {
        string? table = SharedData.Find(Folder + "expected.csv");
        Assert.SkipUnless(table is not null, "needs the shared reference vectors");
        string row = File.ReadLines(table).Single(
            line => line.StartsWith(file + ",", StringComparison.OrdinalIgnoreCase));
        double expected = double.Parse(row.Split(',')[1], CultureInfo.InvariantCulture);
        WavSignal wav = WavSignal.Read(Folder + file);
        Sharpness sharpness = Sharpness.Of(StationaryLoudness.Of(wav.Samples, wav.SampleRateHz));
        Assert.InRange(sharpness.SharpnessAcum - expected, -Tolerance(expected), Tolerance(expected));
    }

    [Fact]
    public void The_reference_noise_has_one_acum()
    {
        WavSignal wav = WavSignal.Read(Folder + "RefSignal_Sharpness_DIN45692.wav");
        Loudness loudness = StationaryLoudness.Of(wav.Samples, wav.SampleRateHz);
        Assert.Equal(1, Sharpness.Of(loudness).SharpnessAcum, 0.05);
        Assert.Equal(1, Sharpness.Of(loudness, SharpnessWeighting.VonBismarck).SharpnessAcum, 0.05);
    }

    // All loudness at one critical-band rate: S = 0.11·g(z)·z, for Aures times N/ln(0.05·N + 1).
    [Theory]
    [InlineData(SharpnessWeighting.Din45692, 10, 1.1)]
    [InlineData(SharpnessWeighting.Din45692, 20, 0.11 * 20 * ((0.15 * 5.836) + 0.85))]
    [InlineData(SharpnessWeighting.VonBismarck, 20, 0.11 * 20 * ((0.2 * 4.6646) + 0.8))]
    [InlineData(SharpnessWeighting.Aures, 10, 0.11 * 0.078 * 5.5290 * 0.4 / 0.0198026)]
    public void A_single_line_has_the_sharpness_of_its_weight(SharpnessWeighting weighting, int bark, double expected)
    {
        double[] specific = new double[240];
        specific[(10 * bark) - 1] = 4;
        Assert.Equal(expected, Sharpness.Acum(specific, weighting), 2e-4 * expected);
    }

    [Fact]
    public void Sharpness_over_time_ends_at_the_stationary_one_and_silence_has_none()
    {
        float[] signal = [.. new float[2400], .. ToneSignal.Steady(4000, 60, 48000, 0.7)];
        LoudnessTrace trace = TimeVaryingLoudness.Of(signal, 48000);
        double expected = Sharpness.Of(StationaryLoudness.Of(signal, 48000)).SharpnessAcum;
        Assert.Equal(expected, Sharpness.Over(trace)[^1], 0.005 * expected);
        Assert.True(double.IsNaN(Sharpness.Over(trace)[0]));
        Assert.Throws<ArgumentException>(() => Sharpness.Acum(new double[24]));
    }

    // Clause 6: 5 % or 0.05 acum, whichever is larger.
    private static double Tolerance(double acum) => Math.Max(0.05, 0.05 * acum);
}
