using System.Globalization;

namespace Bench.Web;

/// <summary>Instants as the database and the pages have them: ISO 8601, UTC.</summary>
internal static class WebTime
{
    /// <summary>Writes an instant; texts sort as the instants do.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Reads an instant.</summary>
    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
