using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class StationaryLoudnessTests
{
    // Doubling per 10 dB above 40 dB is the definition of the sone at 1 kHz; the method holds it to 5 %.
    [Theory]
    [InlineData(40, 1)]
    [InlineData(60, 4)]
    [InlineData(80, 16)]
    public void Tones_of_1_kHz_double_per_10_decibels(double levelDb, double sone)
    {
        Loudness loudness = StationaryLoudness.Of(ToneSignal.Steady(1000, levelDb, 51200, 0.7), 51200);
        Assert.InRange(loudness.LoudnessSone, 0.95 * sone, 1.05 * sone);
        Assert.InRange(loudness.LevelPhon, levelDb - 0.7, levelDb + 0.7);
        Assert.Equal(levelDb, loudness.LevelsDb[16], 0.1);
        Assert.Equal(loudness.LoudnessSone, 0.1 * loudness.SpecificSonePerBark.Sum(), 0.02 * sone);
    }

    [Fact]
    public void Phons_and_sones_follow_the_formula_of_the_standard()
    {
        Assert.Equal(40, LoudnessLevel.PhonFromSone(1), 1e-9);
        Assert.Equal(50, LoudnessLevel.PhonFromSone(2), 1e-9);
        Assert.Equal(40 * Math.Pow(0.1005, 0.35), LoudnessLevel.PhonFromSone(0.1), 1e-9);
    }

    [Fact]
    public void A_diffuse_field_is_louder_at_1_kHz_and_quieter_at_4_kHz()
    {
        // Table A.5: +3 dB in the critical band at 1 kHz, −2 dB at 2.5 kHz.
        double[] levels = [.. Enumerable.Repeat(double.NegativeInfinity, 28)];
        levels[16] = 60;
        double up = StationaryLoudness.FromLevels(levels, SoundField.Diffuse).LevelPhon
            - StationaryLoudness.FromLevels(levels).LevelPhon;
        Assert.Equal(3, up, 0.15);
        levels[16] = double.NegativeInfinity;
        levels[20] = 60;
        double down = StationaryLoudness.FromLevels(levels, SoundField.Diffuse).LevelPhon
            - StationaryLoudness.FromLevels(levels).LevelPhon;
        Assert.Equal(-2, down, 0.15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(333)]
    public void Any_cutting_into_blocks_gives_the_same_loudness(int size)
    {
        float[] signal = ToneSignal.Steady(3000, 70, 44100, 0.7);
        double whole = StationaryLoudness.Of(signal, 44100).LoudnessSone;
        StationaryLoudness cut = new(44100);
        for (int start = 0; start < signal.Length; start += size)
        {
            cut.Process(signal.AsSpan(start, Math.Min(size, signal.Length - start)));
        }

        Assert.Equal(whole, cut.Result().LoudnessSone, 1e-9);
    }

    [Fact]
    public void Nothing_silence_and_NaN_are_told_apart()
    {
        StationaryLoudness loudness = new(48000);
        Assert.True(double.IsNaN(loudness.Result().LoudnessSone));
        loudness.Process(new float[30000]);
        Assert.Equal(0, loudness.Result().LoudnessSone);
        loudness.Process([float.NaN]);
        Assert.True(double.IsNaN(loudness.Result().LoudnessSone));
        loudness.Reset();
        loudness.Process(new float[30000]);
        Assert.Equal(0, loudness.Result().LoudnessSone);
    }

    [Fact]
    public void Wrong_input_is_refused_with_its_reason()
    {
        Assert.Throws<ArgumentException>(() => StationaryLoudness.FromLevels(new double[27]));
        double[] levels = new double[28];
        levels[3] = 121;
        Assert.Contains(
            "120 dB",
            Assert.Throws<ArgumentException>(() => StationaryLoudness.FromLevels(levels)).Message,
            StringComparison.Ordinal);
        levels[3] = double.NaN;
        Assert.Throws<ArgumentException>(() => StationaryLoudness.FromLevels(levels));
        Assert.Throws<ArgumentException>(() => StationaryLoudness.Of(new float[1000], 48000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StationaryLoudness(22050));
    }
}
