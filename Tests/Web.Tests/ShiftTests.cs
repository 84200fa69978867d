using Bench.Web.Live;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bench.Web.Tests;

/// <summary>A shift at the operator's page, by keyboard and scanner only, against the real application.</summary>
[Collection<OneBench>]
public sealed class ShiftTests(BenchUnderTest bench)
{
    [Fact]
    public async Task A_shift_by_scanner_passes_rejects_repeats_and_survives_a_lost_connection()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor operatorAtBench = await Visitor.LoggedInAsync(bench, "fr-FR");
        IPage page = operatorAtBench.Page;
        await operatorAtBench.ScanAsync("7DL-2611-09001");
        await operatorAtBench.SeesVerdictOfAsync("PASS", "7DL-2611-09001");

        // The next motor is in the field: the verdict of the one before is gone before its test begins.
        string rejected = SerialWith(Trouble.Defect);
        await page.Keyboard.TypeAsync(rejected);
        await Expect(page.Locator(".state")).ToHaveAttributeAsync("data-sign", "ready");
        await Expect(page.Locator(".state")).Not.ToContainTextAsync("CONFORME");
        await page.Keyboard.PressAsync("Enter");
        await operatorAtBench.SeesVerdictOfAsync("FAIL", rejected);
        await Expect(page.Locator(".state")).ToContainTextAsync("REFUSÉ");
        await Expect(page.Locator(".state-do")).Not.ToBeEmptyAsync();

        string troubled = SerialWith(Trouble.BenchFault);
        await operatorAtBench.ScanAsync(troubled);
        await operatorAtBench.SeesVerdictOfAsync("INVALID", troubled);
        await Expect(page.Locator(".state-do")).Not.ToBeEmptyAsync();

        // By keyboard to the repeat: it is the second button of the panel, after the next motor.
        await TabToAsync(page, "operator.again");
        await page.Keyboard.PressAsync("Enter");
        await operatorAtBench.SeesVerdictOfAsync("PASS", troubled);
        await Expect(page.Locator("#serial")).ToBeFocusedAsync();

        await LoseConnectionAsync(operatorAtBench);
        await operatorAtBench.ScanAsync("7DL-2611-09002");
        await operatorAtBench.SeesVerdictOfAsync("PASS", "7DL-2611-09002");
        await page.Keyboard.PressAsync("Escape");
        await operatorAtBench.SeesAsync("ready");
        Assert.Empty(operatorAtBench.Errors);
    }

    [Fact]
    public async Task Training_is_marked_and_kept_apart_from_production()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor visitor = await Visitor.LoggedInAsync(bench);
        IPage page = visitor.Page;
        string tested = await page.Locator(".count b").First.InnerTextAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await page.Locator("#defect").SelectOptionAsync("unbalance");
        await page.Locator("dialog button.primary").ClickAsync();
        await Expect(page.Locator(".training-banner")).ToBeVisibleAsync();
        await visitor.SeesAsync("ready");
        await visitor.ScanAsync("7DL-2611-09101");
        await visitor.SeesVerdictOfAsync("FAIL", "7DL-2611-09101");
        await page.GetByRole(AriaRole.Button, new() { Name = "End training" }).ClickAsync();
        await Expect(page.Locator(".training-banner")).ToBeHiddenAsync();
        await Expect(page.Locator(".count b").First).ToHaveTextAsync(tested);

        await visitor.GoAsync("#/results?serial=7DL-2611-09101");
        await Expect(page.Locator("table.results tbody")).ToContainTextAsync("No motor matches");
        await page.Locator("#filter-training").CheckAsync();
        await Expect(page.Locator("table.results .serial")).ToHaveTextAsync("7DL-2611-09101");
    }

    [Fact]
    public async Task What_a_scanner_reads_is_text_and_never_markup()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor visitor = await Visitor.LoggedInAsync(bench);
        IPage page = visitor.Page;

        await visitor.ScanAsync("<img src=x onerror=document.title='taken'>");

        await Expect(page.Locator(".scanner-note .error")).ToBeVisibleAsync();
        await Expect(page.Locator(".station img")).ToHaveCountAsync(0);
        Assert.DoesNotContain("taken", await page.TitleAsync(), StringComparison.Ordinal);
    }

    private static string SerialWith(Trouble trouble) => VirtualMotors.Shift(Recipes.Recipe.Load("7DL").PartType)
        .First(motor => trouble == Trouble.Defect
            ? motor.Defects.Any(defect => defect.Severity >= 0.5)
            : motor.Faults.Length > 0)
        .SerialNumber;

    private static async Task TabToAsync(IPage page, string action)
    {
        ILocator wanted = page.Locator($"[data-action='{action}']");
        for (int i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"Tab does not reach {action}.");
    }

    private async Task LoseConnectionAsync(Visitor visitor)
    {
        int port = new Uri(bench.Url).Port;
        await bench.StopAsync();
        await visitor.SeesAsync("offline");
        await Expect(visitor.Page.Locator(".connection")).ToContainTextAsync("Connexion perdue");
        await Expect(visitor.Page.Locator(".state")).Not.ToContainTextAsync("CONFORME");
        await bench.StartAsync(port);

        // Sessions may end with the server: then the page asks to log in again, by itself.
        ILocator back = visitor.Page.Locator(".state[data-sign='ready'], .login");
        await Expect(back).ToBeVisibleAsync();
        if (await visitor.Page.Locator(".login").IsVisibleAsync())
        {
            await visitor.LogInAsync();
            await visitor.SeesAsync("ready");
        }
    }

    private enum Trouble
    {
        Defect = 1,
        BenchFault,
    }
}
