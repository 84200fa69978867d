using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class FluctuationStrengthTests
{
    // ECMA-418-2:2025: 1 kHz, modulated with 4 Hz to 100 %, 60 dB over all, has 1 vacil by definition. After 5 s an
    // independent implementation (phonometry, 2026) reads 0.9931 with the standard's own calibration.
    [Fact]
    public void The_reference_sound_has_one_vacil()
    {
        FluctuationStrength fluctuation = FluctuationStrength.Of(ModulatedTone.Make(1000, 4, 60, 48000, 5), 48000);
        Assert.Equal(1, fluctuation.FluctuationVacil, 0.01);
        Assert.Equal(0.9931, fluctuation.FluctuationVacil, 0.0005);
        Assert.True(fluctuation.IsProminent);
        Assert.Equal(251, fluctuation.OverTime.Length);
    }

    [Fact]
    public void A_fast_modulation_a_steady_tone_and_silence_hardly_fluctuate()
    {
        double fast = FluctuationStrength.Of(ModulatedTone.Make(1000, 40, 60, 44100, 2), 44100).FluctuationVacil;
        Assert.InRange(fast, 0, 0.2);
        Assert.Equal(0, FluctuationStrength.Of(ToneSignal.Steady(1000, 60, 48000, 1), 48000).FluctuationVacil, 0.2);
        Assert.Equal(0, FluctuationStrength.Of(new float[48000], 48000).FluctuationVacil);
    }

    [Fact]
    public void Bad_input_is_refused_with_its_reason()
    {
        float[] signal = new float[48000];
        signal[100] = float.NaN;
        Assert.Throws<ArgumentException>(() => FluctuationStrength.Of(signal, 48000));
        Assert.Throws<ArgumentException>(() => FluctuationStrength.Of(new float[9600], 48000));
        Assert.Throws<ArgumentOutOfRangeException>(() => FluctuationStrength.Of(new float[48000], 22050));
    }

    // Two sinusoids on a constant, between bins: the fit finds what they were made of.
    [Fact]
    public void A_fit_at_the_right_rates_is_exact()
    {
        FluctuationWindow window = new(100, 1900);
        double[] envelope = new double[2048];
        for (int i = 0; i < envelope.Length; i++)
        {
            double phase = 2 * Math.PI * i / 1500;
            envelope[i] = 1 + (0.5 * Math.Cos((4.1 * phase) + 0.3)) + (0.2 * Math.Sin(9.7 * phase));
        }

        (double constant, double[] powers, double error) = new LinePairFit(envelope, window).Fit([4.1, 9.7]);
        Assert.Equal(1, constant, 1e-9);
        Assert.Equal(0.25 / 4, powers[0], 1e-9);
        Assert.Equal(0.04 / 4, powers[1], 1e-9);
        Assert.Equal(0, error, 1e-6);
    }

    [Fact]
    public void A_moving_median_sees_as_many_values_as_there_are()
    {
        double[] medians = new double[6];
        MovingMedian.Compute([5, 1, 4, 2, 9, 3], 3, medians);
        Assert.Equal([3, 4, 2, 4, 3, 6], medians);
    }
}
