using Microsoft.Playwright;

namespace Bench.Web.Tests;

/// <summary>The system's Chromium, driven by Playwright: nothing is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] s_places =
    [
        Environment.GetEnvironmentVariable("BENCH_CHROMIUM") ?? "",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    /// <summary>Path of the browser; null where there is none.</summary>
    public static string? Path { get; } = s_places.FirstOrDefault(File.Exists);

    /// <summary>Starts it without a window.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Headless = true });
}
