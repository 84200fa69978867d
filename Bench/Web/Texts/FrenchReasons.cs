namespace Bench.Web.Texts;

/// <summary>Why a motor is not learned from, in French.</summary>
internal static class FrenchReasons
{
    private const string Fault = "a fault was confirmed";

    /// <summary>The French sentence; the English one where there is none.</summary>
    public static string Of(string reason) => reason switch
    {
        "people disagree about it" => "les avis divergent",
        "it came back from the field" => "il est revenu du client",
        "it is a golden motor, which would count again and again" => "c'est un moteur étalon, il compterait sans cesse",
        "it failed and nobody has confirmed it as good" => "il a été rejeté et personne ne l'a confirmé bon",
        "its test is INVALID" => "son test n'est pas valable",
        _ when reason.StartsWith(Fault, StringComparison.Ordinal) =>
            "un défaut est confirmé" + reason[Fault.Length..].Replace(": ", " : ", StringComparison.Ordinal),
        _ => reason,
    };
}
