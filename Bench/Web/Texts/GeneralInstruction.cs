using Bench.Models.Verdicts;

namespace Bench.Web.Texts;

/// <summary>What is done with a motor where its finding says nothing particular (docs/operator.en.md).</summary>
internal static class GeneralInstruction
{
    /// <summary>In English.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Fail => "Put the motor aside with its label.",
        Verdict.Invalid => "Test this motor again.",
        _ => "",
    };

    /// <summary>In French.</summary>
    public static string InFrench(Verdict verdict) => verdict switch
    {
        Verdict.Fail => "Mettre le moteur de côté avec son étiquette.",
        Verdict.Invalid => "Refaire le test du même moteur.",
        _ => "",
    };
}
