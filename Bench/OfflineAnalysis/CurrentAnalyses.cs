using System.Collections.Immutable;
using Bench.Analysis.Currents;
using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Tacho;
using Bench.Plots;
using Bench.Recordings;

namespace Bench.OfflineAnalysis;

/// <summary>Analyses of three phase currents (<c>--current U V W</c>).</summary>
internal static class CurrentAnalyses
{
    private const int MaxElectricalOrder = 25;
    private const int PeriodsPerFrame = 10;
    private const int CoherenceRevolutions = 4;

    /// <summary>Currents over electrical orders of either sequence, with unbalance and distortion.</summary>
    public static AnalysisReport Sequences(AnalysisInput input, AnalysisSettings settings)
    {
        CurrentOrders orders = Orders(input, settings, PeriodsPerFrame);
        Curve power = orders.Power();
        return new AnalysisReport
        {
            Title = "Currents over electrical order",
            Method = power.Method,
            Curves = [Rms(power)],
            Scale = ValueScale.Logarithmic,
            Figures =
            [
                new("fundamental rms", orders.FundamentalRms, "A"),
                new("negative over positive sequence", orders.UnbalancePercent, "%"),
                new("harmonic distortion", orders.DistortionPercent, "%"),
                new("inter-harmonics", orders.InterharmonicPercent, "%"),
                new("frames", orders.Frames, ""),
            ],
            Notes = ["Negative orders turn against the field."],
        };
    }

    /// <summary>Ripple of the d and q currents.</summary>
    public static AnalysisReport Ripple(AnalysisInput input, AnalysisSettings settings)
    {
        CurrentOrders orders = Orders(input, settings, PeriodsPerFrame);
        Curve d = Rms(orders.RippleD());
        Curve q = Rms(orders.RippleQ());
        return new AnalysisReport
        {
            Title = "Ripple of d and q current",
            Method = d.Method,
            Curves = [OrderAnalyses.From(d, 1), OrderAnalyses.From(q, 1)],
            Scale = ValueScale.Linear,
            Figures = [new("mean d", d.Values[0], "A"), new("frames", orders.Frames, "")],
            Notes = ["The d axis lies on the current's fundamental; the rotor's own cannot be seen from currents."],
        };
    }

    /// <summary>Lines that faults draw into the currents.</summary>
    public static AnalysisReport Signature(AnalysisInput input, AnalysisSettings settings)
    {
        PartType partType = settings.PartType ?? throw new RecordingException(
            "The lines of faults need pole pairs and bearings: name the part type (--part-type).");
        CurrentOrders orders = Orders(input, settings, PeriodsPerFrame * partType.Machine.PolePairs);
        ImmutableArray<SignatureReading> lines =
            CurrentSignature.Read(orders, CurrentSignature.Lines(partType.Machine));
        Curve power = orders.Power();
        return new AnalysisReport
        {
            Title = "Current signature",
            Method = power.Method,
            Curves = [Rms(power)],
            Scale = ValueScale.Logarithmic,
            Figures =
            [
                .. lines.SelectMany(reading => (AnalysisFigure[])
                [
                    new(Name(reading.Line), reading.RelativeDb, "dB re fundamental"),
                    new($"{Name(reading.Line)}, over the floor", reading.SignalToNoiseDb, "dB"),
                ]),
            ],
            Markers = [new PlotMarker(1, "1"), new PlotMarker(-1, "−1")],
        };
    }

    /// <summary>Which orders of the channel follow the currents: electromagnetic or mechanical origin.</summary>
    public static AnalysisReport Coherence(AnalysisInput input, AnalysisSettings settings)
    {
        AnalysisInput[] phases = Phases(input, settings);
        if (phases[0].SampleRateHz != input.SampleRateHz || phases[0].Samples.Length != input.Samples.Length)
        {
            throw new RecordingException("Currents and the channel must be sampled at one rate.");
        }

        float[] magnitude = new float[input.Samples.Length];
        for (int i = 0; i < magnitude.Length; i++)
        {
            (double alpha, double beta, _) =
                SpaceVector.Clarke(phases[0].Samples[i], phases[1].Samples[i], phases[2].Samples[i]);
            magnitude[i] = (float)Math.Sqrt((alpha * alpha) + (beta * beta));
        }

        ShaftSpeed speed = settings.Speed.Find(input);
        ImmutableArray<double> orders = settings.Orders.IsEmpty ? Suspected(settings) : settings.Orders;
        OrderCoherence coherence = new(orders, CoherenceRevolutions);
        coherence.Add(
            magnitude,
            input.Samples,
            AngleReader.AtSamples(speed.Angle, input.SampleRateHz, input.Samples.Length));
        ImmutableArray<CoherentOrder> found = coherence.Read();
        return new AnalysisReport
        {
            Title = "Coherence of orders with the currents",
            Method =
                $"fluctuations per order over {CoherenceRevolutions} revolutions, Hann; Bendat and Piersol 2010, 9.2",
            Figures =
            [
                .. found.Select(one =>
                    new AnalysisFigure(FormattableString.Invariant($"order {one.Order:0.##}"), one.Coherence, "")),
                new("by chance (1 of 20)", found[0].Insignificant, ""),
                new("frames", coherence.Frames, ""),
            ],
            Notes =
            [
                $"Speed: {speed.Source}.",
                .. found.Where(one => one.IsElectromagnetic).Select(one =>
                    FormattableString.Invariant($"Order {one.Order:0.##} follows the currents.")),
            ],
        };
    }

    private static ImmutableArray<double> Suspected(AnalysisSettings settings) => settings.PartType is { } partType
        ?
        [
            1,
            CharacteristicOrders.RadialForce(partType.Machine, 1),
            CharacteristicOrders.TorqueRipple(partType.Machine, 1),
            CharacteristicOrders.Slot(partType.Machine, 1),
        ]
        : throw new RecordingException("Which orders? Name them (--order 8 24 48) or the part type (--part-type).");

    private static CurrentOrders Orders(AnalysisInput input, AnalysisSettings settings, int periods)
    {
        AnalysisInput[] phases = Phases(input, settings);
        double[] angle = CurrentAngle.Follow(
            phases[0].Samples, phases[1].Samples, phases[2].Samples, phases[0].SampleRateHz);
        CurrentOrders orders = new(periods, MaxElectricalOrder);
        orders.Add(phases[0].Samples, phases[1].Samples, phases[2].Samples, angle);
        return orders.Frames > 0
            ? orders
            : throw new RecordingException(
                $"No {periods} electrical periods with a turning field: take a longer piece, or check the phases.");
    }

    private static AnalysisInput[] Phases(AnalysisInput input, AnalysisSettings settings)
    {
        if (settings.Phases.Length != 3)
        {
            throw new RecordingException("This analysis needs the three phase currents: --current U V W.");
        }

        AnalysisInput[] phases = [.. settings.Phases.Select(input.Beside)];
        return phases.All(phase => phase.SampleRateHz == phases[0].SampleRateHz)
            ? phases
            : throw new RecordingException("The three currents must be sampled at one rate.");
    }

    private static string Name(SignatureLine line) =>
        FormattableString.Invariant($"{line.Cause} ({line.ElectricalOrder:+0.###;−0.###})");

    private static Curve Rms(Curve power) => power with
    {
        Unit = "A",
        Values = [.. power.Values.Select(Math.Sqrt)],
    };
}
