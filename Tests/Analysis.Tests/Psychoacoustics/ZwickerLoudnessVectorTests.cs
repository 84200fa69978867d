using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

/// <summary>The signals of ISO 532-1:2017, annex B, that are in the shared folder.</summary>
public class ZwickerLoudnessVectorTests
{
    private const string Folder = "reference/vectors/iso532-1/";

    // Full scale of the standard's files is a sine of 100 dB: √2·2 Pa.
    private static readonly double s_scale = 2 * Math.Sqrt(2);

    [Fact]
    public void Levels_of_annex_B2_have_their_loudness()
    {
        double[][] expected = VectorTable.Read(Folder + "signal_01_specific.csv");
        double[] levels =
        [
            -60, -60, 78, 79, 89, 72, 80, 89, 75, 87, 85, 79, 86, 80, 71, 70, 72, 71, 72, 74, 69, 65, 67, 77, 68, 58,
            45, 30,
        ];
        Loudness loudness = StationaryLoudness.FromLevels(levels);
        Assert.Equal(83.2957, loudness.LoudnessSone, 83.2957e-3);
        AssertSpecific(expected, loudness);
    }

    [Theory]
    [InlineData("2 (250 Hz 80 dB)", "02", 14.6545, 48000)]
    [InlineData("3 (1 kHz 60 dB)", "03", 4.0192, 48000)]
    [InlineData("2 (250 Hz 80 dB)", "02", 14.6545, 44100)]
    [InlineData("3 (1 kHz 60 dB)", "03", 4.0192, 51200)]
    [InlineData("3 (1 kHz 60 dB)", "03", 4.0192, 102400)]
    public void Stationary_signals_of_annex_B3_have_their_loudness(
        string name, string number, double sone, int rate)
    {
        double[][] expected = VectorTable.Read(Folder + $"signal_{number}_specific.csv");
        float[] signal = Read(name)[..96000];
        Loudness loudness = StationaryLoudness.Of(Resampling.From48000(signal, rate), rate);
        Assert.Equal(sone, loudness.LoudnessSone, 1e-3 * sone);
        AssertSpecific(expected, loudness);
    }

    [Theory]
    [InlineData("7 (tone 1 kHz 30 dB - 80 dB)", "07", 48000)]
    [InlineData("10 (tone pulse 1 kHz 10 ms 70 dB)", "10", 48000)]
    [InlineData("13 (combined tone pulses 1 kHz)", "13", 48000)]
    [InlineData("10 (tone pulse 1 kHz 10 ms 70 dB)", "10", 44100)]
    [InlineData("10 (tone pulse 1 kHz 10 ms 70 dB)", "10", 51200)]
    [InlineData("13 (combined tone pulses 1 kHz)", "13", 44100)]
    [InlineData("13 (combined tone pulses 1 kHz)", "13", 51200)]
    public void Time_varying_signals_of_annex_B4_follow_their_traces(string name, string number, int rate)
    {
        double[][] total = VectorTable.Read(Folder + $"signal_{number}_N_t.csv");
        double[][] specific = VectorTable.Read(Folder + $"signal_{number}_Nprime_t_bark8.5.csv");
        LoudnessTrace trace = TimeVaryingLoudness.Of(Resampling.From48000(Read(name), rate), rate);
        Assert.Equal(total.Length, trace.LoudnessSone.Length);
        AssertTrace(total, [.. trace.LoudnessSone]);
        AssertTrace(specific, [.. Enumerable.Range(0, trace.LoudnessSone.Length).Select(i => trace.SpecificAt(i)[84])]);
    }

    private static float[] Read(string name) => WavSignal.Read(Folder + $"Test signal {name}.wav").Scaled(s_scale);

    private static void AssertSpecific(double[][] expected, Loudness loudness)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(loudness.SpecificSonePerBark[i], expected[i][2], expected[i][3]);
        }
    }

    // Every value within 5 % or 0.1 sone, and all together within 0.1 %: the tables are rounded to 0.001.
    private static void AssertTrace(double[][] expected, double[] actual)
    {
        double error = 0;
        double power = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            error += Math.Pow(actual[i] - expected[i][1], 2);
            power += Math.Pow(expected[i][1], 2);
            Assert.InRange(actual[i], expected[i][2], expected[i][3]);
        }

        Assert.InRange(Math.Sqrt(error / power), 0, 1e-3);
    }
}
