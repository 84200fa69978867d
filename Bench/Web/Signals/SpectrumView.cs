using System.Collections.Immutable;
using Bench.Analysis.Envelope;
using Bench.Analysis.Octaves;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;

namespace Bench.Web.Signals;

/// <summary>A spectrum of a channel over a step, with the lines that the machine is known to have.</summary>
internal sealed record SpectrumView(
    SpectrumAxis X, LevelAxis Y, double[] Positions, double?[] Values, ImmutableArray<KnownLine> Lines)
{
    private const int FrameLength = 16_384;
    private const int BandsPerOctave = 3;
    private const double LowestBandHz = 20;

    /// <summary>Power spectrum: a tone shows its level.</summary>
    public static SpectrumView Power(
        ChannelReader reader, Channel channel, (long From, long To) range, CancellationToken cancel)
    {
        WelchSpectrum welch = Average(reader, range, cancel);
        double[] power = new double[welch.Bins];
        welch.CopyPower(power);
        return Levels("frequency", "Hz", Positions0(welch), power, channel, "");
    }

    /// <summary>Power spectral density: noise shows its level per Hz.</summary>
    public static SpectrumView Density(
        ChannelReader reader, Channel channel, (long From, long To) range, CancellationToken cancel)
    {
        WelchSpectrum welch = Average(reader, range, cancel);
        double[] density = new double[welch.Bins];
        welch.CopyDensity(density);
        return Levels("frequency", "Hz", Positions0(welch), density, channel, "/Hz");
    }

    /// <summary>Third octaves (IEC 61260-1 bands), summed from the density.</summary>
    public static SpectrumView Octaves(
        ChannelReader reader, Channel channel, (long From, long To) range, CancellationToken cancel)
    {
        WelchSpectrum welch = Average(reader, range, cancel);
        double[] density = new double[welch.Bins];
        welch.CopyDensity(density);
        var bands = FractionalOctave.Create(BandsPerOctave, LowestBandHz, Math.Min(20_000, reader.SampleRateHz / 2.5));
        double[] sums = new double[bands.Bands.Length];
        bands.SumDensity(density, welch.BinWidthHz, sums);
        return Levels("frequency", "Hz", [.. bands.Bands.Select(band => band.CentreHz)], sums, channel, "");
    }

    /// <summary>Spectrum of the envelope of a band: what repeats itself.</summary>
    public static SpectrumView Envelope(
        ChannelReader reader,
        Channel channel,
        (double FromHz, double ToHz) band,
        StepStretch step,
        CancellationToken cancel)
    {
        EnvelopeDetector detector = new(reader.SampleRateHz, band.FromHz, band.ToHz);
        WelchSpectrum welch = new(
            LengthFor((step.ToSeconds - step.FromSeconds) * detector.SampleRateHz),
            WindowKind.Hann,
            overlap: 0.5,
            detector.SampleRateHz,
            SpectrumAveraging.Linear);
        (long from, long to) = step.Samples(reader);
        reader.Read(from, to, (_, samples) =>
        {
            float[] envelope = new float[detector.MaxOutput(samples.Length)];
            welch.Add(envelope.AsSpan(0, detector.Process(samples, envelope)));
        }, cancel);
        double[] power = new double[welch.Bins];
        welch.CopyPower(power);
        return Levels("frequency", "Hz", Positions0(welch), power, channel, "") with
        {
            X = new SpectrumAxis("envelope frequency", "Hz"),
        };
    }

    /// <summary>Power cepstrum: families of lines become one line at the time between two of their periods.</summary>
    public static SpectrumView Quefrencies(
        ChannelReader reader, (long From, long To) range, CancellationToken cancel)
    {
        WelchSpectrum welch = Average(reader, range, cancel);
        double[] power = new double[welch.Bins];
        welch.CopyPower(power);
        Curve cepstrum = Cepstrum.Power(new Curve(
            "power", "", Axis.Frequency(welch.BinWidthHz, welch.Bins), [.. power], "Welch"));
        int count = cepstrum.Values.Length;
        return new SpectrumView(
            new SpectrumAxis(cepstrum.Axis.Name, cepstrum.Axis.Unit),
            new LevelAxis("power cepstrum", cepstrum.Unit, ""),
            [.. Enumerable.Range(0, count).Select(i => cepstrum.Axis.At(i))],
            [.. cepstrum.Values.Select(Finite)],
            []);
    }

    private static WelchSpectrum Average(ChannelReader reader, (long From, long To) range, CancellationToken cancel)
    {
        WelchSpectrum welch = new(
            LengthFor(range.To - range.From),
            WindowKind.Hann,
            overlap: 0.5,
            reader.SampleRateHz,
            SpectrumAveraging.Linear);
        reader.Read(range.From, range.To, (_, samples) => welch.Add(samples), cancel);
        return welch;
    }

    // A short step gets shorter frames: two at least.
    private static int LengthFor(double samples)
    {
        int length = FrameLength;
        while (length > 256 && 2 * length > samples)
        {
            length /= 2;
        }

        return length;
    }

    private static double[] Positions0(WelchSpectrum welch) =>
        [.. Enumerable.Range(0, welch.Bins).Select(bin => bin * welch.BinWidthHz)];

    private static SpectrumView Levels(
        string name, string unit, double[] positions, double[] meanSquares, Channel channel, string per)
    {
        double reference = Decibel.Reference(channel.Quantity);
        string levelUnit = Decibel.Unit(channel.Quantity);
        return new SpectrumView(
            new SpectrumAxis(name, unit),
            new LevelAxis("level", $"dB{per}", levelUnit["dB re ".Length..]),
            positions,
            [.. meanSquares.Select(value => Finite(Math.Round(Decibel.FromMeanSquare(value, reference), 2)))],
            []);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>Axis of positions.</summary>
internal sealed record SpectrumAxis(string Name, string Unit);

/// <summary>Axis of values, with the reference of levels.</summary>
internal sealed record LevelAxis(string Name, string Unit, string Reference);
