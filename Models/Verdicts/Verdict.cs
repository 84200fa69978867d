namespace Bench.Models.Verdicts;

/// <summary>What a test says of one motor. There is no fourth answer and no default.</summary>
public enum Verdict
{
    /// <summary>Nothing was found.</summary>
    Pass = 1,

    /// <summary>The motor is at fault.</summary>
    Fail = 2,

    /// <summary>The bench is at fault: the motor has not been judged and must be tested again.</summary>
    Invalid = 3,
}
