using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bench.Bench.Tests.Testing;
using Bench.Judging;
using Bench.Results;
using Bench.Samples.Device;
using Bench.Tests.Shared;
using Bench.Web;
using Bench.Web.Security;

namespace Bench.Bench.Tests.Web;

/// <summary>The server with a virtual bench that has learned its limits, and an administrator.</summary>
internal sealed class WebBench : IAsyncDisposable
{
    public const string Password = "correct horse";

    private readonly TemporaryFolder _temporary;
    private readonly FileStream _lock;

    private WebBench(TemporaryFolder temporary, FileStream folderLock, WebServer server)
    {
        _temporary = temporary;
        _lock = folderLock;
        Server = server;
    }

    public WebServer Server { get; }

    public Uri Address => new(Server.Url);

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<WebBench> StartAsync(Func<WebServerOptions, WebServerOptions>? change = null)
    {
        TemporaryFolder temporary = new();
        var folder = DataFolder.Open(temporary.Root);
        FileStream folderLock = folder.Lock();
        BaselineFolder.Activate(folder, LiveBench.Baseline);
        WebServerOptions options = new()
        {
            Folder = folder,
            Recipes = [LiveBench.Recipe],
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            BenchName = "test bench",
            VirtualPace = DevicePace.AsFastAsPossible,
            PasswordIterations = 1000,
        };
        WebServer server = await WebServer.StartAsync(
            change is null ? options : change(options), TestContext.Current.CancellationToken);
        return new WebBench(temporary, folderLock, server);
    }

    /// <summary>A browser that nobody has logged in with.</summary>
    public WebBrowser Browser() => new(Address);

    /// <summary>A browser of somebody of a role, who is made if need be.</summary>
    public async Task<WebBrowser> LogInAsync(Role role)
    {
        WebBrowser browser = Browser();
        if (Server.SetupUrl is { } setup)
        {
            string token = setup[(setup.IndexOf("token=", StringComparison.Ordinal) + 6)..];
            await browser.PostAsync("/api/setup", new { token, name = "administrator", password = Password });
        }

        string name = role.Name();
        if (role != Role.Administrator)
        {
            using WebBrowser administrator = await LogInAsync(Role.Administrator);
            await administrator.PostAsync("/api/users", new { name, role = name, password = Password });
        }

        await browser.PostAsync("/api/login", new { name, password = Password });
        return browser;
    }

    /// <summary>Tests a motor to its verdict and returns its result as the list shows it.</summary>
    public async Task<JsonElement> TestAsync(WebBrowser browser, string serialNumber)
    {
        await browser.PostAsync("/api/station/start", new { serialNumber });
        await Server.Station.Finished;
        JsonElement list = await browser.GetAsync($"/api/results?serial={Uri.EscapeDataString(serialNumber)}");
        return list.GetProperty("items")[0];
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _lock.DisposeAsync();
        _temporary.Dispose();
    }
}

/// <summary>A browser's side: it keeps the cookie and sends the token along.</summary>
internal sealed class WebBrowser : IDisposable
{
    private readonly HttpClient _http;

    public WebBrowser(Uri address) => _http = new HttpClient { BaseAddress = address };

    public HttpClient Http => _http;

    /// <summary>Asks for JSON that must come.</summary>
    public async Task<JsonElement> GetAsync(string path) =>
        await _http.GetFromJsonAsync<JsonElement>(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Asks for anything.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using HttpRequestMessage request = new(method, path);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Changes something, which must succeed.</summary>
    public async Task PostAsync(string path, object body)
    {
        using HttpResponseMessage answer = await TryPostAsync(path, body);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>Tries to change something.</summary>
    public async Task<HttpResponseMessage> TryPostAsync(string path, object body)
    {
        JsonElement session = await GetAsync("/api/session");
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add(CsrfCheck.Header, session.GetProperty("csrf").GetString());
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
