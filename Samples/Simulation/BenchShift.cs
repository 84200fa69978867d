using System.Collections.Immutable;
using System.Globalization;
using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>Lists of virtual motors: good ones to learn from, and a shift in which all goes wrong once.</summary>
public static class BenchShift
{
    private const double MediumSeverity = 0.5;

    // Good motors to learn from carry numbers far below those of a shift.
    private const int FirstLearningNumber = 1;
    private const int FirstShiftNumber = 5001;

    /// <summary>Good motors, such as for learning: serial numbers "7DL-2611-00001" and on.</summary>
    public static ImmutableArray<Specimen> GoodMotors(PartType partType, long seed, int count) =>
        [.. Enumerable.Range(FirstLearningNumber, count).Select(number => Make(partType, seed, number, [], []))];

    /// <summary>
    /// A shift: good motors, between them one motor with each defect that fits the rotor, at medium severity, and one
    /// good motor for each bench fault. The order is shuffled, and the same for the same seed.
    /// </summary>
    /// <param name="partType">The kind of motor.</param>
    /// <param name="seed">Seed of the population and of the order.</param>
    /// <param name="goodMotors">How many motors have nothing wrong.</param>
    public static ImmutableArray<Specimen> Shift(PartType partType, long seed, int goodMotors)
    {
        List<(ImmutableArray<SeededDefect> Defects, ImmutableArray<BenchFault> Faults)> troubles = [];
        foreach (Defect defect in DefectsOf(partType.Machine.Rotor))
        {
            troubles.Add(([new SeededDefect(defect, MediumSeverity)], []));
        }

        foreach (BenchFault fault in Enum.GetValues<BenchFault>())
        {
            troubles.Add(([], [fault]));
        }

        for (int i = 0; i < goodMotors; i++)
        {
            troubles.Add(([], []));
        }

        Shuffle(troubles, new RandomSource(StableHash.Of($"{partType.Name}\n{seed}\nshift")));
        return [.. troubles.Select((t, i) => Make(partType, seed, FirstShiftNumber + i, t.Defects, t.Faults))];
    }

    /// <summary>The defects that a motor of this rotor can have.</summary>
    public static ImmutableArray<Defect> DefectsOf(RotorKind rotor)
    {
        Defect alien = rotor == RotorKind.WoundRotor ? Defect.BrokenMagnet : Defect.BrushNoise;
        return [.. Enum.GetValues<Defect>().Where(defect => defect != alien)];
    }

    // Part type, year and month of the demo's production, running number.
    private static Specimen Make(
        PartType partType,
        long seed,
        int number,
        ImmutableArray<SeededDefect> defects,
        ImmutableArray<BenchFault> faults) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{partType.Name}-2611-{number:D5}"), seed, defects, faults);

    // Fisher and Yates.
    private static void Shuffle<T>(List<T> items, RandomSource random)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = random.Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
