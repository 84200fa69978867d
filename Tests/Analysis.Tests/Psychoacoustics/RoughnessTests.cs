using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class RoughnessTests
{
    private static readonly double[] s_pchip = [0.6875, 1.625, 4.271];

    // ECMA-418-2:2025: 1 kHz, modulated with 70 Hz to 100 %, 60 dB over all, has 1 asper by definition. Other values
    // are tried in the conformance report.
    [Fact]
    public void The_reference_sound_has_one_asper_at_another_rate()
    {
        Roughness roughness = Roughness.Of(ModulatedTone.Make(1000, 70, 60, 51200, 1.5), 51200);
        Assert.Equal(1, roughness.RoughnessAsper, 0.003);
        Assert.True(roughness.IsProminent);
        Assert.Equal(76, roughness.OverTime.Length);
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
