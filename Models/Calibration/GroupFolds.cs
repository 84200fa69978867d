using System.Collections.Immutable;

namespace Bench.Models.Calibration;

/// <summary>
/// Which motors are left out together. Motors of one lot, shift or bench resemble each other; leaving out one at a
/// time would test a motor against its own twins and promise too much, so a group is never split.
/// </summary>
internal sealed class GroupFolds
{
    /// <summary>Below this many groups, leaving one out would leave too little to learn from.</summary>
    public const int FewestGroups = 3;

    /// <summary>Most folds when motors are left out without regard to groups; it bounds the time.</summary>
    private const int MostFolds = 50;

    private GroupFolds(ImmutableArray<ImmutableArray<int>> folds, int groups, FoldUnit unit)
    {
        Folds = folds;
        Groups = groups;
        Unit = unit;
    }

    /// <summary>Indices of the motors left out in each fold; every motor is in exactly one.</summary>
    public ImmutableArray<ImmutableArray<int>> Folds { get; }

    /// <summary>Number of different groups.</summary>
    public int Groups { get; }

    /// <summary>What a fold leaves out.</summary>
    public FoldUnit Unit { get; }

    /// <summary>One fold per group; one per motor (at most 50 in all) if there are fewer than three groups.</summary>
    public static GroupFolds Of(IReadOnlyList<string> groupOfMotor)
    {
        ImmutableArray<ImmutableArray<int>> byGroup =
        [
            .. Enumerable.Range(0, groupOfMotor.Count)
                .GroupBy(motor => groupOfMotor[motor], StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.ToImmutableArray()),
        ];
        if (byGroup.Length >= FewestGroups)
        {
            return new GroupFolds(byGroup, byGroup.Length, FoldUnit.Group);
        }

        int folds = Math.Min(groupOfMotor.Count, MostFolds);
        ImmutableArray<ImmutableArray<int>> byMotor =
        [
            .. Enumerable.Range(0, folds).Select(fold =>
                Enumerable.Range(0, groupOfMotor.Count).Where(motor => motor % folds == fold).ToImmutableArray()),
        ];
        return new GroupFolds(byMotor, byGroup.Length, FoldUnit.Motor);
    }
}

/// <summary>What one fold of a calibration leaves out.</summary>
internal enum FoldUnit
{
    /// <summary>A whole group.</summary>
    Group,

    /// <summary>Single motors, because there are too few groups: the result holds within these groups only.</summary>
    Motor,
}
