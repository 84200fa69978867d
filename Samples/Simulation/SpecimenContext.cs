using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>What every part of the simulation needs to know of the motor: geometry, defects, dice.</summary>
internal sealed class SpecimenContext(PartType partType, Specimen specimen)
{
    public PartType PartType { get; } = partType;

    public Machine Machine => PartType.Machine;

    /// <summary>Highest speed of the cycle in revolutions per second; forces are stated there.</summary>
    public double TopSpeedHz { get; } = Math.Max(
        1.0,
        partType.Steps.Select(step => Math.Max(step.StartRpm, step.EndRpm)).DefaultIfEmpty(0).Max() / 60);

    /// <summary>Seed of one purpose: a new purpose never shifts the draws of another.</summary>
    public ulong Seed(string purpose) =>
        StableHash.Of($"{PartType.Name}\n{specimen.Seed}\n{specimen.SerialNumber}\n{purpose}");

    public RandomSource Random(string purpose) => new(Seed(purpose));

    public NoiseSource Noise(string purpose) => new(Seed(purpose));

    /// <summary>
    /// Size of a defect relative to medium: (severity / 0.5)². Small severities thus stay within production scatter
    /// (0.1: 4 %), severe ones are four times medium. 0 where the motor does not have it.
    /// </summary>
    public double Growth(Defect defect)
    {
        double growth = 0;
        foreach (SeededDefect seeded in specimen.Defects)
        {
            if (seeded.Defect == defect)
            {
                growth = Math.Max(growth, 4 * seeded.Severity * seeded.Severity);
            }
        }

        return growth;
    }

    public bool Has(BenchFault fault) => specimen.Faults.Contains(fault);
}
