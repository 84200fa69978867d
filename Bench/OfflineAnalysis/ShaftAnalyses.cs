using System.Collections.Immutable;
using Bench.Analysis.Envelope;
using Bench.Analysis.Orders;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tacho;
using Bench.Plots;
using Bench.Recordings;

namespace Bench.OfflineAnalysis;

/// <summary>What turns with the shaft, beyond order maps and cuts.</summary>
internal static class ShaftAnalyses
{
    private const int Chunk = 4096;

    /// <summary>Order spectrum of a band's envelope: a bearing's lines at any speed.</summary>
    public static AnalysisReport EnvelopeOrders(AnalysisInput input, AnalysisSettings settings)
    {
        ShaftSpeed speed = settings.Speed.Find(input);
        (double low, double high) = EnvelopeAnalyses.Band(input, settings);
        EnvelopeDetector detector = new(input.SampleRateHz, low, high);
        OrderRecorder recorder = new(detector.SampleRateHz, OrderAnalyses.Options(input, settings));
        float[] envelope = new float[detector.MaxOutput(Chunk) + 1];
        for (int at = 0; at < input.Samples.Length; at += Chunk)
        {
            int length = Math.Min(Chunk, input.Samples.Length - at);
            int count = detector.Process(input.Samples.AsSpan(at, length), envelope);
            recorder.Append(envelope.AsSpan(0, count));
        }

        recorder.Advance(speed.Angle);
        Curve spectrum = OrderMaps.Spectrum(recorder.Frames);
        return new AnalysisReport
        {
            Title = "Envelope order spectrum",
            Method = spectrum.Method,
            Curves = [OrderAnalyses.From(spectrum, 0.5)],
            Scale = ValueScale.Linear,
            Figures = [new("band from", low, "Hz"), new("band to", high, "Hz")],
            Markers = KnownLines.OverOrder(settings.PartType),
            Notes = [$"Speed: {speed.Source}."],
        };
    }

    /// <summary>Mean waveform of one revolution.</summary>
    public static AnalysisReport SynchronousAverage(AnalysisInput input, AnalysisSettings settings)
    {
        ShaftSpeed speed = settings.Speed.Find(input);
        SynchronousOptions options = new() { MaxOrder = settings.MaxOrder, Unit = input.Channel.Unit };
        SynchronousAverage average = Analysis.Orders.SynchronousAverage.Of(
            input.Samples, input.SampleRateHz, speed.Angle, options);
        return new AnalysisReport
        {
            Title = "Synchronous average",
            Method = average.Waveform.Method,
            Curves = [average.Waveform, average.Spread],
            Scale = ValueScale.Linear,
            Figures =
            [
                new("revolutions", average.Revolutions, ""),
                new("noise taken off", average.NoiseAttenuationDb, "dB"),
            ],
            Notes = [$"Speed: {speed.Source}."],
        };
    }

    /// <summary>Orders of the shaft's own swinging, from the raw tacho edges.</summary>
    public static AnalysisReport Torsion(AnalysisInput input, AnalysisSettings settings)
    {
        if (settings.Speed.Tacho.Length == 0)
        {
            throw new RecordingException(
                "Torsional vibration is read from a tacho's edges: name it (--tacho CHANNEL --pulses N).");
        }

        ShaftSpeed speed = settings.Speed.Find(input);
        TorsionalVibration torsion =
            TorsionalVibration.Of(speed.Angle, SpeedInput.SmoothingRevolutions, settings.Revolutions);
        Curve angle = torsion.AngleSpectrum();
        return new AnalysisReport
        {
            Title = "Torsional vibration",
            Method = angle.Method,
            Curves = [angle],
            Data = [torsion.VelocitySpectrum()],
            Scale = ValueScale.Linear,
            Markers = KnownLines.OverOrder(settings.PartType),
            Notes = [$"Speed: {speed.Source}.", "Unequal teeth stand at whole orders."],
        };
    }

    /// <summary>Lines that are no orders.</summary>
    public static AnalysisReport FixedLines(AnalysisInput input, AnalysisSettings settings)
    {
        ShaftSpeed speed = settings.Speed.Find(input);
        CampbellFrames frames = OrderAnalyses.CampbellFrames(input, settings, speed);
        ImmutableArray<FixedLine> lines = FixedLineSearch.Find(frames, new FixedLineOptions
        {
            FromHz = settings.LowHz ?? 100,
            PolePairs = settings.PolePairs,
            SwitchingFrequencyHz = settings.PartType?.Machine.SwitchingFrequencyHz ?? 0,
        });
        CurveMap map = frames.OverSpeed(OrderAnalyses.StepFor(frames.SpeedsRpm, settings));
        return new AnalysisReport
        {
            Title = "Fixed lines",
            Method = map.Method,
            Map = map,
            Scale = ValueScale.Level,
            Figures =
            [
                .. lines.SelectMany(line => (AnalysisFigure[])
                [
                    new($"{line.Name} at standstill", line.FrequencyHz, "Hz"),
                    new($"{line.Name} slope", line.SlopeOrders, "order"),
                    new($"{line.Name} rms", line.Rms, input.Channel.Unit),
                ]),
            ],
            Markers = [.. lines.Where(line => line.SlopeOrders == 0).Select(line => Marker(line))],
            Notes = [$"Speed: {speed.Source}.", lines.IsEmpty ? "No line keeps its frequency over the speed." : ""],
        };
    }

    /// <summary>Waveforms of single orders, to listen to and to subtract.</summary>
    public static AnalysisReport Isolate(AnalysisInput input, AnalysisSettings settings)
    {
        if (settings.Orders.IsEmpty)
        {
            throw new RecordingException("Which orders are to be isolated? Name them: --order 8 48.");
        }

        ShaftSpeed speed = settings.Speed.Find(input);
        VoldKalmanFilter filter = new(input.SampleRateHz, new VoldKalmanOptions
        {
            Orders =
            [
                .. settings.Orders.Select(order =>
                    new TrackedOrder(0, order, settings.BandwidthOrders, OrderBandwidthUnit.Orders)),
            ],
            Unit = input.Channel.Unit,
        });
        OrderComponents found = filter.Process(
            input.Samples, AngleReader.AtSamples(speed.Angle, input.SampleRateHz, input.Samples.Length));
        Axis time = new("time", "s", 0, 1 / input.SampleRateHz, input.Samples.Length);
        return new AnalysisReport
        {
            Title = "Isolated orders",
            Method = found.Method,
            Curves =
            [
                Waveform("residual", found.Residual),
                .. found.Components.Select(one =>
                    Waveform(FormattableString.Invariant($"order {one.Order.Order:0.###}"), one.Waveform)),
            ],
            IsWaveform = true,
            Scale = ValueScale.Linear,
            Notes = [$"Speed: {speed.Source}.", "Where the speed is not known, waveforms are NaN (in WAV: 0)."],
        };

        Curve Waveform(string name, ImmutableArray<float> samples) =>
            new(name, input.Channel.Unit, time, [.. samples.Select(sample => (double)sample)], found.Method);
    }

    /// <summary>A gear's mesh with its sidebands in the order spectrum.</summary>
    public static AnalysisReport GearMesh(AnalysisInput input, AnalysisSettings settings)
    {
        if (settings.Teeth < 1)
        {
            throw new RecordingException("A gear mesh needs the teeth on the measured shaft: --teeth N.");
        }

        ShaftSpeed speed = settings.Speed.Find(input);
        OrderFrames frames = OrderRecorder.Record(
            input.Samples, input.SampleRateHz, speed.Angle, OrderAnalyses.Options(input, settings));
        Curve spectrum = OrderMaps.Spectrum(frames);
        Window window = Window.Create(WindowKind.Hann, frames.Revolutions * 2 * (int)settings.MaxOrder);

        // Lines of the order map are energy-correct for the Hann window; the reading wants those of a tone.
        Curve power = spectrum with { Values = [.. spectrum.Values.Select(rms => rms * rms * window.EnbwBins)] };
        ImmutableArray<MeshHarmonic> mesh = Analysis.Spectra.GearMesh.Read(power, window, settings.Teeth, 1);
        return new AnalysisReport
        {
            Title = "Gear mesh",
            Method = spectrum.Method,
            Curves = [spectrum],
            Scale = ValueScale.Level,
            Figures =
            [
                .. mesh.SelectMany(harmonic => (AnalysisFigure[])
                [
                    new($"mesh {harmonic.Harmonic} order", harmonic.FrequencyHz, ""),
                    new($"mesh {harmonic.Harmonic} rms", harmonic.MeshRms, input.Channel.Unit),
                    new($"mesh {harmonic.Harmonic} sideband ratio", harmonic.SidebandRatio, ""),
                    new($"mesh {harmonic.Harmonic} asymmetry", harmonic.Asymmetry, ""),
                ]),
            ],
            Markers = [.. mesh.Select(harmonic => new PlotMarker(harmonic.FrequencyHz, $"{harmonic.Harmonic}×mesh"))],
            Notes = [$"Speed: {speed.Source}."],
        };
    }

    private static PlotMarker Marker(FixedLine line) => new(line.FrequencyHz, line.Name);
}
