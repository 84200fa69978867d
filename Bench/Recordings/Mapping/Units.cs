using System.Collections.Frozen;

namespace Bench.Recordings.Mapping;

/// <summary>Units that files use, as factors to SI units.</summary>
internal static class Units
{
    // 3rd CGPM (1901): 1 g = 9.80665 m/s², exactly.
    private const double StandardGravity = 9.80665;

    private static readonly FrozenDictionary<string, double> s_factors = new Dictionary<string, double>
    {
        ["g"] = StandardGravity,
        ["mg"] = StandardGravity / 1000,
        ["m/s²"] = 1,
        ["m/s^2"] = 1,
        ["mm/s²"] = 0.001,
        ["Pa"] = 1,
        ["mPa"] = 0.001,
        ["A"] = 1,
        ["mA"] = 0.001,
        ["V"] = 1,
        ["mV"] = 0.001,
        ["Nm"] = 1,
        ["mNm"] = 0.001,
        ["FS"] = 1,
        ["rpm"] = 1,
        ["°C"] = 1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The SI unit that values of a unit are converted to.</summary>
    public static string SiName(string unit) => unit switch
    {
        "g" or "mg" or "mm/s²" or "m/s^2" => "m/s²",
        "mPa" => "Pa",
        "mA" => "A",
        "mV" => "V",
        "mNm" => "Nm",
        _ => unit,
    };

    /// <summary>All names, for messages.</summary>
    public static string Known => string.Join(", ", s_factors.Keys.Order(StringComparer.Ordinal));

    /// <summary>SI units per unit; null where the unit is not known.</summary>
    public static double? ToSi(string unit) => s_factors.TryGetValue(unit, out double factor) ? factor : null;
}
