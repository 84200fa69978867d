using Bench.Bench.Tests.Testing;
using Bench.Cli;
using Bench.Models.Verdicts;
using Bench.Recordings;
using Bench.Results;
using Bench.Testing;
using Bench.Tests.Shared;
using Bench.Upkeep;

namespace Bench.Bench.Tests.Upkeep;

/// <summary>A folder with tested motors, and all that can happen to its files.</summary>
public sealed class UpkeepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LiveBench _bench;

    public UpkeepTests() => _bench = new LiveBench(_folder.Root);

    [Fact]
    public async Task Whatever_happens_to_a_file_is_told_once()
    {
        string[] paths = await TestAsync(4);
        Assert.Empty(Check().Problems);
        Assert.Equal(4, Check().Sound);

        byte[] whole = await File.ReadAllBytesAsync(paths[0], TestContext.Current.CancellationToken);
        whole[whole.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(paths[0], whole, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(paths[1], whole[..(whole.Length / 3)], TestContext.Current.CancellationToken);
        File.Delete(paths[2]);
        await File.WriteAllTextAsync(
            Path.Combine(_bench.Folder.Recordings, "x.txt"), "x", TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(_bench.Folder.Baselines, LiveBench.Baseline.Id + ".json"));
        FolderReport report = Check();
        Assert.Equal(1, report.Sound);
        Assert.Equal(
            ["altered", "truncated", "missing", "unknown", "baseline-missing"], report.Problems.Select(p => p.Kind));

        _bench.Store.Dispose();
        using BenchProcess verify = await BenchProcess.RunInAsync(_folder.Root, "verify", "--data", _folder.Root);
        Assert.Equal(ExitCode.Fail, verify.ExitCode);
        Assert.Contains("truncated  recordings/", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_another_program_holds_is_told_and_stays()
    {
        string[] paths = await TestAsync(1);
        using FileStream held = new(paths[0], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal("unreadable", Assert.Single(Check().Problems).Kind);
    }

    [Fact]
    public async Task What_is_deleted_by_policy_is_known_as_deleted_and_its_result_stays()
    {
        string[] paths = await TestAsync(2);
        Retention retention = new(_bench.Folder, _bench.Store);
        RetentionPolicy policy = new() { MaxAgeDays = 0 };
        DateTimeOffset now = DateTimeOffset.UtcNow.AddMinutes(1);
        Assert.Equal(2, retention.Plan(policy, now).Doomed.Length);
        Assert.All(paths, path => Assert.True(File.Exists(path)));
        RetentionOutcome done = retention.Execute(retention.Plan(policy, now), TestContext.Current.CancellationToken);
        Assert.Equal((2, 0, 0), (done.Deleted.Length, done.Compressed.Length, done.Failures.Length));
        Assert.All(paths, path => Assert.False(File.Exists(path)));

        FolderReport report = Check();
        Assert.Empty(report.Problems);
        Assert.Equal((0, 2), (report.Sound, report.Deleted));
        Assert.All(_bench.Store.List(new ResultQuery()), row => Assert.NotNull(row.RecordingDeletedAt));
        Assert.Empty(retention.Plan(policy, now).Doomed);
    }

    [Fact]
    public async Task The_verb_lists_first_and_then_deletes_and_wants_a_limit()
    {
        string[] paths = await TestAsync(1);
        _bench.Store.Dispose();
        using BenchProcess none = await BenchProcess.RunInAsync(_folder.Root, "retain", "--data", _folder.Root);
        Assert.Equal(ExitCode.Usage, none.ExitCode);
        string[] wanted = ["retain", "--max-size", "0", "--require-export", "--data", _folder.Root];
        using BenchProcess unmarked = await BenchProcess.RunInAsync(_folder.Root, wanted);
        Assert.True(File.Exists(paths[0]), unmarked.Output);
        using BenchProcess mark = await BenchProcess.RunInAsync(
            _folder.Root, "retain", "exported", paths[0], "--to", "archive 7", "--data", _folder.Root);
        Assert.True(mark.ExitCode == ExitCode.Pass, mark.Errors);
        using BenchProcess trial = await BenchProcess.RunInAsync(_folder.Root, [.. wanted, "--dry-run"]);
        Assert.Contains("would delete  recordings/", trial.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(paths[0]));
        using BenchProcess real = await BenchProcess.RunInAsync(_folder.Root, wanted);
        Assert.True(real.ExitCode == ExitCode.Pass, real.Errors);
        Assert.False(File.Exists(paths[0]));
    }

    [Fact]
    public async Task What_is_compressed_is_as_stored_replays_to_the_bit_and_is_compressed_once()
    {
        string path = Assert.Single(await TestAsync(1));
        long before = new FileInfo(path).Length;
        _bench.Store.Dispose();
        string[] compress = ["retain", "--compress-after", "0", "--data", _folder.Root];
        using BenchProcess retain = await BenchProcess.RunInAsync(_folder.Root, compress);
        Assert.True(retain.ExitCode == ExitCode.Pass, retain.Errors);
        Assert.Contains("compressed  recordings/", retain.Output, StringComparison.Ordinal);
        long after = new FileInfo(path).Length;
        Assert.True(after < before, $"{before} bytes became {after}.");
        using BenchProcess verify = await BenchProcess.RunInAsync(_folder.Root, "verify", "--data", _folder.Root);
        Assert.True(verify.ExitCode == ExitCode.Pass, verify.Output);
        using BenchProcess replay = await BenchProcess.RunInAsync(_folder.Root, "replay", path, "--data", _folder.Root);
        Assert.True(replay.ExitCode == ExitCode.Pass, replay.Output);
        using BenchProcess again = await BenchProcess.RunInAsync(_folder.Root, compress);
        Assert.DoesNotContain("compressed", again.Output, StringComparison.Ordinal);
        Assert.Equal(after, new FileInfo(path).Length);
    }

    [Fact]
    public async Task A_recording_that_was_altered_is_not_compressed()
    {
        string path = Assert.Single(await TestAsync(1));
        byte[] whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        whole[whole.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, whole, TestContext.Current.CancellationToken);
        Retention retention = new(_bench.Folder, _bench.Store);
        RetentionPlan plan = retention.Plan(
            new RetentionPolicy { CompressAfterDays = 0 }, DateTimeOffset.UtcNow.AddMinutes(1));
        RetentionOutcome outcome = retention.Execute(plan, TestContext.Current.CancellationToken);
        Assert.Contains("it is not what was stored", Assert.Single(outcome.Failures), StringComparison.Ordinal);
        Assert.Empty(outcome.Compressed);
        Assert.Equal("altered", Assert.Single(Check().Problems).Kind);
    }

    [Fact]
    public async Task A_recording_that_another_program_holds_stays_as_it_is_and_is_told()
    {
        string[] paths = await TestAsync(2);
        Retention retention = new(_bench.Folder, _bench.Store);
        RetentionPolicy policy = new() { CompressAfterDays = 0 };
        DateTimeOffset now = DateTimeOffset.UtcNow.AddMinutes(1);
        RetentionPlan plan = retention.Plan(policy, now);
        using (FileStream held = new(paths[0], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            RetentionOutcome outcome = retention.Execute(plan, TestContext.Current.CancellationToken);
            Assert.Contains(Path.GetFileName(paths[0]), Assert.Single(outcome.Failures), StringComparison.Ordinal);
            Assert.EndsWith(
                Path.GetFileName(paths[1]), Assert.Single(outcome.Compressed).Recording, StringComparison.Ordinal);
            RecordingException e = Assert.Throws<RecordingException>(() => RecordingReader.Open(paths[0]));
            Assert.Contains("used by another process", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
        }

        Assert.Empty(Check().Problems);
        plan = retention.Plan(policy, now);
        RetentionOutcome later = retention.Execute(plan, TestContext.Current.CancellationToken);
        Assert.EndsWith(
            Path.GetFileName(paths[0]), Assert.Single(later.Compressed).Recording, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "--to", "npz")]
    [InlineData(false, "--to", "wav24", "--channels", "AccA")]
    public async Task Only_what_was_exported_whole_is_deleted_where_the_policy_requires_an_export(
        bool isWhole, params string[] format)
    {
        string path = Assert.Single(await TestAsync(1));
        _bench.Store.Dispose();
        string target = Path.Combine(_folder.Root, "elsewhere");
        using BenchProcess export = await BenchProcess.RunInAsync(
            _folder.Root, ["export", path, "--output", target, .. format]);
        Assert.True(export.ExitCode == ExitCode.Pass, export.Errors);
        using BenchProcess retain = await BenchProcess.RunInAsync(
            _folder.Root, "retain", "--max-size", "0", "--require-export", "--data", _folder.Root);
        Assert.True(retain.ExitCode == ExitCode.Pass, retain.Errors);
        Assert.Equal(isWhole, !File.Exists(path));
    }

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    private FolderReport Check() =>
        new FolderCheck(_bench.Folder, _bench.Store).Run(TestContext.Current.CancellationToken);

    private async Task<string[]> TestAsync(int motors)
    {
        string[] paths = new string[motors];
        for (int i = 0; i < motors; i++)
        {
            TestOutcome outcome = await _bench.TestAsync(LiveBench.Good($"UP-{i}"));
            Assert.Equal(Verdict.Pass, outcome.Result.Judgement.Verdict);
            paths[i] = _bench.PathOf(outcome);
        }

        return paths;
    }
}
