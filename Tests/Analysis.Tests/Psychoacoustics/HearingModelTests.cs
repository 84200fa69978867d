using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class HearingModelTests
{
    // ECMA-418-2:2025: 1 kHz and 40 dB in the free field has 1 sone_HMS and 1 tu_HMS by definition.
    [Theory]
    [InlineData(48000)]
    [InlineData(51200)]
    public void The_reference_tone_has_one_sone_and_one_tu(int rate)
    {
        HearingModelSound sound = HearingModel.Analyse(ToneSignal.Steady(1000, 40, rate, 0.6), rate);
        Assert.Equal(1, sound.LoudnessSone, 0.002);
        Assert.Equal(1, sound.TonalityTu, 0.002);
        Assert.Equal(1, sound.SpecificTonality[17], 0.002);
        Assert.All(sound.ToneFrequencyHz.Skip(57), frequency => Assert.Equal(1000, frequency, 3.0));
        Assert.True(sound.IsProminentlyTonal);
        Assert.Equal((int)(0.6 * 187.5) + 2, sound.LoudnessOverTime.Length);
    }

    // The sound of LcgSignal by the independent implementation of M. Lotinga (sottek-hearing-model, 2026, Python in
    // double precision), whose calibration differs by 0.01 %.
    [Fact]
    public void Tones_in_noise_have_the_values_of_an_independent_implementation()
    {
        HearingModelSound sound = HearingModel.Analyse(LcgSignal.Make(), LcgSignal.SampleRateHz);
        AssertNear(0.603101, sound.TonalityTu);
        AssertNear(0.458348, sound.SpecificTonality[7]);
        AssertNear(0.276284, sound.SpecificTonality[31]);
        AssertNear(0.596923, sound.TonalityOverTime[60]);
        AssertNear(0.614459, sound.TonalityOverTime[200]);
        Assert.Equal(439.453125, sound.ToneFrequencyHz[120]);
        AssertNear(5.443543, sound.LoudnessSone);
        AssertNear(0.150019, sound.SpecificLoudness[5]);
        AssertNear(0.430797, sound.SpecificLoudness[30]);
        AssertNear(5.501905, sound.LoudnessOverTime[200]);

        Roughness roughness = Roughness.Of(LcgSignal.Make(), LcgSignal.SampleRateHz);
        AssertNear(0.0212093, roughness.RoughnessAsper);
        AssertNear(0.00578597, roughness.SpecificAsper[31]);
        AssertNear(0.0141926, roughness.OverTime[50]);
    }

    [Fact]
    public void Silence_is_neither_loud_nor_tonal()
    {
        HearingModelSound sound = HearingModel.Analyse(new float[24000], 48000);
        Assert.Equal(0, sound.LoudnessSone);
        Assert.Equal(0, sound.TonalityTu);
        Assert.False(sound.IsProminentlyTonal);
    }

    [Fact]
    public void Bad_input_is_refused_with_its_reason()
    {
        float[] signal = new float[24000];
        signal[100] = float.NaN;
        Assert.Throws<ArgumentException>(() => HearingModel.Analyse(signal, 48000));
        Assert.Contains(
            "too short",
            Assert.Throws<ArgumentException>(() => HearingModel.Analyse(new float[9600], 48000)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => HearingModel.Analyse(new float[24000], 16000));
    }

    private static void AssertNear(double expected, double actual) => Assert.Equal(expected, actual, 3e-4 * expected);
}
