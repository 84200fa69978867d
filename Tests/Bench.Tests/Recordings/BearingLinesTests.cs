using System.Collections.Immutable;
using Bench.Analysis.Envelope;
using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Recordings.Foreign;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings;

/// <summary>
/// Lines that the envelope spectra of damaged bearings are known to have, in recordings of others. The true rhythms are
/// those that the literature and the makers of the recordings give, read with other tools.
/// </summary>
public sealed class BearingLinesTests
{
    private const double CwruShaftHz = 1797 / 60.0;
    private const double TurbineRateHz = 97_656;

    // NICE bearing, 0.235 and 1.245 inch, of the Society for Machinery Failure Prevention Technology.
    private static readonly Bearing s_nice = new()
    {
        Name = "test bearing",
        Balls = 8,
        BallDiameterMillimetres = 5.969,
        PitchDiameterMillimetres = 31.623,
    };

    private static readonly Bearing s_skf6205 = new()
    {
        Name = "drive end",
        Balls = 9,
        BallDiameterMillimetres = 7.94,
        PitchDiameterMillimetres = 39.04,
    };

    [Fact]
    public void Inner_ring_recordings_of_MFPT_have_their_line()
    {
        foreach (string path in Files("data/mfpt_vload", "InnerRaceFault_vload_*.mat"))
        {
            LineFinding finding = Find(Mfpt(path), 4000, 16_000, s_nice, "inner ring", 25);
            Assert.Equal(118.0, finding.RhythmHz, 0.01 * 118.0);
            Assert.True(finding.IsClear, $"{Path.GetFileName(path)}: {finding.SignalToNoiseDb:f1} dB");
            Assert.InRange(finding.Lines.Max(line => line is { Harmonic: 1, Sideband: not 0 }
                ? line.SignalToNoiseDb : 0), 6, 60);
        }
    }

    [Fact]
    public void Outer_ring_recordings_of_MFPT_have_their_line()
    {
        foreach (string path in Files("data/mfpt_vload", "OuterRaceFault_vload_*.mat"))
        {
            LineFinding finding = Find(Mfpt(path), 4000, 16_000, s_nice, "outer ring", 25);

            // 80 to 80.7 Hz over the loads.
            Assert.InRange(finding.RhythmHz, 80.0 * 0.99, 80.7 * 1.01);
        }
    }

    [Theory]
    [InlineData("InnerRaceFault_vload_1.mat", "inner ring", 118.0)]
    [InlineData("OuterRaceFault_vload_1.mat", "outer ring", 80.35)]
    public void The_reference_recordings_have_it_in_the_band_of_the_kurtogram(string file, string ring, double hertz)
    {
        (float[] samples, double rateHz) = Mfpt(Files("reference/vectors/envelope_mfpt", file)[0]);
        KurtogramBand band = Kurtogram.Compute(samples, rateHz, 5).Best(3 * hertz, 1000);
        LineFinding finding = Find((samples, rateHz), band.FromHz + 1, band.ToHz - 1, s_nice, ring, 25);
        Assert.Equal(hertz, finding.RhythmHz, 0.01 * hertz);
    }

    [Theory]
    [InlineData("1797_IR_7_DE48.npz", "inner ring", 161.75)]
    [InlineData("1797_ORat6_7_DE48.npz", "outer ring", 107.6)]
    public void Clear_recordings_of_CWRU_have_their_line(string file, string ring, double hertz)
    {
        LineFinding finding = Find(Cwru(file), 2000, 6000, s_skf6205, ring, CwruShaftHz);
        Assert.Equal(hertz, finding.RhythmHz, 0.01 * hertz);
        Assert.True(finding.IsClear, $"{finding.SignalToNoiseDb:f1} dB against {finding.ChanceDb:f1} dB by chance");
    }

    [Fact]
    public void The_healthy_bearing_of_CWRU_has_no_clear_line()
    {
        (float[] samples, double rateHz) = Cwru("1797_Normal.npz");
        foreach (string part in (string[])["inner ring", "outer ring", "ball"])
        {
            Assert.False(Find((samples, rateHz), 2000, 6000, s_skf6205, part, CwruShaftHz).IsClear, part);
        }
    }

    // Run to failure of a turbine's fast shaft, 2 pulses a revolution: the line at order 9.31-9.37 with sidebands of
    // the shaft grows from the third recording on.
    [Theory]
    [InlineData("data-20130405T213537Z.mat")]
    [InlineData("data-20130415T225524Z.mat")]
    [InlineData("data-20130425T232202Z.mat")]
    public void A_turbines_bearing_shows_over_the_shafts_angle_while_its_speed_drifts(string file)
    {
        LineFinding finding = Turbine(file);
        Assert.InRange(finding.RhythmHz, 9.31 * 0.99, 9.37 * 1.01);
        Assert.True(finding.IsClear, $"{finding.SignalToNoiseDb:f1} dB against {finding.ChanceDb:f1} dB by chance");
        Assert.True(finding.Lines.Single(line => line is { Harmonic: 1, Sideband: 1 }).SignalToNoiseDb > 6);
    }

    [Fact]
    public void The_turbines_first_recording_has_no_clear_line() =>
        Assert.False(Turbine("data-20130311T030024Z.mat").IsClear);

    private static LineFinding Turbine(string file)
    {
        using ForeignRecording recording = ForeignFile.Open(Files("data/windturbine_hs_bearing", file)[0]);
        float[] samples = ToFloats(recording.Find("vibration"));
        KurtogramBand band = Kurtogram.Compute(samples, TurbineRateHz, 5).Best(1000, 1000);
        WelchSpectrum orders = OverAngle(samples, band, recording.Find("tach").Samples.ToArray());
        return LineSearch.Find(orders.Power(), orders.Window, new LinePattern("inner ring", 9.46, 3, 1, 1), 1);
    }

    // The envelope at 128 equal steps of a revolution: it is slow against its rate, so that lines between samples do.
    private static WelchSpectrum OverAngle(float[] samples, KurtogramBand band, ReadOnlySpan<double> pulseSeconds)
    {
        const int Steps = 128;
        EnvelopeDetector detector = new(TurbineRateHz, band.FromHz + 1, band.ToHz - 1);
        float[] envelope = new float[detector.MaxOutput(samples.Length)];
        int count = detector.Process(samples, envelope);
        WelchSpectrum orders = new(Steps * 32, WindowKind.Hann, 0.5, Steps);
        for (int p = 0; p + 1 < pulseSeconds.Length; p++)
        {
            for (int i = 0; i < Steps / 2; i++)
            {
                double seconds = pulseSeconds[p] + ((pulseSeconds[p + 1] - pulseSeconds[p]) * i / (Steps / 2));
                double place = seconds * detector.SampleRateHz;
                int before = (int)place;
                if (before >= 100 && before + 1 < count)
                {
                    float share = (float)(place - before);
                    orders.Add([((1 - share) * envelope[before]) + (share * envelope[before + 1])]);
                }
            }
        }

        return orders;
    }

    private static LineFinding Find(
        (float[] Samples, double RateHz) recording, double fromHz, double toHz, Bearing bearing, string part,
        double shaftHz)
    {
        EnvelopeOptions options = new(fromHz, Math.Min(toHz, (recording.RateHz / 2) - 1)) { ResolutionHz = 1 };
        EnvelopeSpectrum envelope = new(options, recording.RateHz);
        envelope.Add(recording.Samples);
        ImmutableArray<LinePattern> patterns = LinePattern.Of(bearing);
        Curve power = envelope.Power("m/s²");
        return LineSearch.Find(
            power, envelope.Spectrum.Window, patterns.Single(pattern => pattern.Name == part), shaftHz);
    }

    private static (float[] Samples, double RateHz) Mfpt(string path)
    {
        using ForeignRecording recording = ForeignFile.Open(path);
        double rateHz = recording.Find("bearing.sr").Samples.First;
        return (ToFloats(recording.Find("bearing.gs")), rateHz);
    }

    private static (float[] Samples, double RateHz) Cwru(string file)
    {
        using ForeignRecording recording = ForeignFile.Open(Files("data/cwru_npz", file)[0]);
        return (ToFloats(recording.Find("DE")), 48_000);
    }

    private static float[] ToFloats(ForeignChannel channel) =>
        Array.ConvertAll(channel.Samples.ToArray(), value => (float)value);

    private static string[] Files(string folder, string pattern)
    {
        string? path = SharedData.Find(folder);
        Assert.SkipUnless(path is not null, $"{folder} is not here");
        string[] files = Directory.GetFiles(path, pattern);
        Assert.NotEmpty(files);
        return files;
    }
}
