using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bench.Web.Tests;

/// <summary>An engineer changes a limit and a part type, against the real application.</summary>
[Collection<OneBench>]
public sealed class EditorTests(BenchUnderTest bench)
{
    private const string Engineer = "emma";

    private static string Pictures { get; } =
        Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    [Fact]
    public async Task A_limit_is_changed_with_the_history_s_answer_saved_activated_and_taken_back()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor administrator = await Visitor.LoggedInAsync(bench, "fr-FR", 1280, 900);
        await TestMotorAsync(administrator, "7DL-2611-09801");
        await using Visitor engineer = await EngineerAsync(administrator);
        IPage page = engineer.Page;
        string before = await InForceAsync(page);
        await engineer.GoAsync("#/limits/editor?partType=7DL");
        ILocator plot = page.Locator(".limit-host[data-points]");
        await Expect(plot).ToBeVisibleAsync();

        // By keyboard: lowered and taken back, nothing is left to be asked.
        await plot.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#limits-ask")).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator("#limits-ask")).ToBeDisabledAsync();

        await SetBetweenMedianAndMotorAsync(page);
        await page.Locator("#limits-ask").ClickAsync();
        await Expect(page.Locator("#limits-answer table")).ToContainTextAsync("7DL-2611-09801");
        await PictureAsync(page, "limits-answer");
        await page.Locator(".limit-tools").GetByText("Undo").ClickAsync();
        await page.Locator(".limit-tools").GetByText("Raise").ClickAsync();
        await Expect(page.Locator("#limits-save")).ToBeDisabledAsync();
        await page.Locator("#limits-reason").FillAsync("The new bearing is 1 dB louder");
        await page.Locator("#limits-ask").ClickAsync();
        await Expect(page.Locator("#limits-answer .answer")).ToContainTextAsync("tests would be judged otherwise");
        await page.Locator("#limits-save").ClickAsync();
        ILocator newest = page.Locator("main tbody tr[data-id]").First;
        await Expect(newest).ToContainTextAsync("gate passed");
        await Expect(page.Locator("main .plot").First).ToBeVisibleAsync();
        await PictureAsync(page, "limits-saved");

        await administrator.GoAsync("#/limits/versions");
        await ChangeAsync(administrator.Page, "main tbody tr[data-id] >> nth=0 >> text=Activer", "Accord du lundi");
        await Expect(administrator.Page.Locator("tr[data-id]").First.Locator(".badge.is-pass")).ToBeVisibleAsync();
        Assert.NotEqual(before, await InForceAsync(page));
        await ChangeAsync(administrator.Page, "#limits-rollback", "Erreur");
        await Expect(administrator.Page.Locator("tr[data-id]").Last.Locator(".badge.is-pass")).ToBeVisibleAsync();
        await PictureAsync(administrator.Page, "limits-rolled-back");
        Assert.Equal(before, await InForceAsync(page));
        Assert.Empty(engineer.Errors);
        Assert.Empty(administrator.Errors);
    }

    [Fact]
    public async Task A_part_type_with_an_error_is_corrected_tried_and_saved()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor administrator = await Visitor.LoggedInAsync(bench);
        await TestMotorAsync(administrator, "7DL-2611-09102");
        await using Visitor engineer = await EngineerAsync(administrator);
        IPage page = engineer.Page;
        await engineer.GoAsync("#/recipes/7DL");
        ILocator text = page.Locator("#recipe-text");
        ILocator check = page.Locator("#recipe-check");
        await Expect(check.Locator(".is-pass")).ToBeVisibleAsync();
        string valid = await text.InputValueAsync();

        await text.FillAsync(valid.Replace("\"polePairs\": 4", "\"polePairs\": 0", StringComparison.Ordinal));
        await Expect(check).ToContainTextAsync("machine.polePairs is 0, expected 1-64.");
        await Expect(page.Locator("#recipe-save")).ToBeDisabledAsync();
        await check.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.Locator(".schema-help")).ToContainTextAsync("machine.polePairs");
        await PictureAsync(page, "part-type-fault");

        await text.FillAsync(valid.Replace("Rear permanent", "Rear, permanent", StringComparison.Ordinal));
        await Expect(check.Locator(".is-pass")).ToBeVisibleAsync();
        await Expect(page.Locator(".diff")).ToContainTextAsync("Rear, permanent");
        await page.Locator("#dry-run").ClickAsync();
        await Expect(page.Locator("#dry-run-answer .plot canvas").First).ToBeVisibleAsync();
        await PictureAsync(page, "part-type-dry-run");
        await page.Locator("#recipe-reason").FillAsync("A comma");
        await page.Locator("#recipe-save").ClickAsync();
        await Expect(page.Locator("main table").Last).ToContainTextAsync("A comma");
        Assert.Empty(engineer.Errors);
    }

    private async Task<Visitor> EngineerAsync(Visitor administrator)
    {
        await administrator.Page.EvaluateAsync(
            """
            async ({ name, password }) => {
              const { csrf } = await (await fetch('/api/session')).json();
              const headers = { 'X-Bench-Csrf': csrf, 'Content-Type': 'application/json' };
              const body = JSON.stringify({ name, role: 'engineer', password });
              await fetch('/api/users', { method: 'POST', headers, body });
            }
            """,
            new { name = Engineer, password = BenchUnderTest.Password });
        Visitor engineer = await Visitor.ArriveAsync(bench, "en-GB", 1280, 900);
        await engineer.LogInAsync(Engineer);
        await Expect(engineer.Page.Locator(".state")).ToBeVisibleAsync();
        return engineer;
    }

    private static async Task TestMotorAsync(Visitor visitor, string serialNumber)
    {
        await visitor.ScanAsync(serialNumber);
        await visitor.SeesVerdictOfAsync("PASS", serialNumber);
    }

    // The scalar at which the newest good motor lies furthest above the median, set half way between the two.
    private static async Task SetBetweenMedianAndMotorAsync(IPage page)
    {
        JsonElement? found = await page.EvaluateAsync(
            """
            async () => {
              const root = '/api/limits/7DL';
              const read = async (path) => (await fetch(root + path)).json();
              let best = { share: 0 };
              for (const { name } of (await read('/curves')).filter((curve) => curve.points === 1)) {
                const curve = await read(`/curve?last=1&curve=${encodeURIComponent(name)}`);
                const above = curve.motors[0].values[0] - curve.good.median[0];
                const share = above / (curve.upper[0] - curve.good.median[0]);
                if (share > best.share) {
                  best = { share, name, value: curve.good.median[0] + above / 2 };
                }
              }
              return best;
            }
            """);
        await page.Locator($"[data-name=\"{found!.Value.GetProperty("name").GetString()}\"]").ClickAsync();
        await Expect(page.Locator(".limit-host[data-points='1']")).ToBeVisibleAsync();
        double value = found.Value.GetProperty("value").GetDouble();
        await page.Locator("#limits-value").FillAsync(value.ToString("R", CultureInfo.InvariantCulture));
        await page.Locator(".limit-tools").GetByText("Set", new() { Exact = true }).ClickAsync();
    }

    private static async Task ChangeAsync(IPage page, string button, string reason)
    {
        await page.Locator(button).ClickAsync();
        await page.Locator("#reason-text").FillAsync(reason);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<string> InForceAsync(IPage page) => await page.EvaluateAsync<string>(
        "async () => (await (await fetch('/api/limits/7DL')).json()).inForce");

    private static async Task PictureAsync(IPage page, string name) => await page.ScreenshotAsync(
        new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });
}
