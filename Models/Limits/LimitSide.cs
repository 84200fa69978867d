namespace Bench.Models.Limits;

/// <summary>Which limit of a curve.</summary>
public enum LimitSide
{
    /// <summary>The highest allowed value: too high is a fault.</summary>
    Above = 1,

    /// <summary>The lowest allowed value: too low is a fault.</summary>
    Below,
}
