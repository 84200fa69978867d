using System.Collections.Immutable;
using Bench.Analysis.Metrics;

namespace Bench.Models.Features;

/// <summary>
/// One vector per motor, all of one definition: what a data scientist takes along, and what comes back from a notebook.
/// </summary>
public sealed class FeatureTable
{
    /// <summary>Takes over the motors.</summary>
    /// <exception cref="ArgumentException">A motor was measured by another recipe than the definition's, or has a value
    /// that is not a finite number: the message names the motor.</exception>
    public FeatureTable(string partType, MeasurementDefinition definition, ImmutableArray<MotorFeatures> motors)
    {
        foreach (MotorFeatures motor in motors)
        {
            if (motor.Measurement.Definition.Hash != definition.Hash)
            {
                throw new ArgumentException(
                    $"Motor {motor.SerialNumber} has features of definition {motor.Measurement.Definition.Hash[..12]}, "
                    + $"expected {definition.Hash[..12]}: it was measured by another recipe.",
                    nameof(motors));
            }

            if (Training.MissingValues.FirstIn(motor.Measurement) is { } missing)
            {
                throw new ArgumentException(
                    $"Motor {motor.SerialNumber} has no finite value at {missing}: test it again or leave it out.",
                    nameof(motors));
            }
        }

        PartType = partType;
        Definition = definition;
        Motors = motors;
    }

    /// <summary>Name of the part type.</summary>
    public string PartType { get; }

    /// <summary>What every number of a vector is.</summary>
    public MeasurementDefinition Definition { get; }

    /// <summary>The motors, in the table's order.</summary>
    public ImmutableArray<MotorFeatures> Motors { get; }
}
