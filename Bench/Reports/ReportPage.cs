using System.Globalization;
using System.Text;
using Bench.Plots.Svg;

namespace Bench.Reports;

/// <summary>An HTML page that needs no other file: style and plots are within, there is no script.</summary>
internal static class ReportPage
{
    public static string Render(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>{Escape(title)}</title>
        <style>
        {ReportStyle.Css}
        {SvgStyle.Css}
        </style>
        </head>
        <body>
        <main>
        {body}
        </main>
        </body>
        </html>

        """;

    /// <summary>Writes the page so that a reader never sees half of it.</summary>
    public static void Write(string path, string html)
    {
        string fullPath = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
        string unfinished = fullPath + ".new";
        File.WriteAllText(unfinished, html, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(unfinished, fullPath, overwrite: true);
    }

    public static string Escape(string text) => SvgMarkup.Escape(text);

    public static string DateAndTime(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        + (zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime ? " UTC" : "");

    public static string TimeOfDay(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
