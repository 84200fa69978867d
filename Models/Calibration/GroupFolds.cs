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

    /// <summary>
    /// Most folds of groups: with more, several groups are left out together. The model then learns from 90 % or more,
    /// and learning does not take longer with every day of production.
    /// </summary>
    private const int MostGroupFolds = 10;

    /// <summary>Most folds when motors are left out without regard to groups; it bounds the time.</summary>
    private const int MostFolds = 50;

    private GroupFolds(
        ImmutableArray<ImmutableArray<int>> folds, ImmutableArray<ImmutableArray<int>> byGroup, FoldUnit unit)
    {
        Folds = folds;
        ByGroup = byGroup;
        Unit = unit;
    }

    /// <summary>Indices of the motors left out in each fold; every motor is in exactly one.</summary>
    public ImmutableArray<ImmutableArray<int>> Folds { get; }

    /// <summary>Number of different groups.</summary>
    public int Groups => ByGroup.Length;

    /// <summary>Indices of the motors of each group.</summary>
    public ImmutableArray<ImmutableArray<int>> ByGroup { get; }

    /// <summary>What a fold leaves out.</summary>
    public FoldUnit Unit { get; }

    /// <summary>
    /// One fold per group, or per several of more than ten groups; one per motor (at most 50 in all) if there are fewer
    /// than three groups.
    /// </summary>
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
            return new GroupFolds(Merged(byGroup), byGroup, FoldUnit.Group);
        }

        int folds = Math.Min(groupOfMotor.Count, MostFolds);
        ImmutableArray<ImmutableArray<int>> byMotor =
        [
            .. Enumerable.Range(0, folds).Select(fold =>
                Enumerable.Range(0, groupOfMotor.Count).Where(motor => motor % folds == fold).ToImmutableArray()),
        ];
        return new GroupFolds(byMotor, byGroup, FoldUnit.Motor);
    }

    private static ImmutableArray<ImmutableArray<int>> Merged(ImmutableArray<ImmutableArray<int>> groups)
    {
        int folds = Math.Min(groups.Length, MostGroupFolds);
        return
        [
            .. Enumerable.Range(0, folds).Select(fold => groups
                .Where((_, group) => group % folds == fold)
                .SelectMany(group => group)
                .Order()
                .ToImmutableArray()),
        ];
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
