using System.Net;
using System.Text.Json;
using Bench.Tests.Shared;
using Bench.Web;
using Bench.Web.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bench.Bench.Tests.Web;

/// <summary>Who gets in, and who does not.</summary>
public class AccessTests
{
    private static readonly string[] s_anonymous = ["/api/session", "/api/setup", "/api/login", "/"];

    [Fact]
    public async Task Without_a_role_no_route_answers_but_those_of_the_log_in()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser stranger = bench.Browser();
        string csrf = (await stranger.GetAsync("/api/session")).GetProperty("csrf").GetString()!;
        int asked = 0;
        foreach (RouteEndpoint route in Routes(bench))
        {
            string path = "/" + route.RoutePattern.RawText!.TrimStart('/')
                .Replace("{id}", "1", StringComparison.Ordinal)
                .Replace("{name}", "1", StringComparison.Ordinal)
                .Replace("{**name}", "1", StringComparison.Ordinal)
                .Replace("{documentName}", "v1", StringComparison.Ordinal);
            if (s_anonymous.Contains(path))
            {
                continue;
            }

            foreach (string method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                using HttpRequestMessage request = new(new HttpMethod(method), path);
                request.Headers.Add(CsrfCheck.Header, csrf);
                using HttpResponseMessage answer =
                    await stranger.Http.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path}: {answer.StatusCode}");
                asked++;
            }
        }

        Assert.InRange(asked, 30, 200);
    }

    [Fact]
    public async Task Without_a_role_no_file_and_no_other_path_answers()
    {
        using TemporaryFolder pages = new();
        Directory.CreateDirectory(Path.Combine(pages.Root, "app"));
        await File.WriteAllTextAsync(
            Path.Combine(pages.Root, "app", "motor.js"), "secret", TestContext.Current.CancellationToken);
        await using WebBench bench = await WebBench.StartAsync(options => options with { Pages = pages.Root });
        using WebBrowser stranger = bench.Browser();
        string[] paths =
        [
            "/nowhere", "/api/nowhere", "/app/motor.js", "/login/../app/motor.js", "/login/%2e%2e/app/motor.js",
            "/login/..%2fapp/motor.js", "/../results.db", "/APP/motor.js",
        ];
        foreach (string path in paths)
        {
            using HttpResponseMessage answer = await stranger.SendAsync(HttpMethod.Get, path);
            Assert.Contains(
                answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.NotFound]);
            Assert.DoesNotContain(
                "secret",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_of_the_log_in_is_for_everybody_and_the_others_for_who_is_logged_in()
    {
        using TemporaryFolder pages = new();
        Directory.CreateDirectory(Path.Combine(pages.Root, "app"));
        await File.WriteAllTextAsync(
            Path.Combine(pages.Root, "index.html"), "the page", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(pages.Root, "app", "motor.js"), "motor", TestContext.Current.CancellationToken);
        await using WebBench bench = await WebBench.StartAsync(options => options with { Pages = pages.Root });
        using WebBrowser stranger = bench.Browser();
        using HttpResponseMessage page = await stranger.SendAsync(HttpMethod.Get, "/");
        Assert.Equal("the page", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using WebBrowser somebody = await bench.LogInAsync(Role.Operator);
        using HttpResponseMessage script = await somebody.SendAsync(HttpMethod.Get, "/app/motor.js");
        Assert.Equal("motor", await script.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_role_gets_what_it_is_for()
    {
        (Role Role, string Path, HttpStatusCode Status)[] cases =
        [
            (Role.Operator, "/api/users", HttpStatusCode.Forbidden),
            (Role.Operator, "/api/audit", HttpStatusCode.Forbidden),
            (Role.Operator, "/api/population/pareto", HttpStatusCode.Forbidden),
            (Role.Operator, "/api/results", HttpStatusCode.OK),
            (Role.Operator, "/api/limits/short", HttpStatusCode.Forbidden),
            (Role.Operator, "/api/part-types", HttpStatusCode.Forbidden),
            (Role.Engineer, "/api/audit", HttpStatusCode.OK),
            (Role.Engineer, "/api/limits/short", HttpStatusCode.OK),
            (Role.Engineer, "/api/part-types/short", HttpStatusCode.OK),
            (Role.Engineer, "/api/users", HttpStatusCode.Forbidden),
            (Role.Scientist, "/api/audit", HttpStatusCode.Forbidden),
            (Role.Scientist, "/api/population/pareto", HttpStatusCode.OK),
            (Role.Administrator, "/api/users", HttpStatusCode.OK),
            (Role.Administrator, "/api/audit", HttpStatusCode.OK),
            (Role.Administrator, "/openapi/v1.json", HttpStatusCode.OK),
        ];
        await using WebBench bench = await WebBench.StartAsync();
        foreach (IGrouping<Role, (Role Role, string Path, HttpStatusCode Status)> role in cases.GroupBy(c => c.Role))
        {
            using WebBrowser browser = await bench.LogInAsync(role.Key);
            foreach ((_, string path, HttpStatusCode status) in role)
            {
                using HttpResponseMessage answer = await browser.SendAsync(HttpMethod.Get, path);
                Assert.True(answer.StatusCode == status, $"{role.Key} {path}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_change_without_the_page_s_token_is_refused()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser browser = await bench.LogInAsync(Role.Administrator);
        using HttpResponseMessage answer = await browser.SendAsync(HttpMethod.Post, "/api/station/shift");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_strangers_out()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser stranger = bench.Browser();
        foreach (string path in (string[])["/", "/api/session", "/api/results", "/nowhere"])
        {
            using HttpResponseMessage answer = await stranger.SendAsync(HttpMethod.Get, path);
            string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        }
    }

    [Fact]
    public async Task Five_wrong_passwords_close_the_name_for_a_while()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser administrator = await bench.LogInAsync(Role.Administrator);
        using WebBrowser guesser = bench.Browser();
        object wrong = new { name = "administrator", password = "not this one" };
        for (int i = 0; i < 5; i++)
        {
            using HttpResponseMessage refused = await guesser.TryPostAsync("/api/login", wrong);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        object right = new { name = "administrator", password = WebBench.Password };
        using HttpResponseMessage closed = await guesser.TryPostAsync("/api/login", right);
        Assert.Equal(HttpStatusCode.TooManyRequests, closed.StatusCode);
    }

    [Fact]
    public async Task The_link_of_the_first_start_works_once()
    {
        await using WebBench bench = await WebBench.StartAsync();
        string link = bench.Server.SetupUrl!;
        string token = link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..];
        using WebBrowser browser = bench.Browser();
        object body = new { token, name = "anna", password = WebBench.Password };
        using HttpResponseMessage wrong = await browser.TryPostAsync(
            "/api/setup", new { token = "guessed", name = "anna", password = WebBench.Password });
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        await browser.PostAsync("/api/setup", body);
        Assert.Null(bench.Server.SetupUrl);
        using HttpResponseMessage again = await browser.TryPostAsync("/api/setup", body);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.False((await browser.GetAsync("/api/session")).GetProperty("setupNeeded").GetBoolean());
    }

    [Fact]
    public async Task Who_is_removed_is_out_at_once_and_the_trail_says_by_whom()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser worker = await bench.LogInAsync(Role.Operator);
        using WebBrowser administrator = await bench.LogInAsync(Role.Administrator);
        JsonElement session = await administrator.GetAsync("/api/session");
        using HttpRequestMessage request = new(HttpMethod.Delete, "/api/users/operator");
        request.Headers.Add(CsrfCheck.Header, session.GetProperty("csrf").GetString());
        using HttpResponseMessage removed =
            await administrator.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using HttpResponseMessage answer = await worker.SendAsync(HttpMethod.Get, "/api/results");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        JsonElement last = (await administrator.GetAsync("/api/audit?object=user/operator")).GetProperty("items")[0];
        Assert.Equal("user-deleted", last.GetProperty("action").GetString());
        Assert.Equal("administrator", last.GetProperty("user").GetString());
        Assert.Equal("operator", last.GetProperty("before").GetProperty("role").GetString());
        Assert.Equal(JsonValueKind.Null, last.GetProperty("after").ValueKind);
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_removed()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser administrator = await bench.LogInAsync(Role.Administrator);
        Users users = bench.Server.Services.GetRequiredService<Users>();
        Assert.Throws<FormatException>(() => users.Remove("test", "administrator"));
    }

    [Fact]
    public async Task Nobody_changes_or_deletes_a_line_of_the_audit_trail()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser administrator = await bench.LogInAsync(Role.Administrator);
        WebDatabase database = bench.Server.Services.GetRequiredService<WebDatabase>();
        foreach (string sql in (string[])["update audit set user_name = 'x'", "delete from audit"])
        {
            Assert.Throws<IOException>(() => database.Write((connection, transaction) =>
                Dapper.SqlMapper.Execute(connection, sql, transaction: transaction)));
        }
    }

    private static IEnumerable<RouteEndpoint> Routes(WebBench bench) =>
        bench.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
