using System.Globalization;

namespace Bench.Samples.Simulation;

/// <summary>A defect and how bad it is.</summary>
/// <param name="Defect">What.</param>
/// <param name="Severity">0 none, 0.5 medium, 1 severe.</param>
public readonly record struct SeededDefect(Defect Defect, double Severity)
{
    private const double Medium = 0.5;

    /// <summary>Reads "bearing-outer:0.5", or "bearing-outer" for medium severity.</summary>
    /// <exception cref="FormatException">Unknown name, or a severity outside 0-1.</exception>
    public static SeededDefect Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        Defect defect = DefectNames.ParseDefect(colon < 0 ? text : text[..colon]);
        if (colon < 0)
        {
            return new SeededDefect(defect, Medium);
        }

        string number = text[(colon + 1)..];
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double severity)
            || !(severity <= 1))
        {
            throw new FormatException($"\"{text}\": severity \"{number}\" is not a number from 0 to 1, such as 0.5.");
        }

        return new SeededDefect(defect, severity);
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{DefectNames.Of(Defect)}:{Severity}");
}
