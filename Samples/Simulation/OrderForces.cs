using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>Forces that turn with the shaft: unbalance, misalignment, and the air gap's force waves.</summary>
internal sealed class OrderForces
{
    // Rotor of about 12 kg balanced to e·m = 24 g·mm, which is 2 µm or grade G2.5 at 12 000 rpm (ISO 21940-11).
    private const double ResidualUnbalance = 24e-6;

    // Force waves of the air gap in N at top speed and full load, as they act on the modes of the stator.
    private const double PoleForce = 220;
    private const double ResidualEccentricity = 0.10;

    // Amplitude of the phase currents at the run-up's torque.
    private const double NominalAmps = 200;

    // Force waves stand where the winding puts them, to within a few degrees.
    private const double PhaseSigma = 0.12;

    private readonly List<Tone> _tones = [];
    private readonly OrderPhasors _phasors;
    private readonly double _sampleRateHz;
    private readonly double _topSpeedHz;

    public OrderForces(SpecimenContext context, OrderPhasors phasors, double sampleRateHz)
    {
        _phasors = phasors;
        _sampleRateHz = sampleRateHz;
        _topSpeedHz = context.TopSpeedHz;
        AddShaft(context);
        AddPoles(context);
        AddSlots(context);
        AddTorqueRipple(context);
        AddBrokenMagnet(context);
    }

    /// <summary>Adds the forces of one block.</summary>
    public void AddTo(ForceField forces, OperatingPoint from, OperatingPoint to)
    {
        foreach (Tone tone in _tones)
        {
            var amplitude = new Ramp(Amplitude(tone, from), Amplitude(tone, to));
            if (!amplitude.IsZero)
            {
                ReadOnlySpan<float> cosine = _phasors.Cosine(tone.Index);
                Tones.Add(forces.At(tone.Point), cosine, _phasors.Sine(tone.Index), amplitude, tone.Phase);
            }
        }
    }

    private double Amplitude(Tone tone, OperatingPoint at)
    {
        double speed = at.SpeedHz / _topSpeedHz;
        double load = Math.Min(1.5, at.CurrentAmps / NominalAmps);
        double law = tone.Law switch
        {
            ToneLaw.SpeedSquared => speed * speed,
            ToneLaw.Speed => speed,

            // The magnets' own field is there without current; it needs some speed to drive a mode at all.
            _ => (0.35 + (0.65 * load)) * Math.Min(1, speed * 8),
        };
        return tone.Newton * law * Tones.AntiAlias(tone.Order * at.SpeedHz, _sampleRateHz);
    }

    private void AddShaft(SpecimenContext context)
    {
        RandomSource random = context.Random("shaft");
        double omega = 2 * Math.PI * _topSpeedHz;

        // Medium: four times the residual unbalance, +12 dB.
        double unbalance = ResidualUnbalance * omega * omega * random.ScatterDb(0.9)
            * (1 + (3 * context.Growth(Defect.Unbalance)));
        double share = random.Uniform(0.50, 0.55);
        double phase = random.Phase();
        Add(1, ForcePoint.BearingA, share * unbalance, phase, ToneLaw.SpeedSquared);
        Add(1, ForcePoint.BearingB, (1 - share) * unbalance, phase + random.Uniform(-0.15, 0.15), ToneLaw.SpeedSquared);
        Add(1, ForcePoint.Axial, 2.5 * random.ScatterDb(1.5), random.Phase(), ToneLaw.Speed);
        Add(2, ForcePoint.BearingA, 9 * random.ScatterDb(1.3), random.Phase(), ToneLaw.Speed);
        Add(2, ForcePoint.BearingB, 6 * random.ScatterDb(1.3), random.Phase(), ToneLaw.Speed);
        Add(2, ForcePoint.Axial, 4 * random.ScatterDb(1.3), random.Phase(), ToneLaw.Speed);
        Add(3, ForcePoint.BearingA, 2.5 * random.ScatterDb(1.5), random.Phase(), ToneLaw.Speed);
        if (context.Machine.Rotor == RotorKind.WoundRotor && context.Machine.Brushes > 0)
        {
            Add(context.Machine.Brushes, ForcePoint.BearingB, 3 * random.ScatterDb(1.5), random.Phase(), ToneLaw.Speed);
        }
    }

    private void AddPoles(SpecimenContext context)
    {
        RandomSource random = context.Random("poles");
        double scatter = random.ScatterDb(0.8);
        double eccentric = context.Growth(Defect.StatorEccentricity);
        double shorted = context.Growth(Defect.TurnShort) + (0.6 * context.Growth(Defect.PhaseUnbalance));
        ReadOnlySpan<double> harmonics = [1, 0.35, 0.28, 0.10, 0.07, 0.22];
        for (int k = 1; k <= harmonics.Length; k++)
        {
            // Medium eccentricity makes the pole wave act on the housing's low modes: +9.5 dB; higher ones less.
            double grown = 1 + ((k == 1 ? 2 : 0.4) * eccentric) + (k == 1 ? 0.5 * shorted : 0);
            double newton = PoleForce * harmonics[k - 1] * scatter * random.ScatterDb(0.6);
            int order = (int)CharacteristicOrders.RadialForce(context.Machine, k);
            AddWave(order, ForcePoint.Stator, newton * grown, random);
            AddSidebands(context, order, newton * (1 + (2.6 * eccentric)), random);
        }

        // A stator that stands off centre also pulls at the bearings.
        int pull = (int)CharacteristicOrders.RadialForce(context.Machine, 1);
        AddWave(pull, ForcePoint.BearingA, 5 * random.ScatterDb(1) * (1 + (3 * eccentric)), random);
    }

    private void AddSlots(SpecimenContext context)
    {
        RandomSource random = context.Random("slots");
        double eccentric = context.Growth(Defect.StatorEccentricity);
        for (int k = 1; k <= 2; k++)
        {
            double newton = (k == 1 ? 60 : 18) * random.ScatterDb(1);
            int order = (int)CharacteristicOrders.Slot(context.Machine, k);
            AddWave(order, ForcePoint.Stator, newton, random);
            AddWave(order, ForcePoint.Axial, 0.15 * newton * random.ScatterDb(1), random);
            AddSidebands(context, order, newton * (1 + (2.2 * eccentric)), random);
        }
    }

    private void AddTorqueRipple(SpecimenContext context)
    {
        RandomSource random = context.Random("ripple");
        int p = context.Machine.PolePairs;

        // Torque ripple over the bore's radius of about 0.1 m: 2 % of 75 Nm are 15 N.
        AddWave(6 * p, ForcePoint.Tangential, 15 * random.ScatterDb(1), random);
        AddWave(12 * p, ForcePoint.Tangential, 7 * random.ScatterDb(1), random);
        double unequal = (0.6 * context.Growth(Defect.PhaseUnbalance)) + context.Growth(Defect.TurnShort);
        AddWave(2 * p, ForcePoint.Tangential, (4 * random.ScatterDb(1)) + (50 * unequal), random);
    }

    // Residual eccentricity modulates a wave once per revolution; its direction is the motor's own, and the same for
    // all waves, so that sidebands of the same order add up.
    private void AddSidebands(SpecimenContext context, int order, double newton, RandomSource random)
    {
        double direction = context.Random("eccentricity").Phase();
        double sideband = ResidualEccentricity * newton;
        double phase = PhaseOf(order, random);
        Add(order - 1, ForcePoint.Stator, sideband * random.ScatterDb(1.2), phase - direction, ToneLaw.AirGap);
        Add(order + 1, ForcePoint.Stator, sideband * random.ScatterDb(1.2), phase + direction, ToneLaw.AirGap);
    }

    private void AddWave(int order, ForcePoint point, double newton, RandomSource random) =>
        Add(order, point, newton, PhaseOf(order, random), ToneLaw.AirGap);

    // Given by the winding: waves of one order add up in every motor alike, and orders do not peak together.
    private static double PhaseOf(int order, RandomSource random)
    {
        const double GoldenTurn = 0.6180339887498949;
        return (2 * Math.PI * (order * GoldenTurn % 1)) + (PhaseSigma * random.Gaussian());
    }

    private void AddBrokenMagnet(SpecimenContext context)
    {
        double growth = context.Growth(Defect.BrokenMagnet);
        if (growth == 0)
        {
            return;
        }

        // One weak pole makes the field, and with it the force waves, repeat once per revolution.
        RandomSource random = context.Random("broken magnet");
        int poles = 2 * context.Machine.PolePairs;
        ReadOnlySpan<double> sidebands = [0.30, 0.24, 0.18, 0.12];
        for (int k = 1; k <= sidebands.Length; k++)
        {
            double newton = PoleForce * sidebands[k - 1] * growth;
            Add(poles + k, ForcePoint.Stator, newton, random.Phase(), ToneLaw.AirGap);
            if (poles > k)
            {
                Add(poles - k, ForcePoint.Stator, newton, random.Phase(), ToneLaw.AirGap);
            }
        }

        Add(1, ForcePoint.BearingA, 6 * growth, random.Phase(), ToneLaw.AirGap);
        Add(2, ForcePoint.BearingA, 12 * growth, random.Phase(), ToneLaw.AirGap);
    }

    private void Add(int order, ForcePoint point, double newton, double phase, ToneLaw law) =>
        _tones.Add(new Tone(order, _phasors.Plan(order), point, newton, phase, law));

    private enum ToneLaw
    {
        Speed,
        SpeedSquared,
        AirGap,
    }

    private readonly record struct Tone(
        int Order,
        int Index,
        ForcePoint Point,
        double Newton,
        double Phase,
        ToneLaw Law);
}
