using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Demo;
using Bench.Models;
using Bench.Models.Training;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Device;
using Bench.Samples.Simulation;

namespace Bench.Web.Live;

/// <summary>
/// The motors of the virtual bench. Serial numbers of the demo's shift have the trouble that is seeded there; a fault
/// of the bench is there for the first test only, so that the repeat shows the motor. All others are good.
/// </summary>
internal sealed class VirtualMotors(DevicePace pace)
{
    // The seeds of bench demo: its motors are these.
    private const long LearnSeed = 20;
    private const long ShiftSeed = 21;
    private const int Lots = 8;
    private const int GoodInShift = 8;

    // Training shows what is plain to see.
    private const double Severe = 1;

    private readonly ConcurrentDictionary<string, bool> _faultsShown = new(StringComparer.Ordinal);

    /// <summary>The shift's motors of a part type.</summary>
    public static ImmutableArray<Specimen> Shift(PartType partType) =>
        BenchShift.Shift(partType, ShiftSeed, GoodInShift);

    /// <summary>What a shift's motor has, in a word.</summary>
    public static string TroubleOf(Specimen motor) => (motor.Defects, motor.Faults) switch
    {
        ([SeededDefect defect, ..], _) => DefectNames.Of(defect.Defect),
        (_, [BenchFault fault, ..]) => DefectNames.Of(fault),
        _ => "good",
    };

    /// <summary>Names of the faults that the bench can be given in training.</summary>
    public static ImmutableArray<string> Faults => DefectNames.Faults;

    /// <summary>Names of the defects that motors of a part type can be given in training.</summary>
    public static ImmutableArray<string> DefectsOf(PartType partType) =>
        [.. BenchShift.DefectsOf(partType.Machine.Rotor).Select(DefectNames.Of)];

    /// <summary>The motor of a serial number as it lies on the bench now.</summary>
    public SimulatedSource Put(PartType partType, SerialNumber serialNumber)
    {
        string serial = serialNumber.ToString();
        Specimen motor = Shift(partType).FirstOrDefault(known => known.SerialNumber == serial)
            ?? new Specimen(serial, ShiftSeed, [], []);
        if (motor.Faults.Length > 0 && !_faultsShown.TryAdd(serial, true))
        {
            motor = motor with { Faults = [] };
        }

        return Put(partType, motor);
    }

    /// <summary>A motor with a given defect or bench fault; a good one where none is named.</summary>
    /// <exception cref="FormatException">There is no such trouble.</exception>
    public SimulatedSource Put(PartType partType, SerialNumber serialNumber, string trouble)
    {
        Specimen motor = new(serialNumber.ToString(), ShiftSeed, [], []);
        if (DefectNames.Faults.Contains(trouble))
        {
            motor = motor with { Faults = [DefectNames.ParseFault(trouble)] };
        }
        else if (trouble.Length > 0)
        {
            motor = motor with { Defects = [new SeededDefect(DefectNames.ParseDefect(trouble), Severe)] };
        }

        return Put(partType, motor);
    }

    /// <summary>Learns a baseline from good virtual motors.</summary>
    public static Baseline Learn(Recipe recipe, int motors, IProgress<int> progress, CancellationToken cancel)
    {
        ImmutableArray<GoodMotor> good = SimulatedMotors.Measure(
            recipe, BenchShift.GoodMotors(recipe.PartType, LearnSeed, motors), Lots, progress, cancel);
        return BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, good, new TeachInOptions());
    }

    private SimulatedSource Put(PartType partType, Specimen motor) =>
        new(partType, new DaqDeviceOptions { Port = 0, Pace = pace, Motor = motor });
}
