using System.CommandLine;
using Bench.Analysis.Spectra;
using Bench.OfflineAnalysis;
using Bench.Plots;
using Bench.Recipes;
using Bench.Recordings.Foreign;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench analyse</c>: one analysis of a recording of any format, as picture, table or arrays.</summary>
internal static class AnalyseCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "A recording of any format" };
        Argument<string> analysis = new("analysis")
        {
            Description = "Which: " + string.Join(", ", OfflineAnalyses.All.Select(one => one.Name)),
        };
        Option<string> channel = new("--channel", "-c")
        {
            Description = "Channel; the first that is evenly sampled where none is given",
            DefaultValueFactory = _ => "",
            HelpName = "name",
        };
        Option<double> from = new("--from") { Description = "Start of the piece", HelpName = "s" };
        Option<double> to = new("--to")
        {
            Description = "End of the piece",
            DefaultValueFactory = _ => double.PositiveInfinity,
            HelpName = "s",
        };
        Option<string[]> output = new("--output", "-o")
        {
            Description = "File to write; its ending says as what: "
                + string.Join(", ", ReportFiles.Endings) + "; may be given again",
            HelpName = "file",
        };
        Option<string> renderer = new("--renderer")
        {
            Description = "Who draws: " + string.Join(", ", PlotRenderers.Names),
            DefaultValueFactory = _ => PlotRenderers.Names[0],
            HelpName = "name",
        };
        SettingsOptions settings = new();
        Option<bool> json = CommonOptions.Json();
        Command command = new("analyse", "Analyse a recording: spectra, orders, envelope, octaves, loudness …")
        {
            file,
            analysis,
            channel,
            from,
            to,
            output,
            renderer,
        };
        settings.AddTo(command);
        command.Add(json);
        command.SetAction((parsed, cancel) => AnalyseAsync(
            parsed.GetRequiredValue(file),
            new Piece(parsed.GetRequiredValue(channel), parsed.GetValue(from), parsed.GetValue(to)),
            OfflineAnalyses.Find(parsed.GetRequiredValue(analysis)),
            settings.Of(parsed),
            new Wanted(parsed.GetValue(output) ?? [], parsed.GetRequiredValue(renderer), parsed.GetValue(json)),
            cancel));
        return command;
    }

    private static async Task<int> AnalyseAsync(
        string file,
        Piece piece,
        NamedAnalysis analysis,
        AnalysisSettings settings,
        Wanted wanted,
        CancellationToken cancel)
    {
        IPlotRenderer renderer = PlotRenderers.Find(wanted.Renderer);
        using ForeignRecording recording = ForeignFile.Open(file);
        AnalysisInput input = AnalysisInput.Read(
            recording,
            AnalysisSettings.NameOf(settings.PartType, piece.Channel),
            piece.FromSeconds,
            piece.ToSeconds);
        AnalysisReport report = await RunAsync(analysis, input, settings, cancel);
        foreach (string path in wanted.Files)
        {
            ReportFiles.Write(report, input, path, renderer, cancel);
        }

        if (wanted.IsJson)
        {
            Terminal.Json(ReportFiles.Described(report, input));
        }
        else
        {
            Print(report, wanted.Files);
        }

        return ExitCode.Pass;
    }

    // The library does not look at tokens: who stops it leaves it computing until the process ends, a moment later.
    private static async Task<AnalysisReport> RunAsync(
        NamedAnalysis analysis, AnalysisInput input, AnalysisSettings settings, CancellationToken cancel)
    {
        Task<AnalysisReport> running = Task.Run(() => Run(analysis, input, settings), cancel);
        return Terminal.IsInteractive
            ? await Terminal.Out.Status().StartAsync(
                $"{analysis.Name}: {input.Seconds:0.#} s of {Markup.Escape(input.Channel.Name)}",
                _ => running.WaitAsync(cancel))
            : await running.WaitAsync(cancel);
    }

    // The library names its parameters in its refusals; to a user the sentence is enough.
    private static AnalysisReport Run(
        NamedAnalysis analysis, AnalysisInput input, AnalysisSettings settings)
    {
        try
        {
            return analysis.Run(input, settings);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(
                $"{analysis.Name} of {input.Channel.Name}: {e.Message.Split(" (Parameter", 2)[0]}", e);
        }
    }

    private static void Print(AnalysisReport report, string[] files)
    {
        Terminal.Out.MarkupLineInterpolated($"[bold]{report.Title}[/]  [grey]{report.Method}[/]");
        if (!report.Figures.IsEmpty)
        {
            Table table = new Table().Border(TableBorder.Rounded).AddColumns("figure", "value", "unit");
            table.Columns[1].RightAligned();
            foreach (AnalysisFigure figure in report.Figures)
            {
                table.AddRow(
                    Markup.Escape(figure.Name),
                    FormattableString.Invariant($"{figure.Value:G6}"),
                    Markup.Escape(figure.Unit));
            }

            Terminal.Out.Write(table);
        }

        foreach (string note in report.Notes.Where(note => note.Length > 0))
        {
            Terminal.Out.MarkupLineInterpolated($"{note}");
        }

        foreach (string path in files)
        {
            Terminal.Out.MarkupLineInterpolated($"[grey]{path}[/]");
        }

        if (files.Length == 0 && (report.Map is not null || !report.Curves.IsEmpty))
        {
            Terminal.Note("Values go into a file: --output plot.svg, data.csv, data.npz or data.json.");
        }
    }

    private sealed record Piece(string Channel, double FromSeconds, double ToSeconds);

    private sealed record Wanted(string[] Files, string Renderer, bool IsJson);

    /// <summary>What a person may choose.</summary>
    private sealed class SettingsOptions
    {
        private readonly Option<double> _resolution =
            Number("--resolution", "Distance of lines of a spectrum", 4, "Hz");

        private readonly Option<WindowKind> _window = new("--window")
        {
            Description = "Window of spectra",
            DefaultValueFactory = _ => WindowKind.Hann,
        };

        private readonly Option<double> _overlap =
            Number("--overlap", "Share of a frame common with the next", 0.75, "0…1");

        private readonly Option<double?> _low = Optional("--low", "Lower end of the band", "Hz");
        private readonly Option<double?> _high = Optional("--high", "Upper end of the band", "Hz");
        private readonly Option<double[]> _orders = Numbers("--order", "Orders of the cuts");
        private readonly Option<double> _bandwidth = Number("--bandwidth", "Bandwidth of a cut", 0.5, "orders");
        private readonly Option<double> _maxOrder = Number("--max-order", "Highest order", 60, "order");
        private readonly Option<int> _revolutions = new("--revolutions")
        {
            Description = "Revolutions of one block; order resolution is one over it",
            DefaultValueFactory = _ => 8,
        };

        private readonly Option<double?> _step =
            Optional("--step", "Spacing of speeds; what the recording allows where none is given", "rpm");

        private readonly Option<string> _reference = new("--reference-channel")
        {
            Description = "The other channel of coherence, response and cross-spectrum",
            DefaultValueFactory = _ => "",
            HelpName = "name",
        };

        private readonly Option<int> _teeth = new("--teeth") { Description = "Teeth of a gear on the measured shaft" };
        private readonly Option<int> _fraction = new("--bands-per-octave")
        {
            Description = "1, 3, 6 or 12",
            DefaultValueFactory = _ => 3,
        };

        private readonly Option<string?> _partType = new("--part-type", "-p")
        {
            Description = "Part type: its lines are marked, its tacho gives the speed, its channel ids are names",
            HelpName = "name",
        };

        private readonly Option<string> _tacho = new("--tacho")
        {
            Description = "Channel of the tacho",
            DefaultValueFactory = _ => "",
            HelpName = "name",
        };

        private readonly Option<int> _pulses = new("--pulses")
        {
            Description = "Pulses per revolution of the tacho",
            DefaultValueFactory = _ => 1,
        };

        private readonly Option<int> _missing = new("--missing-teeth") { Description = "Missing teeth of the wheel" };
        private readonly Option<double?> _threshold =
            Optional("--threshold", "Threshold of the tacho; the middle of its range where none is given", "V");

        private readonly Option<string[]> _currents = new("--current")
        {
            Description = "The phase currents, for their analyses and, with --pole-pairs, for the speed",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "name",
        };

        private readonly Option<int> _polePairs = new("--pole-pairs") { Description = "Pole pairs of the machine" };
        private readonly Option<double[]> _comb =
            Numbers("--comb", "Orders to find the speed from, in the channel itself");

        private readonly Option<double> _fromRpm = Number("--from-rpm", "Lowest speed looked for", 300, "rpm");
        private readonly Option<double> _toRpm = Number("--to-rpm", "Highest speed looked for", 20_000, "rpm");
        private readonly Option<double?> _rpm = Optional("--rpm", "Constant speed", "rpm");

        public void AddTo(Command command)
        {
            foreach (Option option in (Option[])
                [
                    _resolution, _window, _overlap, _low, _high, _orders, _bandwidth, _maxOrder, _revolutions, _step,
                    _reference, _teeth,
                    _fraction, _partType, _tacho, _pulses, _missing, _threshold, _currents, _polePairs, _comb, _fromRpm,
                    _toRpm, _rpm,
                ])
            {
                command.Add(option);
            }
        }

        public AnalysisSettings Of(ParseResult parsed) => parsed.GetValue(_partType) is { } name
            ? Chosen(parsed).With(Recipe.Load(name).PartType)
            : Chosen(parsed);

        private AnalysisSettings Chosen(ParseResult parsed) => new()
        {
            ResolutionHz = parsed.GetValue(_resolution) > 0
                ? parsed.GetValue(_resolution)
                : throw new UsageException("--resolution expects a distance above 0 Hz."),
            Window = parsed.GetValue(_window),
            Overlap = parsed.GetValue(_overlap),
            LowHz = parsed.GetValue(_low),
            HighHz = parsed.GetValue(_high),
            Orders = [.. parsed.GetValue(_orders) ?? []],
            BandwidthOrders = parsed.GetValue(_bandwidth),
            MaxOrder = parsed.GetValue(_maxOrder),
            Revolutions = parsed.GetValue(_revolutions),
            StepRpm = parsed.GetValue(_step) is not <= 0
                ? parsed.GetValue(_step)
                : throw new UsageException("--step expects a spacing above 0 rpm."),
            ReferenceChannel = parsed.GetRequiredValue(_reference),
            Teeth = parsed.GetValue(_teeth),
            Phases = [.. parsed.GetValue(_currents) ?? []],
            BandsPerOctave = parsed.GetValue(_fraction),
            Speed = new SpeedInput
            {
                Tacho = parsed.GetRequiredValue(_tacho),
                PulsesPerRevolution = parsed.GetValue(_pulses),
                MissingTeeth = parsed.GetValue(_missing),
                Threshold = parsed.GetValue(_threshold),
                Currents = [.. parsed.GetValue(_currents) ?? []],
                PolePairs = parsed.GetValue(_polePairs),
                Comb = [.. parsed.GetValue(_comb) ?? []],
                FromRpm = parsed.GetValue(_fromRpm),
                ToRpm = parsed.GetValue(_toRpm),
                ConstantRpm = parsed.GetValue(_rpm),
            },
        };

        private static Option<double> Number(string name, string description, double fallback, string unit) =>
            new(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = unit };

        private static Option<double?> Optional(string name, string description, string unit) =>
            new(name) { Description = description, HelpName = unit };

        private static Option<double[]> Numbers(string name, string description) => new(name)
        {
            Description = description,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "order",
        };
    }
}
