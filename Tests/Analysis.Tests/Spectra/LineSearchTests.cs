using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Spectra;

public sealed class LineSearchTests
{
    private const double RateHz = 2000;
    private const double ShaftHz = 29.95;

    private static readonly Bearing s_skf6205 = new()
    {
        Name = "drive end",
        Balls = 9,
        BallDiameterMillimetres = 7.94,
        PitchDiameterMillimetres = 39.04,
    };

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.988)]
    [InlineData(0.979)]
    public void The_inner_ring_is_found_with_its_slip_and_sidebands(double slip)
    {
        double rhythm = 5.41522 * ShaftHz * slip;
        WelchSpectrum spectrum = Spectrum(
            (rhythm, 0.1), (2 * rhythm, 0.06), (3 * rhythm, 0.04), (4 * rhythm, 0.03),
            (rhythm - ShaftHz, 0.05), (rhythm + ShaftHz, 0.05), (ShaftHz, 0.1));
        LineFinding finding = Find(spectrum, "inner ring");
        Assert.Equal(rhythm, finding.RhythmHz, 0.02);
        Assert.Equal(slip, finding.Share, 2e-4);
        Assert.True(finding.IsClear);
        FoundLine upper = finding.Lines.Single(line => line is { Harmonic: 1, Sideband: 1 });
        Assert.Equal(rhythm + ShaftHz, upper.FrequencyHz, 0.05);
        Assert.Equal(0.05 / Math.Sqrt(2), upper.Rms, 0.002);
        Assert.InRange(upper.SignalToNoiseDb, 15, 40);
        Assert.InRange(finding.Lines.Single(line => line is { Harmonic: 2, Sideband: 1 }).SignalToNoiseDb, -10, 8);
    }

    [Fact]
    public void The_sidebands_of_a_ball_slip_with_it()
    {
        const double Slip = 0.985;
        double rhythm = 4.71345 * ShaftHz * Slip;
        double cage = 0.398309 * ShaftHz * Slip;
        WelchSpectrum spectrum = Spectrum(
            (rhythm, 0.1), (2 * rhythm, 0.08), (rhythm - cage, 0.05), (rhythm + (2 * cage), 0.05));
        LineFinding finding = Find(spectrum, "ball");
        Assert.Equal(rhythm, finding.RhythmHz, 0.02);
        Assert.True(finding.IsClear);
        Assert.Equal(
            rhythm + (2 * cage), finding.Lines.Single(line => line is { Harmonic: 1, Sideband: 2 }).FrequencyHz, 0.05);
        Assert.InRange(finding.Lines.Single(line => line is { Harmonic: 1, Sideband: -1 }).SignalToNoiseDb, 15, 40);
    }

    [Fact]
    public void Noise_and_a_shaft_alone_are_no_clear_finding()
    {
        int clear = 0;
        for (uint seed = 1; seed <= 5; seed++)
        {
            WelchSpectrum spectrum = Spectrum(seed, (ShaftHz, 0.3), (2 * ShaftHz, 0.3), (3 * ShaftHz, 0.1));
            clear += LinePattern.Of(s_skf6205).Where(pattern => pattern.Name != "cage")
                .Count(pattern => LineSearch.Find(spectrum.Power(), spectrum.Window, pattern, ShaftHz).IsClear);
        }

        Assert.Equal(0, clear);
    }

    [Fact]
    public void An_axis_in_orders_does_as_well()
    {
        WelchSpectrum spectrum = Spectrum((3.5848 * 20, 0.1), (2 * 3.5848 * 20, 0.1), (3 * 3.5848 * 20, 0.1));
        Curve inHertz = spectrum.Power();
        Curve inOrders = inHertz with
        {
            Axis = inHertz.Axis with { Name = "order", Unit = "", Step = inHertz.Axis.Step / 20 },
        };
        LinePattern outer = LinePattern.Of(s_skf6205).Single(pattern => pattern.Name == "outer ring");
        Assert.Equal(3.5848, LineSearch.Find(inOrders, spectrum.Window, outer, 1).RhythmHz, 0.001);
    }

    [Fact]
    public void A_spectrum_with_a_gap_has_no_finding_and_one_that_does_not_fit_is_refused()
    {
        WelchSpectrum empty = new(2000, WindowKind.Hann, 0.5, RateHz);
        LinePattern outer = LinePattern.Of(s_skf6205)[0];
        LineFinding finding = LineSearch.Find(empty.Power(), empty.Window, outer, ShaftHz);
        Assert.True(double.IsNaN(finding.RhythmHz));
        Assert.False(finding.IsClear);
        Assert.Throws<ArgumentException>(() => LineSearch.Find(empty.Power(), empty.Window, outer, 900));
        Assert.Throws<ArgumentException>(() => LineSearch.Find(empty.Power(), empty.Window, outer, 0.5));
    }

    [Fact]
    public void The_floor_is_the_median_and_lines_do_not_lift_it()
    {
        WelchSpectrum spectrum = Spectrum((400, 1));
        Curve floor = NoiseFloor.Of(spectrum.Power(), 40);

        // White noise of 1/12·0.01 over 1000 bins, times the window's 1.5.
        double expected = 0.01 / 12 * 1.5 / 1000;
        Assert.Equal(expected, floor.Values[400], 0.15 * expected);
        Assert.Equal(expected, floor.Values[10], 0.2 * expected);
    }

    private static LineFinding Find(WelchSpectrum spectrum, string name) => LineSearch.Find(
        spectrum.Power("m/s²"),
        spectrum.Window,
        LinePattern.Of(s_skf6205).Single(pattern => pattern.Name == name),
        ShaftHz);

    private static WelchSpectrum Spectrum(params (double Hertz, double Amplitude)[] lines) => Spectrum(77, lines);

    private static WelchSpectrum Spectrum(uint seed, params (double Hertz, double Amplitude)[] lines)
    {
        float[] samples = Noise.Uniform(40_000, seed);
        for (int i = 0; i < samples.Length; i++)
        {
            double sum = 0.1 * samples[i];
            foreach ((double hertz, double amplitude) in lines)
            {
                sum += amplitude * Math.Cos((2 * Math.PI * hertz * i / RateHz) + hertz);
            }

            samples[i] = (float)sum;
        }

        WelchSpectrum spectrum = new(2000, WindowKind.Hann, 0.5, RateHz);
        spectrum.Add(samples);
        return spectrum;
    }
}
