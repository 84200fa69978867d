using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Models.Verdicts;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>How the program speaks to a person (colours, tables) and to a script (JSON on standard output).</summary>
internal static class Terminal
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly IAnsiConsole s_errors = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Standard output for people.</summary>
    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Whether somebody watches who likes moving displays.</summary>
    public static bool IsInteractive => Out.Profile.Capabilities.Interactive;

    /// <summary>One sentence on standard error.</summary>
    public static void Error(string message) => s_errors.MarkupLineInterpolated($"[red]error:[/] {message}");

    /// <summary>A remark on standard error: standard output stays clean for scripts.</summary>
    public static void Note(string message) => s_errors.MarkupLineInterpolated($"[grey]{message}[/]");

    /// <summary>One line as it is, however long: for text that other programs read.</summary>
    public static void Plain(string line) => Console.Out.WriteLine(line);

    /// <summary>Writes a value as JSON.</summary>
    public static void Json<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, s_json));

    /// <summary>A verdict by colour, shape and word.</summary>
    public static string Markup(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "[green]● PASS[/]",
        Verdict.Fail => "[red]■ FAIL[/]",
        _ => "[yellow]▲ INVALID[/]",
    };

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
        {
            // A file or pipe has no width: do not break the reasons at column 80.
            console.Profile.Width = 220;
        }

        return console;
    }
}
