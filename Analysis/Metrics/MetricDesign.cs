using System.Collections.Immutable;
using Bench.Analysis.Octaves;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Metrics;

/// <summary>Designs what a recipe asks for over time.</summary>
internal static class MetricDesign
{
    /// <summary>Designs a metric of one channel.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="seconds">Length of the segment.</param>
    /// <param name="shared">What sessions share.</param>
    /// <exception cref="ArgumentException">The channel does not allow it.</exception>
    public static StepMetric Of(SegmentRequest request, Channel channel, double seconds, SharedPlans shared)
    {
        double rate = channel.SampleRateHz;
        ImmutableArray<string> names = request.CurveNames;
        return request switch
        {
            OctaveBandRequest octaves => Octaves(octaves, channel, names[0]),
            ImpulseRequest impulses => new ImpulseMetric(impulses.Bands, rate)
            {
                Curves = Scalars(CurveFamily.Impulse, names, "1"),
            },
            SeverityRequest severity => new SeverityMetric(severity.FromHz, severity.ToHz, rate)
            {
                Curves = Scalars(CurveFamily.Severity, names, "mm/s"),
            },
            SoundLevelRequest => new SoundLevelMetric(rate)
            {
                Curves = Scalars(CurveFamily.Sound, names, Decibel.Unit(Quantity.SoundPressure)),
            },
            LoudnessRequest loudness => new LoudnessMetric(loudness, rate, seconds)
            {
                Curves =
                [
                    .. names.Select(name => MetricCurve.Over(
                        loudness.Ranges, CurveFamily.Sound, name, name.StartsWith('S') || name.StartsWith('s')
                            ? "acum"
                            : "sone")),
                ],
            },
            ToneRequest => new ToneMetric(shared, rate) { Curves = Scalars(CurveFamily.Tone, names, "dB") },
            _ => throw new ArgumentException($"{request.GetType().Name} is not known."),
        };
    }

    private static OctaveMetric Octaves(OctaveBandRequest request, Channel channel, string name)
    {
        OctaveBankPlan bank =
            OctaveBankPlan.Create(request.BandsPerOctave, request.FromHz, request.ToHz, channel.SampleRateHz);
        return new OctaveMetric(bank, request.Level, channel.Quantity)
        {
            Curves =
            [
                new MetricCurve(
                    CurveFamily.OctaveBand,
                    name,
                    Decibel.Unit(channel.Quantity),
                    CurveAxis.FrequencyHz,
                    [.. bank.Bands.Select(band => band.CentreHz)]),
            ],
        };
    }

    private static ImmutableArray<MetricCurve> Scalars(
        CurveFamily family, ImmutableArray<string> names, string unit) =>
        [.. names.Select(name => MetricCurve.Scalar(family, name, unit))];
}
