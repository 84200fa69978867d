using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Bench.Acquisition;
using Bench.Recipes;
using Bench.Results;
using Bench.Web;
using Bench.Web.Live;

namespace Bench.Cli;

/// <summary><c>bench serve</c>: the test station and its pages in a browser.</summary>
internal static class ServeCommand
{
    private const int ExamplesShown = 4;

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string[]> partTypes = new("--part-types", "-p")
        {
            Description = "Part types that this bench tests: names that come with the program or JSON files",
            DefaultValueFactory = _ => ["7DL"],
            AllowMultipleArgumentsPerToken = true,
            HelpName = "names",
        };
        Option<string> device = new("--device")
        {
            Description = "Measuring device: daq.lt://host[:7414][/path]",
            DefaultValueFactory = _ => "daq.lt://127.0.0.1:7414",
            HelpName = "address",
        };
        Option<string> data = CommonOptions.Data();
        Option<string> listen = new("--listen", "-l")
        {
            Description = "Address and port of the pages; 0.0.0.0:5080 for other computers too",
            DefaultValueFactory = _ => "127.0.0.1:5080",
            HelpName = "address",
        };
        Option<string> bench = new("--bench-name")
        {
            Description = "Name of this bench in the results",
            DefaultValueFactory = _ => "bench-1",
        };
        Option<bool> simulate = new("--simulate")
        {
            Description = "Test virtual motors on a virtual bench inside: the whole with nothing connected",
        };
        Command command = new("serve", "Serve the test station and its pages in a browser")
        {
            partTypes, device, data, listen, bench, simulate,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            ImmutableArray<Recipe> recipes = [.. parsed.GetRequiredValue(partTypes).Select(Recipe.Load)];
            var folder = DataFolder.Open(parsed.GetRequiredValue(data));
            using FileStream folderLock = folder.Lock();
            WebServerOptions options = new()
            {
                Folder = folder,
                Recipes = recipes,
                Device = parsed.GetValue(simulate) ? null : Read(DaqEndpoint.Parse, parsed.GetRequiredValue(device)),
                Listen = Read(IPEndPoint.Parse, parsed.GetRequiredValue(listen)),
                BenchName = parsed.GetRequiredValue(bench),
                Pages = PagesFolder(),
            };
            WebServer server = await WebServer.StartAsync(options, cancel).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                Announce(server, options);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return ExitCode.Pass;
        });
        return command;
    }

    private static void Announce(WebServer server, WebServerOptions options)
    {
        // On standard output, line by line: a script waits for the address.
        Console.Out.WriteLine($"listening on {server.Url}");
        if (server.SetupUrl is { } setup)
        {
            Console.Out.WriteLine($"first start: make the administrator at {setup}");
        }

        if (options.Pages is null)
        {
            Terminal.Note("The pages have not been built: that needs Node.js 20 or newer. The HTTP API works.");
        }

        if (options.Device is null)
        {
            string examples = string.Join(
                ", ",
                VirtualMotors.Shift(options.Recipes[0].PartType)
                    .DistinctBy(VirtualMotors.TroubleOf)
                    .Take(ExamplesShown)
                    .Select(motor => $"{motor.SerialNumber} ({VirtualMotors.TroubleOf(motor)})"));
            Terminal.Note($"Virtual bench. Serial numbers to try: {examples}; any other is a good motor.");
        }

        Terminal.Note("Stop with Ctrl-C.");
    }

    private static string? PagesFolder()
    {
        string folder = Environment.GetEnvironmentVariable("BENCH_WWWROOT") is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return File.Exists(Path.Combine(folder, "index.html")) ? folder : null;
    }

    private static T Read<T>(Func<string, T> parse, string text)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException($"{text}: {e.Message}");
        }
    }
}
