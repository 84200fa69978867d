using System.Collections.Immutable;
using Bench.Analysis.Tacho;
using Bench.Recordings;

namespace Bench.OfflineAnalysis;

/// <summary>
/// Where the shaft angle of a recording comes from: the first that is given, in DESIGN's order of trust.
/// </summary>
internal sealed record SpeedInput
{
    /// <summary>Revolutions over which the angle of a tacho is smoothed.</summary>
    public const double SmoothingRevolutions = 1;

    /// <summary>Channel of a tacho with pulses; empty for none.</summary>
    public string Tacho { get; init; } = "";

    /// <summary>Its pulses per revolution.</summary>
    public int PulsesPerRevolution { get; init; } = 1;

    /// <summary>Its threshold; null for the middle between its levels.</summary>
    public double? Threshold { get; init; }

    /// <summary>Missing teeth of the wheel, as 2 of 60 - 2.</summary>
    public int MissingTeeth { get; init; }

    /// <summary>Channels of one or three phase currents; empty for none.</summary>
    public ImmutableArray<string> Currents { get; init; } = [];

    /// <summary>Pole pairs, for currents.</summary>
    public int PolePairs { get; init; }

    /// <summary>Orders whose comb is looked for in the channel itself; empty for none.</summary>
    public ImmutableArray<double> Comb { get; init; } = [];

    /// <summary>Lowest speed looked for, without a tacho.</summary>
    public double FromRpm { get; init; } = 300;

    /// <summary>Highest speed looked for, without a tacho.</summary>
    public double ToRpm { get; init; } = 20_000;

    /// <summary>Constant speed; null for none.</summary>
    public double? ConstantRpm { get; init; }

    /// <summary>Finds the shaft angle over the piece that is analysed.</summary>
    /// <exception cref="RecordingException">No source is given, or it does not yield a speed.</exception>
    public ShaftSpeed Find(AnalysisInput input)
    {
        if (Tacho.Length > 0)
        {
            return FromTacho(input.Beside(Tacho));
        }

        if (!Currents.IsEmpty)
        {
            return FromCurrents([.. Currents.Select(input.Beside)]);
        }

        if (!Comb.IsEmpty)
        {
            return Of(SpeedEstimate.FromOrders(input.Samples, input.SampleRateHz, Comb, Bounds));
        }

        return ConstantRpm is { } rpm
            ? FromConstant(rpm, input.Seconds)
            : throw new RecordingException(
                "This analysis needs the shaft's speed: name a tacho (--tacho CHANNEL --pulses N), phase "
                + "currents (--current U V W --pole-pairs N), the orders of a comb (--comb 1 2 …) or a constant "
                + "speed (--rpm N).");
    }

    private SpeedEstimateOptions Bounds => new() { FromRpm = FromRpm, ToRpm = ToRpm };

    private ShaftSpeed FromTacho(AnalysisInput tacho)
    {
        float low = tacho.Samples.Min();
        float high = tacho.Samples.Max();
        double threshold = Threshold ?? 0.5 * ((double)low + high);
        if (!(high > low))
        {
            throw new RecordingException($"The tacho {Tacho} does not move: no pulse from {low} to {high}.");
        }

        TachoEdges edges = new(tacho.SampleRateHz, threshold, 0.1 * ((double)high - low));
        ToothedWheel? wheel = MissingTeeth > 0
            ? new ToothedWheel(PulsesPerRevolution, MissingTeeth, SmoothingRevolutions)
            : null;
        ShaftAngle angle = wheel?.Angle ?? new ShaftAngle(PulsesPerRevolution, SmoothingRevolutions);
        ReadOnlySpan<float> samples = tacho.Samples;
        int count = 0;
        while (edges.TryNext(ref samples, out double edge))
        {
            count++;
            if (wheel is not null)
            {
                wheel.AddEdge(edge);
            }
            else
            {
                angle.AddEdge(edge);
            }
        }

        if (wheel is not null)
        {
            wheel.Complete(tacho.Seconds);
        }
        else
        {
            angle.Complete(tacho.Seconds);
        }

        return angle.EndKnot > angle.FirstKnot
            ? new ShaftSpeed(angle, $"tacho {Tacho}, {PulsesPerRevolution} per revolution")
            : throw new RecordingException(
                $"The tacho {Tacho} gives no speed: {count} pulses over {threshold:G4} in {tacho.Seconds:0.##} s; "
                + "check --pulses and --threshold.");
    }

    private ShaftSpeed FromCurrents(ImmutableArray<AnalysisInput> phases)
    {
        if (PolePairs < 1)
        {
            throw new RecordingException("A speed from currents needs the pole pairs: --pole-pairs N.");
        }

        return phases.Length switch
        {
            1 => Of(SpeedEstimate.FromOnePhase(phases[0].Samples, phases[0].SampleRateHz, PolePairs, Bounds)),
            3 => Of(SpeedEstimate.FromThreePhases(
                phases[0].Samples,
                phases[1].Samples,
                phases[2].Samples,
                phases[0].SampleRateHz,
                PolePairs,
                Bounds)),
            _ => throw new RecordingException($"A speed comes from one or three currents, not from {phases.Length}."),
        };
    }

    private static ShaftSpeed Of(EstimatedSpeed found) => new(
        found.Angle,
        FormattableString.Invariant($"{found.Source.Method}; confidence {found.Source.Confidence:0.00}"));

    private static ShaftSpeed FromConstant(double rpm, double seconds)
    {
        if (!(rpm >= ShaftAngle.MinimumSpeedRpm))
        {
            throw new RecordingException(
                $"A constant speed of {rpm} rpm is too low: expected {ShaftAngle.MinimumSpeedRpm} rpm or more.");
        }

        // Beyond both ends, so that the piece does not seem to begin and end at rest.
        ShaftAngle angle = new(1, 0);
        double period = 60 / rpm;
        for (double edge = -4 * period; edge <= seconds + (4 * period); edge += period)
        {
            angle.AddEdge(edge);
        }

        angle.Complete(seconds + (8 * period));
        return new ShaftSpeed(angle, FormattableString.Invariant($"constant {rpm} rpm"));
    }
}

/// <summary>A shaft angle and where it comes from.</summary>
/// <param name="Angle">The angle, complete.</param>
/// <param name="Source">Where it comes from, in words.</param>
internal sealed record ShaftSpeed(ShaftAngle Angle, string Source)
{
    /// <summary>The speed at equal steps of time; NaN where it is not known.</summary>
    public double[] Sample(double stepSeconds, int count)
    {
        AngleReader reader = new(Angle);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
                reader.TryRead(i * stepSeconds, out _, out double rpm) ? rpm : double.NaN),
        ];
    }
}
