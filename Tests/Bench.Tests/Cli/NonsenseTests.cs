using Bench.Cli;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Cli;

/// <summary>
/// A user's mistake is one sentence on standard error and an exit code above 63; nothing is lost, nothing crashes.
/// </summary>
public sealed class NonsenseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(ExitCode.Usage, "frobnicate", "frobnicate")]
    [InlineData(ExitCode.Usage, "--last", "results", "--last", "0")]
    [InlineData(ExitCode.Usage, "nothing", "run", "../../x", "--data", "nothing")]
    [InlineData(ExitCode.Usage, "http", "run", "S1", "--device", "http://x")]
    [InlineData(ExitCode.Usage, "severity", "device", "--defect", "unbalance:lots")]
    [InlineData(ExitCode.Usage, "unbalanced", "simulate", "--defect", "unbalanced:0.5", "--output", "x")]
    [InlineData(ExitCode.NoInput, "8XY", "run", "S1", "--part-type", "8XY")]
    [InlineData(ExitCode.NoInput, "no results", "results", "--data", "nowhere")]
    [InlineData(ExitCode.NoInput, "nowhere", "judge", "nowhere")]
    [InlineData(ExitCode.NoInput, "nowhere.json", "judge", ".", "--mapping", "nowhere.json")]
    public async Task A_wrong_command_line_is_answered_in_one_sentence(
        int exit, string mentions, params string[] arguments)
    {
        using BenchProcess run = await RunAsync(arguments);
        AssertOneSentence(run, exit, mentions == "nothing" ? "x" : mentions);
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_no_test()
    {
        using BenchProcess run = await RunAsync(
            "run", "S1", "--device", "daq.lt://127.0.0.1:1", "--data", _folder.File("data"));
        AssertOneSentence(run, ExitCode.Unavailable, "127.0.0.1:1");
        using BenchProcess results = await RunAsync("results", "--data", _folder.File("data"), "--json");
        Assert.Equal("[]", results.Output.Trim());
    }

    [Theory]
    [InlineData("{ \"name\": ", "broken.json")]
    [InlineData("[]", "broken.json")]
    [InlineData("{ \"name\": \"x\", \"colour\": 3 }", "broken.json")]
    [InlineData("", "broken.json")]
    public async Task A_wrong_part_type_is_refused_with_its_name(string text, string mentions)
    {
        string path = _folder.File("broken.json");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        using BenchProcess run = await RunAsync("run", "S1", "--part-type", path, "--data", _folder.File("data"));
        AssertOneSentence(run, ExitCode.Data, mentions);
    }

    [Theory]
    [InlineData("empty.mf4")]
    [InlineData("text.mf4")]
    [InlineData("huge-header.mf4")]
    [InlineData("truncated.mf4")]
    public async Task A_file_that_is_no_recording_is_refused_with_its_name(string name)
    {
        byte[] content = name switch
        {
            "empty.mf4" => [],
            "text.mf4" => [.. Enumerable.Repeat((byte)'x', 3000)],
            "huge-header.mf4" => HugeHeader(),
            _ => [.. "MDF     4.11    "u8],
        };
        await File.WriteAllBytesAsync(_folder.File(name), content, TestContext.Current.CancellationToken);
        using BenchProcess run = await RunAsync("judge", _folder.File(name), "--data", _folder.File("data"));
        AssertOneSentence(run, ExitCode.Data, name);
    }

    [Fact]
    public async Task A_damaged_results_database_is_refused_and_left_alone()
    {
        string data = Directory.CreateDirectory(_folder.File("data")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(data, "results.db"),
            "not a database, but somebody's",
            TestContext.Current.CancellationToken);
        using BenchProcess run = await RunAsync("results", "--data", data);
        AssertOneSentence(run, ExitCode.Data, "results.db");
        Assert.Equal(
            "not a database, but somebody's",
            await File.ReadAllTextAsync(Path.Combine(data, "results.db"), TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();

    // An identification block, then a header block that claims to be 2^62 bytes long.
    private static byte[] HugeHeader()
    {
        byte[] file = new byte[4096];
        "MDF     4.11    "u8.CopyTo(file);
        file[28] = 0x9B;
        file[29] = 1;
        "##HD"u8.CopyTo(file.AsSpan(64));
        file[64 + 15] = 0x40;
        return file;
    }

    private static void AssertOneSentence(BenchProcess run, int exit, string mentions)
    {
        string all = $"exit {run.ExitCode}\n{run.Output}\n{run.Errors}";
        Assert.True(run.ExitCode == exit, all);
        Assert.True(run.Output.Trim().Length == 0, all);
        string error = run.Errors.ReplaceLineEndings(" ");
        Assert.StartsWith("error:", error, StringComparison.Ordinal);
        Assert.Contains(mentions, error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private Task<BenchProcess> RunAsync(params string[] arguments) => BenchProcess.RunInAsync(_folder.Root, arguments);
}
