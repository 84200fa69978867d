using System.Security.Cryptography;
using Bench.Acquisition;
using Bench.Bench.Tests.Acquisition;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Device;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Testing;

public sealed class TestRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_verdict_is_shown_once_it_is_stored_and_does_not_wait_for_the_recordings_hash()
    {
        DataFolder folder = DataFolder.Open(_folder.Root);
        using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
        TestSetup setup = new(Recipe.Load("7DL"), Baseline: null, folder, store, "bench-1");
        Rehearsal.Run(setup);
        Assert.Empty(store.List(new ResultQuery()));

        await using DaqDevice device = await DaqDevice.StartAsync(
            CountingBench.Options with { Generator = new DaqDeviceOptions().Generator },
            setup.Recipe.PartType,
            TestContext.Current.CancellationToken);
        await using OpenDaqSource source = CountingBench.Source(device);
        Witness witness = new(store);
        TestOutcome outcome = await new TestRun(setup, TimeProvider.System).ExecuteAsync(
            source, SerialNumber.Parse("S1"), witness, TestContext.Current.CancellationToken);

        Assert.Equal(Verdict.Invalid, witness.Shown);
        Assert.Equal(Verdict.Invalid, witness.Stored?.Verdict);
        Assert.Equal("", witness.Stored?.RecordingHash);

        ResultRow row = Assert.Single(store.List(new ResultQuery()));
        byte[] recording = await File.ReadAllBytesAsync(
            Path.Combine(folder.Root, row.Recording), TestContext.Current.CancellationToken);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(recording)), row.RecordingHash);
        Assert.Equal(row.RecordingHash, outcome.Result.RecordingHash);
        Assert.Equal("no-baseline", outcome.Result.Judgement.Findings[0].Code);
    }

    private sealed class Witness(ResultStore store) : IProgress<RunProgress>
    {
        public Verdict? Shown { get; private set; }

        public ResultRow? Stored { get; private set; }

        public void Report(RunProgress value)
        {
            if (value.Verdict is not null)
            {
                Shown = value.Verdict;
                Stored = store.List(new ResultQuery()).Single();
            }
        }
    }
}
