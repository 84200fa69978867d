namespace Bench.Web.Texts;

/// <summary>A code of a finding in a few words, for lists that count reasons.</summary>
internal static class EnglishCodes
{
    /// <summary>The words.</summary>
    public static string Of(string code) => code switch
    {
        "" => "no reason",
        "stator-eccentricity" => "stator eccentricity",
        "bearing-outer" => "bearing, outer ring",
        "bearing-inner" => "bearing, inner ring",
        "bearing-ball" => "bearing, ball",
        "bearing-cage" => "bearing, cage",
        "anomaly" => "unlike good motors",
        _ => code.Replace('-', ' '),
    };
}
