using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bench.Web.Tests;

/// <summary>Somebody in front of the pages: one browser window with its own session, language and size.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    // Machines are loaded: this is when to give up, not what is promised.
    private const float PatienceMs = 30_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    private Visitor(IBrowserContext context, IPage page, string url)
    {
        _context = context;
        Page = page;
        Url = url;
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) => Note(message);
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>What scripts and the content security policy complained about.</summary>
    public IReadOnlyList<string> Errors => _errors;

    private string Url { get; }

    public static async Task<Visitor> ArriveAsync(
        BenchUnderTest bench, string locale = "en-GB", int width = 1280, int height = 720)
    {
        IBrowserContext context = await bench.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(PatienceMs);
        SetDefaultExpectTimeout(PatienceMs);
        return new Visitor(context, await context.NewPageAsync(), bench.Url);
    }

    /// <summary>As the administrator, who is made by the one-time link if nobody has done that yet.</summary>
    public static async Task<Visitor> LoggedInAsync(
        BenchUnderTest bench, string locale = "en-GB", int width = 1280, int height = 720)
    {
        Visitor visitor = await ArriveAsync(bench, locale, width, height);
        if (bench.Server.SetupUrl is { } setup)
        {
            await visitor.SetUpAsync(setup);
        }
        else
        {
            await visitor.LogInAsync();
        }

        // At its first start the virtual bench learns its limits; until then it is not ready.
        ILocator station = visitor.Page.Locator(
            ".state[data-sign]:not([data-sign='not-ready'], [data-sign='offline'])");
        await Expect(station).ToBeVisibleAsync();
        return visitor;
    }

    public async Task SetUpAsync(string link)
    {
        await Page.GotoAsync(link);
        await Page.Locator("#name").FillAsync(BenchUnderTest.Administrator);
        await Page.Locator("#password").FillAsync(BenchUnderTest.Password);
        await Page.Locator("#repeat").FillAsync(BenchUnderTest.Password);
        await Page.Keyboard.PressAsync("Enter");
    }

    public async Task LogInAsync(string name = BenchUnderTest.Administrator)
    {
        await Page.GotoAsync(Url);
        await Page.Locator("#name").FillAsync(name);
        await Page.Locator("#password").FillAsync(BenchUnderTest.Password);
        await Page.Keyboard.PressAsync("Enter");
    }

    public Task GoAsync(string hash) => Page.EvaluateAsync("hash => { location.hash = hash; }", hash);

    /// <summary>A scanner in keyboard wedge mode: types and ends with Enter, wherever the focus is.</summary>
    public async Task ScanAsync(string serialNumber)
    {
        await Page.Keyboard.TypeAsync(serialNumber);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Waits until the big panel shows a state.</summary>
    public Task SeesAsync(string sign) =>
        Expect(Page.Locator(".state")).ToHaveAttributeAsync("data-sign", sign);

    public Task SeesVerdictOfAsync(string sign, string serialNumber) =>
        Expect(Page.Locator($".state[data-sign='{sign}'] .state-serial")).ToHaveTextAsync(serialNumber);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    // What the tests provoke themselves (a stopped server, a wrong password) is no fault of the page.
    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal)
            && !message.Text.Contains("net::ERR_", StringComparison.Ordinal))
        {
            _errors.Add(message.Text);
        }
    }
}
