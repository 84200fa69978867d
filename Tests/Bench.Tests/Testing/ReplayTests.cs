using System.Text.Json;
using Bench.Analysis.Metrics;
using Bench.Cli;
using Bench.Models.Verdicts;
using Bench.Recordings;
using Bench.Samples.Simulation;
using Bench.Testing;
using Bench.Tests.Shared;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bench.Bench.Tests.Testing;

/// <summary>What was judged live, over the network, comes out of the recording again bit for bit.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LiveBench _bench;

    public ReplayTests() => _bench = new LiveBench(_folder.Root);

    [Fact]
    public async Task A_replay_is_the_live_test_bit_for_bit()
    {
        (Specimen Motor, Verdict Verdict)[] shift =
        [
            (LiveBench.Good("REP-1"), Verdict.Pass),
            (LiveBench.Unbalanced("REP-2"), Verdict.Fail),
            (LiveBench.LosingSamples("REP-3"), Verdict.Invalid),
            (LiveBench.Struck("REP-4"), Verdict.Invalid),
        ];
        foreach ((Specimen motor, Verdict verdict) in shift)
        {
            TestOutcome live = await _bench.TestAsync(motor);
            Assert.Equal(verdict, live.Result.Judgement.Verdict);
            ReplayOutcome replay = await ReplayAsync(_bench.PathOf(live));
            Assert.Equal(live.Result.Id.ToString(), replay.Stored.Id);
            Assert.Empty(replay.Differences);
            Assert.Equal(live.Result.Judgement.Findings, replay.Replayed.Findings);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Cores_do_not_change_a_bit(int cores)
    {
        TestOutcome live = await _bench.TestAsync(LiveBench.Unbalanced($"REP-CORES-{cores}"));
        ReplayOutcome replay = await ReplayAsync(_bench.PathOf(live), new AnalysisOptions { Parts = cores });
        Assert.Empty(replay.Differences);
        Assert.Equal(live.Result.Judgement.Findings, replay.Replayed.Findings);
    }

    [Fact]
    public async Task A_stopped_test_replays_to_its_stop()
    {
        TestOutcome live = await StoppedAsync("REP-5");
        Assert.Equal("aborted", live.Result.Judgement.Findings[0].Code);
        Assert.Empty((await ReplayAsync(_bench.PathOf(live))).Differences);
    }

    [Fact]
    public async Task The_recording_says_the_verdict_and_its_hash_is_taken_after_that()
    {
        TestOutcome live = await _bench.TestAsync(LiveBench.Unbalanced("REP-6"));
        using RecordingReader reader = RecordingReader.Open(_bench.PathOf(live));
        Assert.NotNull(reader.Verdict);
        Assert.Equal(Verdict.Fail, reader.Verdict.Verdict);
        Assert.Equal(live.Result.Judgement.Findings[0].Code, reader.Verdict.Code);
        Assert.Equal(live.Result.TopReason, reader.Verdict.Reason);
        Assert.Equal("REP-6", reader.Header?.SerialNumber.ToString());
        Assert.Equal(4, reader.Header?.Steps.Length);
    }

    [Fact]
    public async Task One_bit_of_one_value_is_told()
    {
        TestOutcome live = await _bench.TestAsync(LiveBench.Good("REP-7"));
        FlipOneBit();
        ReplayOutcome replay = await ReplayAsync(_bench.PathOf(live));
        Assert.StartsWith("values: 1 of ", Assert.Single(replay.Differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_says_identical_or_what_differs()
    {
        TestOutcome live = await _bench.TestAsync(LiveBench.Good("REP-8"));
        string path = _bench.PathOf(live);
        using BenchProcess good = await BenchProcess.RunInAsync(
            _folder.Root, "replay", path, "--data", _folder.Root, "--json");
        Assert.True(good.ExitCode == ExitCode.Pass, good.Output + good.Errors);
        Assert.True(JsonDocument.Parse(good.Output).RootElement[0].GetProperty("identical").GetBoolean());

        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(file.Length / 2);
        }

        using BenchProcess bad = await BenchProcess.RunInAsync(_folder.Root, "replay", path, "--data", _folder.Root);
        Assert.Equal(ExitCode.Fail, bad.ExitCode);
        Assert.Contains("SHA-256", bad.Output, StringComparison.Ordinal);
        Assert.Contains("stored Pass, replayed Invalid", bad.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    private void FlipOneBit()
    {
        using SqliteConnection connection = new($"Data Source={_bench.Folder.Database};Pooling=False");
        byte[] values = connection.ExecuteScalar<byte[]>("select curve_values from test_run")!;
        values[4 * 5] ^= 1;
        connection.Execute("update test_run set curve_values = @values", new { values });
    }

    private Task<ReplayOutcome> ReplayAsync(string path) =>
        ReplayAsync(path, new AnalysisOptions());

    private Task<ReplayOutcome> ReplayAsync(string path, AnalysisOptions analysis) =>
        Replay.RunAsync(_bench.Folder, _bench.Store, path, analysis, TestContext.Current.CancellationToken);

    private async Task<TestOutcome> StoppedAsync(string serial)
    {
        using CancellationTokenSource stop = new();
        return await _bench.TestAsync(
            LiveBench.Good(serial), TimeProvider.System, new StopAt(stop, seconds: 1), stop.Token);
    }

    private sealed class StopAt(CancellationTokenSource stop, double seconds) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Seconds >= seconds)
            {
                stop.Cancel();
            }
        }
    }
}
