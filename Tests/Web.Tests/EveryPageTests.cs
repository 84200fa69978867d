using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bench.Web.Tests;

/// <summary>
/// Every page in both languages and three sizes: drawn without a complaint of the browser, without sideways scrolling,
/// kept as a picture to look at; and without a serious fault for people who cannot see or use a mouse.
/// </summary>
[Collection<OneBench>]
public sealed class EveryPageTests(BenchUnderTest bench)
{
    private static string Pictures { get; } =
        Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    [Theory]
    [InlineData("en-GB", 1920, 1080)]
    [InlineData("fr-FR", 1280, 720)]
    [InlineData("fr-FR", 768, 1024)]
    public async Task Pages_fit_their_window_and_nothing_complains(string locale, int width, int height)
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor visitor = await Visitor.LoggedInAsync(bench, locale, width, height);
        string motor = await RejectedMotor.IdAsync(visitor);
        foreach (PageStop stop in PageStop.All)
        {
            await OpenAsync(visitor, stop, motor);
            double beyond = await visitor.Page.EvaluateAsync<double>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(Pictures, $"{stop.Name}.{locale[..2]}.{width}x{height}.png"),
            });
            Assert.True(beyond <= 0, $"{stop.Name} is {beyond} px wider than a window of {width} px.");
        }

        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task No_page_has_a_serious_accessibility_fault()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        Assert.SkipUnless(File.Exists(BuiltPages.Axe), "axe-core is not installed: npm ci in Bench/Web/Client.");
        string axe = await File.ReadAllTextAsync(BuiltPages.Axe, TestContext.Current.CancellationToken);
        await using Visitor visitor = await Visitor.LoggedInAsync(bench);
        string motor = await RejectedMotor.IdAsync(visitor);
        List<string> faults = [];
        foreach (PageStop stop in PageStop.All)
        {
            await OpenAsync(visitor, stop, motor);
            faults.AddRange(await FaultsAsync(visitor.Page, axe, stop.Name));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task The_log_in_page_has_no_serious_accessibility_fault_and_refuses_a_wrong_password()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using (await Visitor.LoggedInAsync(bench))
        {
            // The administrator exists.
        }

        await using Visitor visitor = await Visitor.ArriveAsync(bench);
        await visitor.Page.GotoAsync(bench.Url);
        await visitor.Page.Locator("#name").FillAsync("nobody");
        await visitor.Page.Locator("#password").FillAsync("wrong password");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("[role=alert]")).ToHaveTextAsync("Name or password is wrong.");

        Assert.SkipUnless(File.Exists(BuiltPages.Axe), "axe-core is not installed: npm ci in Bench/Web/Client.");
        string axe = await File.ReadAllTextAsync(BuiltPages.Axe, TestContext.Current.CancellationToken);
        List<string> faults = await FaultsAsync(visitor.Page, axe, "log-in");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task OpenAsync(Visitor visitor, PageStop stop, string motor)
    {
        await visitor.GoAsync(stop.Hash.Replace("{motor}", motor, StringComparison.Ordinal));
        await Expect(visitor.Page.Locator(stop.Ready).First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    private static async Task<List<string>> FaultsAsync(IPage page, string axe, string name)
    {
        // Through the debugger, not as a script of the page: the content security policy holds for the page.
        await page.EvaluateAsync(axe);
        JsonElement? found = await page.EvaluateAsync("() => axe.run({ resultTypes: ['violations'] })");
        return [.. found!.Value.GetProperty("violations").EnumerateArray()
            .Where(fault => fault.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(fault => $"{name}: {fault.GetProperty("id")} {fault.GetProperty("help")}: "
                + string.Join(" | ", fault.GetProperty("nodes").EnumerateArray().Take(3)
                    .Select(node => node.GetProperty("html").GetString())))];
    }
}
