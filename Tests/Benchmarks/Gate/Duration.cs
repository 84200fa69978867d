using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>Times in the unit that suits them.</summary>
internal static class Duration
{
    /// <summary>Three digits and a unit.</summary>
    public static string Text(double seconds) => seconds switch
    {
        < 1e-6 => Format(seconds * 1e9, "ns"),
        < 1e-3 => Format(seconds * 1e6, "µs"),
        < 1 => Format(seconds * 1e3, "ms"),
        _ => Format(seconds, "s"),
    };

    private static string Format(double value, string unit) =>
        value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + unit;
}
