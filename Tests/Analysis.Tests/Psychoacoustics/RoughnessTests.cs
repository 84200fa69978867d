using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class RoughnessTests
{
    private static readonly double[] s_pchip = [0.6875, 1.625, 4.271];

    // ECMA-418-2:2025: 1 kHz, modulated with 70 Hz to 100 %, 60 dB over all, has 1 asper by definition.
    [Theory]
    [InlineData(48000)]
    [InlineData(51200)]
    public void The_reference_sound_has_one_asper(int rate)
    {
        Roughness roughness = Roughness.Of(ModulatedTone.Make(1000, 70, 60, rate, 1.5), rate);
        Assert.Equal(1, roughness.RoughnessAsper, 0.003);
        Assert.Equal(0.374, roughness.SpecificAsper[17], 0.01);
        Assert.True(roughness.IsProminent);
        Assert.Equal(76, roughness.OverTime.Length);
    }

    // The analyser's edition is older: from 160 Hz on it reads up to 9 % more, which is below 0.02 asper.
    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(120)]
    [InlineData(200)]
    [InlineData(400)]
    public void Rates_of_modulation_are_weighted_as_by_a_commercial_analyser(int modulationHz)
    {
        double[][] rows = VectorTable.Read("reference/vectors/ecma418-2/roughness_am_fc1000.csv");
        double expected = rows.Single(row => row[1] == modulationHz)[2];
        Roughness roughness = Roughness.Of(ModulatedTone.Make(1000, modulationHz, 60, 48000, 2), 48000);
        Assert.Equal(expected, roughness.RoughnessAsper, Math.Max(0.03 * expected, 0.02));
    }

    // E. Zwicker, H. Fastl, Psychoacoustics, 1990, in the shared folder: a third method, by listeners.
    [Fact]
    public void A_recorded_modulation_of_70_Hz_is_about_one_asper()
    {
        WavSignal wav = WavSignal.Read("reference/vectors/roughness/Test_signal_fc1000_fmod70.wav");
        float[] signal = wav.Samples[..(int)(1.5 * wav.SampleRateHz)];
        double rms = Math.Sqrt(signal.Average(value => (double)value * value));
        float[] scaled = Array.ConvertAll(signal, value => (float)(value * 0.02 / rms));
        Assert.Equal(1, Roughness.Of(scaled, wav.SampleRateHz).RoughnessAsper, 0.03);
    }

    [Fact]
    public void A_steady_tone_and_silence_are_not_rough()
    {
        Assert.Equal(0, Roughness.Of(ToneSignal.Steady(1000, 60, 48000, 1), 48000).RoughnessAsper, 0.02);
        Assert.Equal(0, Roughness.Of(new float[48000], 48000).RoughnessAsper);
    }

    [Fact]
    public void Bad_input_is_refused_with_its_reason()
    {
        float[] signal = new float[48000];
        signal[100] = float.NaN;
        Assert.Throws<ArgumentException>(() => Roughness.Of(signal, 48000));
        Assert.Throws<ArgumentException>(() => Roughness.Of(new float[9600], 48000));
        Assert.Throws<ArgumentOutOfRangeException>(() => Roughness.Of(new float[48000], 22050));
    }

    [Fact]
    public void Monotone_interpolation_goes_through_its_points_and_never_beyond()
    {
        // Values at 0.5, 2.25 and 3.9: scipy 1.10, PchipInterpolator.
        MonotoneCubic curve = new([0, 1, 2, 3, 4], [0, 1, 1, 5, 4]);
        Assert.Equal([0, 1, 1, 5, 4], Enumerable.Range(0, 5).Select(i => curve.At(i)));
        double[] between = [curve.At(0.5), curve.At(2.25), curve.At(3.9)];
        Assert.All(between.Zip(s_pchip), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }
}
