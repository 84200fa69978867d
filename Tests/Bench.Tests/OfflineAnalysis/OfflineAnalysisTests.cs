using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text.Json;
using Bench.Analysis.Signals;
using Bench.OfflineAnalysis;
using Bench.Plots;
using Bench.Plots.Svg;
using Bench.Recordings;
using Bench.Recordings.Foreign;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.OfflineAnalysis;

/// <summary>Analyses by name on recordings whose content is known in closed form.</summary>
[SuppressMessage(
    "Reliability", "CA2000:Dispose objects before losing scope", Justification = "Made-up recordings hold no file.")]
public sealed class OfflineAnalysisTests : IDisposable
{
    private const double RateHz = 12_800;
    private const double Seconds = 4;
    private static readonly SvgRenderer s_svg = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tone_stands_in_the_spectrum_with_its_level_and_frequency()
    {
        AnalysisReport report = Run("tones", Tone(1003.3, 2), new AnalysisSettings());

        Assert.Equal(1003.3, Figure(report, "tone 1"), 0.05);
        Assert.Equal(Math.Sqrt(2), Figure(report, "tone 1 rms"), 0.005);
    }

    [Fact]
    public void A_band_shows_only_its_part()
    {
        AnalysisReport report =
            Run("spectrum", Tone(1000, 1), new AnalysisSettings { LowHz = 900, HighHz = 1100, ResolutionHz = 10 });

        Curve curve = Assert.Single(report.Curves);
        Assert.InRange(curve.Axis.First, 890, 910);
        Assert.InRange(curve.Axis.At(curve.Values.Length - 1), 1090, 1110);
    }

    [Fact]
    public void An_order_stands_in_the_cut_with_its_level()
    {
        // From 600 to 1800 rpm in 4 s; order 7 with an amplitude of 3: rms 2.1213.
        AnalysisReport report = Run("cut", RunUp(7, 3), new AnalysisSettings
        {
            Orders = [7],
            Speed = new SpeedInput { Tacho = "tacho", PulsesPerRevolution = 16 },
            StepRpm = 100,
            MaxOrder = 20,
        });

        Curve cut = report.Curves[^1];
        double[] finite = [.. cut.Values.Where(double.IsFinite)];
        Assert.True(finite.Length > 5);
        Assert.All(finite, value => Assert.Equal(3 / Math.Sqrt(2), value, 0.03));
        Assert.Contains("tacho tacho, 16 per revolution", report.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_has_its_ridge_at_the_order()
    {
        AnalysisReport report = Run("order-map", RunUp(7, 3), new AnalysisSettings
        {
            Speed = new SpeedInput { Tacho = "tacho", PulsesPerRevolution = 16 },
            StepRpm = 200,
            MaxOrder = 20,
        });

        CurveMap map = report.Map!;
        float[] row = map.Row(map.Rows.Count / 2).ToArray();
        Assert.Equal(7, map.Columns.At(Array.IndexOf(row, row.Where(float.IsFinite).Max())), 0.01);
    }

    [Fact]
    public void Speed_is_found_from_a_tacho_and_from_the_orders_themselves()
    {
        AnalysisReport tacho = Run("speed", RunUp(7, 3), new AnalysisSettings
        {
            Speed = new SpeedInput { Tacho = "tacho", PulsesPerRevolution = 16 },
        });
        AnalysisReport comb = Run("speed", RunUp(7, 3), new AnalysisSettings
        {
            Speed = new SpeedInput { Comb = [7], FromRpm = 500, ToRpm = 2000 },
        });

        // At 2 s the shaft turns with 1200 rpm.
        Assert.Equal(1200, tacho.Curves[0].Values[200], 2.0);
        Assert.Equal(1200, comb.Curves[0].Values[200], 5.0);
        Assert.Contains("confidence", comb.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tone_of_one_pascal_has_its_levels()
    {
        // 1 kHz, rms 1 Pa: 93.98 dB with any weighting; the octave of 1 kHz holds it all.
        ForeignRecording recording = Tone(1000, Math.Sqrt(2), "Pa");
        AnalysisReport level = Run("level", recording, new AnalysisSettings());
        AnalysisReport octaves = Run("octaves", recording, new AnalysisSettings { BandsPerOctave = 1 });

        Assert.Equal(93.98, Figure(level, "LAeq"), 0.1);
        Assert.Equal(93.98, Figure(level, "LCeq"), 0.1);
        int band = octaves.BandEdges.Count(edge => edge < 1000) - 1;
        Assert.Equal(1, octaves.Curves[0].Values[band], 0.01);
    }

    [Fact]
    public void Every_analysis_runs_and_is_written_in_every_form()
    {
        ForeignRecording recording = RunUp(7, 0.3, 48_000, "Pa");
        AnalysisSettings settings = new()
        {
            PartType = Recipes.Recipe.Load("7DL").PartType,
            MaxOrder = 20,
            Speed = new SpeedInput { Tacho = "tacho", PulsesPerRevolution = 16 },
            ReferenceChannel = "tacho",
            Phases = ["U", "V", "W"],
            Orders = [7],
            Teeth = 7,
        };
        AnalysisInput input = AnalysisInput.Read(recording, "", 1, 3);
        foreach (NamedAnalysis analysis in OfflineAnalyses.All)
        {
            AnalysisReport report = analysis.Run(input, settings);
            string path = _folder.File(analysis.Name);
            bool hasPlot = ReportPlot.Of(report, input) is not null;
            foreach (string ending in ReportFiles.Endings.Where(ending => ending switch
            {
                ".svg" => hasPlot,
                ".wav" => report.IsWaveform,
                _ => ending != ".pdf",
            }))
            {
                ReportFiles.Write(report, input, path + ending, s_svg, CancellationToken.None);
                Assert.True(new FileInfo(path + ending).Length > 0, $"{analysis.Name}{ending}");
            }

            Assert.True(report.Method.Length > 0, analysis.Name);
            Assert.False(File.Exists(path + ".svg.partial"));
        }
    }

    [Fact]
    public void Nothing_is_left_behind_where_writing_is_stopped_or_refused()
    {
        AnalysisInput input = AnalysisInput.Read(Tone(1000, 1), "", 0, 1);
        AnalysisReport report = OfflineAnalyses.Find("spectrum").Run(input, new AnalysisSettings());
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            ReportFiles.Write(report, input, _folder.File("a.csv"), s_svg, stop.Token));
        Assert.Throws<ArgumentException>(() =>
            ReportFiles.Write(report, input, _folder.File("a.wav"), s_svg, CancellationToken.None));
        Assert.Throws<ArgumentException>(() =>
            ReportFiles.Write(report, input, _folder.File("a.pdf"), s_svg, CancellationToken.None));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_folder.File("a.csv"))!, "a.*"));
    }

    [Fact]
    public void Without_a_step_a_cut_and_a_map_have_no_holes()
    {
        // At 600 rpm blocks of 8 revolutions are 0.2 s or 60 rpm apart: a step of 20 rpm would leave holes.
        AnalysisSettings settings = new()
        {
            Orders = [7],
            Speed = new SpeedInput { Tacho = "tacho", PulsesPerRevolution = 16 },
            MaxOrder = 20,
        };
        AnalysisReport holes = Run("cut", RunUp(7, 3), settings with { StepRpm = 20 });
        AnalysisReport cut = Run("cut", RunUp(7, 3), settings);
        AnalysisReport campbell = Run("campbell", RunUp(7, 3), settings);

        Assert.Contains(holes.Curves[^1].Values, double.IsNaN);
        Assert.DoesNotContain(cut.Curves[^1].Values, double.IsNaN);
        Assert.True(cut.Curves[^1].Values.Length >= 10);
        Assert.DoesNotContain(campbell.Map!.Values, float.IsNaN);
        Assert.True(campbell.Map!.Rows.Count >= 50);
    }

    [Fact]
    public void Two_channels_that_follow_each_other_are_coherent()
    {
        // The reference is the signal over 4 with noise a hundred times weaker.
        Random random = new(3);
        double[] noise = [.. Times(RateHz).Select(_ => random.NextDouble() - 0.5)];
        double[] weaker = [.. noise.Select(x => (x / 4) + (0.0025 * (random.NextDouble() - 0.5)))];
        ForeignRecording recording = Recording(RateHz, "m/s²", noise, weaker);
        AnalysisSettings settings = new() { ReferenceChannel = "tacho", LowHz = 100, HighHz = 6000, ResolutionHz = 20 };

        Assert.All(Run("coherence", recording, settings).Curves[0].Values, value => Assert.InRange(value, 0.99, 1));
        Assert.All(Run("response", recording, settings).Curves[0].Values, value => Assert.Equal(4, value, 0.1));
        Assert.Contains("--reference-channel", Refusal(() =>
            Run("coherence", recording, new AnalysisSettings())), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_is_isolated_as_its_waveform()
    {
        AnalysisReport report = Run("isolate", RunUp(7, 3), new AnalysisSettings
        {
            Orders = [7],
            Speed = new SpeedInput { Tacho = "tacho", PulsesPerRevolution = 16 },
        });
        const int Middle = 26_240;
        const double Time = Middle / RateHz;
        const double Turns = (10 * Time) + (2.5 * Time * Time);

        Assert.Equal(3 * Math.Sin(2 * Math.PI * 7 * Turns), report.Curves[^1].Values[Middle], 0.03);
        string path = _folder.File("order.wav");
        ReportFiles.Write(
            report, AnalysisInput.Read(RunUp(7, 3), "", 0, Seconds), path, s_svg, CancellationToken.None);
        using ForeignRecording heard = ForeignFile.Open(path);
        Assert.Equal(2, heard.Channels.Length);
        Assert.Equal(RateHz, heard.Channels[0].SampleRateHz);
    }

    [Fact]
    public void Currents_show_the_sequences_that_were_put_in()
    {
        // The negative sequence has 3 % of the positive, the fifth harmonic of the negative sequence 4 %.
        AnalysisReport report =
            Run("currents", RunUp(7, 3), new AnalysisSettings { Phases = ["U", "V", "W"] });

        Assert.Equal(10 / Math.Sqrt(2), Figure(report, "fundamental rms"), 0.02);
        Assert.Equal(3, Figure(report, "negative over positive sequence"), 0.05);
        Assert.Equal(4, Figure(report, "harmonic distortion"), 0.1);
        Assert.Contains("--current", Refusal(() =>
            Run("currents", RunUp(7, 3), new AnalysisSettings())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_goes_to_Python_with_its_shape()
    {
        ForeignRecording recording = Tone(1000, 1);
        AnalysisInput input = AnalysisInput.Read(recording, "", 0, 1);
        AnalysisReport report = OfflineAnalyses.Find("spectrogram").Run(input, new AnalysisSettings());
        string path = _folder.File("map.npz");

        ReportFiles.Write(report, input, path, s_svg, CancellationToken.None);

        using ZipArchive archive = ZipFile.OpenRead(path);
        using StreamReader header = new(archive.GetEntry("values.npy")!.Open());
        Assert.Contains(
            $"'shape': ({report.Map!.Rows.Count}, {report.Map.Columns.Count},)",
            header.ReadToEnd()[..128],
            StringComparison.Ordinal);
        using JsonDocument described = JsonDocument.Parse(archive.GetEntry("metadata.json")!.Open());
        JsonElement columns = described.RootElement.GetProperty("map").GetProperty("columns");
        Assert.Equal("Hz", columns.GetProperty("unit").GetString());
    }

    [Fact]
    public void What_cannot_be_done_is_one_clear_sentence()
    {
        ForeignRecording recording = Tone(1000, 1);
        AnalysisInput input = AnalysisInput.Read(recording, "", 0, 1);

        Assert.Contains("order-map", Refusal(() => OfflineAnalyses.Find("waterfalls")), StringComparison.Ordinal);
        Assert.Contains("--tacho", Refusal(() =>
            OfflineAnalyses.Find("cut").Run(input, new AnalysisSettings())), StringComparison.Ordinal);
        Assert.Contains("does not move", Refusal(() => OfflineAnalyses.Find("cut").Run(input, new AnalysisSettings
        {
            Speed = new SpeedInput { Tacho = "silence" },
        })), StringComparison.Ordinal);
        Assert.Contains("there is nothing", Refusal(() =>
            AnalysisInput.Read(recording, "", 100, 200)), StringComparison.Ordinal);
        Assert.Contains("pole pairs", Refusal(() => OfflineAnalyses.Find("cut").Run(input, new AnalysisSettings
        {
            Speed = new SpeedInput { Currents = ["signal"] },
        })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plot_keeps_the_highest_of_points_that_fall_together()
    {
        double[] values = new double[100_000];
        values[54_321] = 1;
        Curve curve = new("power", "", new Axis("frequency", "Hz", 0, 1, values.Length), [.. values], "m");
        AnalysisReport report = new()
        {
            Title = "t",
            Method = "m",
            Curves = [curve],
            Scale = ValueScale.Linear,
        };

        LinePlot plot = Assert.IsType<LinePlot>(
            ReportPlot.Of(report, AnalysisInput.Read(Tone(1000, 1), "", 0, 1)));

        Assert.True(plot.Series[0].X.Length <= 4000);
        Assert.Contains(54_321, plot.Series[0].X);
    }

    private static AnalysisReport Run(string name, ForeignRecording recording, AnalysisSettings settings) =>
        OfflineAnalyses.Find(name).Run(AnalysisInput.Read(recording, "", 0, Seconds), settings);

    private static double Figure(AnalysisReport report, string name) =>
        report.Figures.First(figure => figure.Name == name).Value;

    private static string Refusal(Action action) => Assert.Throws<RecordingException>(action).Message;

    private static ForeignRecording Tone(double hz, double amplitude, string unit = "m/s²")
    {
        double[] samples = [.. Times(RateHz).Select(t => amplitude * Math.Sin(2 * Math.PI * hz * t))];
        return Recording(RateHz, unit, samples, new double[samples.Length]);
    }

    // 600 + 300 t rpm: 10 t + 2.5 t² revolutions.
    private static ForeignRecording RunUp(double order, double amplitude, double rateHz = RateHz, string unit = "m/s²")
    {
        double[] turns = [.. Times(rateHz).Select(t => (10 * t) + (2.5 * t * t))];
        return Recording(
            rateHz,
            unit,
            [.. turns.Select((turn, i) => (amplitude * Math.Sin(2 * Math.PI * order * turn)) + (1e-4 * (i % 7)))],
            [.. turns.Select(turn => Math.Sin(2 * Math.PI * 16 * turn))]);
    }

    private static ForeignRecording Recording(double rateHz, string unit, double[] signal, double[] tacho) => new(
        "made up.wav",
        "made up",
        [
            new ForeignChannel("signal", unit, rateHz, signal),
            new ForeignChannel("tacho", "V", rateHz, tacho),
            new ForeignChannel("silence", "V", rateHz, new double[signal.Length]),
            new ForeignChannel("U", "A", rateHz, Phase(0, rateHz, signal.Length)),
            new ForeignChannel("V", "A", rateHz, Phase(1, rateHz, signal.Length)),
            new ForeignChannel("W", "A", rateHz, Phase(2, rateHz, signal.Length)),
        ],
        []);

    // 4 pole pairs at the speed of the run-up: positive and negative sequence and a fifth harmonic.
    private static double[] Phase(int phase, double rateHz, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            double t = i / rateHz;
            double angle = 2 * Math.PI * 4 * ((10 * t) + (2.5 * t * t));
            double third = 2 * Math.PI / 3 * phase;
            return (10 * Math.Cos(angle - third)) + (0.3 * Math.Cos(angle + third))
                + (0.4 * Math.Cos((5 * angle) + third));
        }),
    ];

    private static IEnumerable<double> Times(double rateHz) =>
        Enumerable.Range(0, (int)(Seconds * rateHz)).Select(i => i / rateHz);
}
