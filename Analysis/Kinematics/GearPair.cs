using System.Numerics;

namespace Bench.Analysis.Kinematics;

/// <summary>
/// Two gears in mesh, with orders of the driving shaft (R. B. Randall, Vibration-based Condition Monitoring, 2nd
/// edition 2021, chapter 2).
/// </summary>
/// <param name="Teeth">Teeth of the driving gear, at least 1.</param>
/// <param name="DrivenTeeth">Teeth of the driven gear, at least 1.</param>
public readonly record struct GearPair(int Teeth, int DrivenTeeth)
{
    /// <summary>Mesh: one event per tooth.</summary>
    public double MeshOrder => Teeth;

    /// <summary>Revolution of the driven shaft.</summary>
    public double DrivenOrder => (double)Teeth / DrivenTeeth;

    /// <summary>
    /// Hunting tooth: how often the same two teeth meet, once in as many meshes as the least common multiple of both
    /// numbers of teeth.
    /// </summary>
    public double HuntingToothOrder =>
        (double)BigInteger.GreatestCommonDivisor(Teeth, DrivenTeeth) / DrivenTeeth;
}
