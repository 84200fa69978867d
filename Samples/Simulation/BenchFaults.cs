using System.Collections.Immutable;
using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>When, where and how much the bench goes wrong in this test: drawn once, from the specimen's dice.</summary>
internal sealed class BenchFaults
{
    public const int None = -1;

    private readonly SpecimenContext _context;
    private readonly ImmutableArray<TestStep> _steps;

    public BenchFaults(SpecimenContext context)
    {
        _context = context;
        _steps = context.PartType.Steps;
        int[] accelerometers = Indices(Quantity.Acceleration);
        int[] sensors = [.. accelerometers, .. Indices(Quantity.SoundPressure)];
        DeadChannel = Pick(BenchFault.DeadSensor, sensors);
        ClippedChannel = Pick(BenchFault.ClippedSensor, accelerometers);
        LooseChannel = Pick(BenchFault.LooseSensor, accelerometers);
        SwappedWith = accelerometers.Length > 1 ? accelerometers[^1] : None;
        SwappedChannel = accelerometers.Length > 1 ? Pick(BenchFault.SwappedSensors, accelerometers[..^1]) : None;
        SpeedFactor = DrawSpeedFactor();
        TachoDropout = DrawDropout();
        HammerSeconds = DrawHammer();
        LostBlocks = DrawLostBlocks();
    }

    public int DeadChannel { get; }

    public int ClippedChannel { get; }

    public int LooseChannel { get; }

    /// <summary>First of two exchanged accelerometers, or <see cref="None"/>.</summary>
    public int SwappedChannel { get; }

    /// <summary>Second of two exchanged accelerometers: the last one, which is the axial one.</summary>
    public int SwappedWith { get; }

    /// <summary>True speed over the profile's speed.</summary>
    public double SpeedFactor { get; }

    /// <summary>From when to when no tacho pulse comes; empty where from = to.</summary>
    public (double From, double To) TachoDropout { get; }

    /// <summary>When somebody hits the bench; infinite where nobody does.</summary>
    public double HammerSeconds { get; }

    /// <summary>First lost block and the one behind the last.</summary>
    public (long From, long To) LostBlocks { get; }

    private int[] Indices(Quantity quantity)
    {
        ImmutableArray<Channel> channels = _context.PartType.Channels;
        return [.. Enumerable.Range(0, channels.Length).Where(i => channels[i].Quantity == quantity)];
    }

    private int Pick(BenchFault fault, int[] channels) =>
        _context.Has(fault) && channels.Length > 0
            ? channels[_context.Random($"which {fault}").Below(channels.Length)]
            : None;

    private double DrawSpeedFactor()
    {
        RandomSource random = _context.Random("speed off profile");
        double error = random.Uniform(0.08, 0.10) * (random.Uniform() < 0.5 ? -1 : 1);
        return _context.Has(BenchFault.SpeedOffProfile) ? 1 + error : 1;
    }

    private (double From, double To) DrawDropout()
    {
        if (!_context.Has(BenchFault.TachoDropout))
        {
            return (0, 0);
        }

        RandomSource random = _context.Random("tacho dropout");
        double from = TimeIn(random, StepKind.RunUp, 0.3, 0.8);
        return (from, from + random.Uniform(0.05, 0.3));
    }

    private double DrawHammer()
    {
        if (!_context.Has(BenchFault.HammerBlow))
        {
            return double.PositiveInfinity;
        }

        RandomSource random = _context.Random("hammer blow");
        StepKind kind = random.Uniform() < 0.5 ? StepKind.RunUp : StepKind.Dwell;
        return TimeIn(random, kind, 0.2, 0.7);
    }

    private (long From, long To) DrawLostBlocks()
    {
        if (!_context.Has(BenchFault.LostSamples))
        {
            return (0, 0);
        }

        RandomSource random = _context.Random("lost samples");
        long from = (long)(TimeIn(random, StepKind.RunUp, 0.3, 0.9) / MotorSimulation.BlockSeconds);
        return (from, from + 3 + random.Below(10));
    }

    // A time within the middle of the longest step of a kind, or of the longest step of all.
    private double TimeIn(RandomSource random, StepKind kind, double fromShare, double toShare)
    {
        double start = 0;
        (double Start, double Length, bool IsKind) best = (0, 0, false);
        foreach (TestStep step in _steps)
        {
            (double Start, double Length, bool IsKind) candidate = (start, step.DurationSeconds, step.Kind == kind);
            if ((candidate.IsKind, candidate.Length).CompareTo((best.IsKind, best.Length)) > 0)
            {
                best = candidate;
            }

            start += step.DurationSeconds;
        }

        return best.Start + (best.Length * random.Uniform(fromShare, toShare));
    }
}
