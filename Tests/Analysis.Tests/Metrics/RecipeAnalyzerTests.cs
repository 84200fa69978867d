namespace Bench.Analysis.Tests.Metrics;

public sealed class RecipeAnalyzerTests(VirtualRun run) : IClassFixture<VirtualRun>
{
    private const double AccelerationReference = 1e-6;

    [Theory]
    [InlineData("order 1", 1.0)]
    [InlineData("order 8", 0.3)]
    [InlineData("order 48", 0.05)]
    public void An_order_cut_shows_a_known_amplitude_within_a_tenth_of_a_dB_through_the_fast_run_up(
        string name, double amplitude)
    {
        double expected = 20 * Math.Log10(amplitude / Math.Sqrt(2) / AccelerationReference);
        ReadOnlySpan<float> levels = run.Values("run-up/AccA/OrderCut/" + name);
        for (int i = 0; i < levels.Length; i++)
        {
            // Around 10 000 rpm order 48 crosses the carrier at 8 kHz and its side lines 3.6 orders beside.
            bool crosses = name == "order 48" && 1000 + (i * 500) is >= 9000 and <= 11000;
            Assert.True(
                crosses || Math.Abs(expected - levels[i]) < 0.1, $"{name} at {1000 + (i * 500)} rpm: {levels[i]} dB");
        }
    }

    [Fact]
    public void A_fixed_tone_does_not_leak_into_order_cuts()
    {
        // The carrier at 8 kHz crosses order 48 at 10 000 rpm; orders 7, 9, 16 and 24 have nothing in them.
        foreach (string name in new[] { "order 7", "order 9", "order 16", "order 24" })
        {
            foreach (float level in run.Values("run-up/Mic/OrderCut/" + name))
            {
                Assert.InRange(level, -200, 20 * Math.Log10(0.01 / Math.Sqrt(2) / 20e-6) - 60);
            }
        }
    }

    [Fact]
    public void Order_spectrum_shows_known_orders_at_constant_speed()
    {
        ReadOnlySpan<float> levels = run.Values("dwell/AccA/OrderSpectrum/order spectrum");
        Assert.Equal(20 * Math.Log10(1 / Math.Sqrt(2) / AccelerationReference), levels[1], 0.02);
        Assert.Equal(20 * Math.Log10(0.3 / Math.Sqrt(2) / AccelerationReference), levels[15], 0.02);
    }

    [Fact]
    public void Envelope_spectrum_shows_the_modulation_at_its_order()
    {
        ReadOnlySpan<float> levels = run.Values("dwell/AccA/EnvelopeSpectrum/envelope spectrum");
        double expected = 20 * Math.Log10(0.2 * 0.5 / Math.Sqrt(2) / AccelerationReference);

        // Order 48 beats with the carrier and takes 0.14 dB off the modulation.
        Assert.Equal(expected - 0.14, levels[71], 0.05);
        int strongest = 0;
        for (int i = 1; i < levels.Length; i++)
        {
            strongest = levels[i] > levels[strongest] ? i : strongest;
        }

        Assert.Equal(71, strongest);
    }

    [Fact]
    public void Phase_currents_have_the_components_they_were_made_of()
    {
        Assert.Equal(100 / Math.Sqrt(2), run.Values("dwell/CurU/PhaseCurrent/fundamental")[0], 0.05);
        Assert.Equal(2, run.Values("dwell/CurU/PhaseCurrent/unbalance")[0], 0.02);
        Assert.Equal(2, run.Values("dwell/CurU/PhaseCurrent/unbalance max")[0], 0.05);
        Assert.Equal(3, run.Values("dwell/CurU/PhaseCurrent/distortion")[0], 0.05);
        Assert.Equal(2, run.Values("run-up/CurU/PhaseCurrent/unbalance")[0], 0.05);
    }

    [Fact]
    public void The_carrier_is_found_between_its_side_lines()
    {
        Assert.Equal(10000, run.Values("dwell/CurU/SwitchingLine/carrier frequency")[0], 0.5);

        // Two lines of 1 A each: together 1 A rms.
        Assert.Equal(0, run.Values("dwell/CurU/SwitchingLine/carrier level")[0], 0.2);
    }

    [Fact]
    public void Every_curve_has_values()
    {
        for (int i = 0; i < run.Measurement.Definition.Curves.Length; i++)
        {
            foreach (float value in run.Measurement.Values(i))
            {
                Assert.True(float.IsFinite(value), run.Measurement.Definition.Curves[i].Key);
            }
        }
    }

    [Fact]
    public void Speed_follows_the_profile_and_the_tacho_is_sound()
    {
        Assert.Empty(run.Session.TachoEvents);
        for (int i = 0; i < run.Session.Speed.TimesSeconds.Length; i++)
        {
            double t = run.Session.Speed.TimesSeconds[i];
            if (t is > 2 and < 6.9)
            {
                Assert.Equal(600 + ((t - 1) * 1900), run.Session.Speed.SpeedsRpm[i], 5.0);
            }
        }
    }
}
