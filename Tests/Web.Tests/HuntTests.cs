using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bench.Web.Tests;

/// <summary>An engineer's hunt for a reason: from the search to the sound of one order.</summary>
[Collection<OneBench>]
public sealed class HuntTests(BenchUnderTest bench)
{
    private const string Good = "7DL-2611-09003";
    private static readonly string[] s_maps = ["order-rpm", "order-time", "campbell", "spectrogram"];
    private static readonly string[] s_spectra = ["spectrum", "order", "envelope", "octaves", "psd", "cepstrum"];

    [Fact]
    public async Task An_engineer_finds_the_reason_sees_it_in_every_picture_and_hears_it()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor visitor = await Visitor.LoggedInAsync(bench);
        IPage page = visitor.Page;
        await RejectedMotor.IdAsync(visitor);
        await visitor.ScanAsync(Good);
        await visitor.SeesVerdictOfAsync("PASS", Good);

        await visitor.GoAsync("#/results");
        await page.Locator("#filter-serial").FillAsync(RejectedMotor.SerialNumber);
        await page.Locator("table.results a", new() { HasTextString = RejectedMotor.SerialNumber }).First.ClickAsync();
        await Expect(page.Locator(".serial-large")).ToHaveTextAsync(RejectedMotor.SerialNumber);
        await DrawnAsync(page, ".plot canvas");
        await page.Locator("button.finding").Last.ClickAsync();
        await DrawnAsync(page, ".plot canvas");
        await page.GetByLabel("Compare with").SelectOptionAsync("?");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Another motor's" }).FillAsync(Good);
        await page.Keyboard.PressAsync("Tab");
        await DrawnAsync(page, ".plot canvas");

        await TabAsync(page, "maps");
        foreach (string kind in s_maps)
        {
            await page.GetByLabel("Kind").SelectOptionAsync(kind);
            await DrawnAsync(page, ".map-host[data-draw-ms]");
        }

        await TabAsync(page, "spectra");
        await page.GetByLabel("Step").SelectOptionAsync("dwell");
        foreach (string kind in s_spectra)
        {
            await page.GetByLabel("Kind").SelectOptionAsync(kind);
            await DrawnAsync(page, ".plot canvas");
        }

        await TabAsync(page, "currents");
        await DrawnAsync(page, ".plot canvas");
        await ListenAsync(page);
        await DownloadAsync(page);
        Assert.Empty(visitor.Errors);
    }

    // Whole band, a band and one order, each with both motors; the switch does not stop the sound.
    private static async Task ListenAsync(IPage page)
    {
        await TabAsync(page, "listen");
        await page.GetByLabel("To s").FillAsync("3");
        foreach (string mode in (string[])["whole", "band", "order"])
        {
            await page.GetByLabel("Kind").SelectOptionAsync(mode);
            await page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
            await Expect(page.Locator(".listen [role=status]")).ToContainTextAsync("same level");
            ILocator other = page.Locator(".listen button").Nth(2);
            await other.ClickAsync();
            await Expect(other).ToHaveAttributeAsync("aria-pressed", "true");
            await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        }
    }

    private static async Task DownloadAsync(IPage page)
    {
        await TabAsync(page, "data");
        IDownload download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Download recording" }).ClickAsync());
        await using Stream file = await download.CreateReadStreamAsync();
        byte[] head = new byte[8];
        await file.ReadExactlyAsync(head, TestContext.Current.CancellationToken);
        Assert.Equal("MDF     "u8.ToArray(), head);
        IPage report = await page.Context.RunAndWaitForPageAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync());
        await Expect(report.Locator("body")).ToContainTextAsync(RejectedMotor.SerialNumber);
        await report.CloseAsync();
    }

    private static Task TabAsync(IPage page, string name) => page.Locator($"#tab-{name}").ClickAsync();

    private static async Task DrawnAsync(IPage page, string what)
    {
        await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Expect(page.Locator(what).First).ToBeVisibleAsync();
        await Expect(page.Locator("[role=tabpanel] .error:not(:empty)")).ToHaveCountAsync(0);
    }
}
