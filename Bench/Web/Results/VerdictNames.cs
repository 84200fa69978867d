using Bench.Models.Verdicts;

namespace Bench.Web.Results;

/// <summary>Verdicts as the pages write them.</summary>
internal static class VerdictNames
{
    /// <summary>"PASS", "FAIL" or "INVALID".</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "PASS",
        Verdict.Fail => "FAIL",
        _ => "INVALID",
    };

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">There are three others.</exception>
    public static Verdict Parse(string name) => name switch
    {
        "PASS" => Verdict.Pass,
        "FAIL" => Verdict.Fail,
        "INVALID" => Verdict.Invalid,
        _ => throw new FormatException($"\"{name}\" is no verdict, expected PASS, FAIL or INVALID."),
    };
}
