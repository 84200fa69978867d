using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bench.Web.Tests;

/// <summary>A retraining from labels to activation, by a data scientist and an engineer, and back again.</summary>
[Collection<OneBench>]
public sealed class RetrainingTests(BenchUnderTest bench)
{
    private const string Engineer = "bruno";

    [Fact]
    public async Task A_retraining_goes_from_labels_to_activation_by_two_people_and_back()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor scientist = await Visitor.LoggedInAsync(bench);
        string[] motors = bench.AddHistory();
        IPage page = scientist.Page;
        await LabelAsync(page, motors);

        await page.Locator("#tab-data").ClickAsync();
        await Expect(page.Locator("[role=tabpanel]")).ToContainTextAsync("a fault was confirmed: <i>bearing</i>");
        await page.Locator("#set-until").FillAsync(BenchUnderTest.HistoryEnds);
        await Expect(page.Locator("[data-motors]")).ToHaveAttributeAsync("data-motors", $"{motors.Length - 1}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Train", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-job=running]")).ToBeVisibleAsync();

        // The work is the server's: the page that is loaded again finds it, and its end.
        await page.ReloadAsync();
        await Expect(page.Locator("[data-job=done]")).ToBeVisibleAsync();
        await page.Locator("#tab-versions").ClickAsync();
        ILocator candidate = page.Locator("tr[data-state=candidate]");
        await Expect(candidate).ToHaveCountAsync(1);
        await Expect(page.Locator("[role=tabpanel]")).ToContainTextAsync("Model card");
        string before = await page.Locator("tr[data-state=in-force] button").InnerTextAsync();
        string trained = await candidate.Locator("button").InnerTextAsync();
        Assert.NotEqual(before, trained);

        await page.GetByRole(AriaRole.Button, new() { Name = "Compare on the history" }).ClickAsync();
        await Expect(page.Locator("[data-comparison]")).ToContainTextAsync("verdicts differ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send through the gate" }).ClickAsync();
        await Expect(page.Locator("[data-gate=passed]")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Judge in the shadow" }).ClickAsync();
        await Expect(page.Locator("[data-model]")).ToContainTextAsync("of 500 motors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign for data science" }).ClickAsync();
        await Expect(page.Locator("[data-model]")).ToContainTextAsync("Signed for data science: claire");
        await SignAsEngineerAsync(page, trained);

        await page.ReloadAsync();
        await page.Locator("#without-shadow").FillAsync("new rotor supplier");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put in force" }).ClickAsync();
        await Expect(page.Locator("tr[data-state=in-force] button")).ToHaveTextAsync(trained);
        await page.GetByRole(AriaRole.Button, new() { Name = "Put the one before back in force" }).ClickAsync();
        await Expect(page.Locator("tr[data-state=in-force] button")).ToHaveTextAsync(before);

        await scientist.GoAsync("#/audit");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Changes");
        await Expect(page.Locator("main table")).ToContainTextAsync("model-rolled-back");
        await Expect(page.Locator("main table")).ToContainTextAsync("new rotor supplier");
        Assert.Empty(scientist.Errors);
    }

    private static async Task LabelAsync(IPage page, string[] motors)
    {
        await page.EvaluateAsync("location.hash = '#/models/labels'");
        await Expect(page.Locator(".label-form")).ToBeVisibleAsync();
        await page.GetByLabel("Serial number").FillAsync(motors[0]);
        await page.GetByLabel("What was found").SelectOptionAsync("confirmedFault");
        await page.GetByLabel("Cause").FillAsync("<i>bearing</i>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add label" }).ClickAsync();
        await Expect(page.Locator(".label-form [role=status]")).ToContainTextAsync(motors[0]);
        await Expect(page.Locator("[role=tabpanel] table")).ToContainTextAsync("<i>bearing</i>");
    }

    // Nobody signs twice: quality's signature is another person's.
    private async Task SignAsEngineerAsync(IPage administrator, string id)
    {
        await administrator.EvaluateAsync(
            "async user => { const { csrf } = await (await fetch('/api/session')).json();"
            + "await fetch('/api/users', { method: 'POST', headers: { 'X-Bench-Csrf': csrf, "
            + "'Content-Type': 'application/json' }, body: JSON.stringify(user) }); }",
            new { name = Engineer, role = "engineer", password = BenchUnderTest.Password });
        await using Visitor engineer = await Visitor.ArriveAsync(bench);
        await engineer.LogInAsync(Engineer);
        await Expect(engineer.Page.Locator(".state")).ToBeVisibleAsync();
        await engineer.GoAsync("#/models/versions");
        await engineer.Page.GetByRole(AriaRole.Button, new() { Name = id }).ClickAsync();
        await engineer.Page.GetByRole(AriaRole.Button, new() { Name = "Sign for quality" }).ClickAsync();
        await Expect(engineer.Page.Locator("[data-model]")).ToContainTextAsync($"Signed for quality: {Engineer}");
        Assert.Empty(engineer.Errors);
    }
}
