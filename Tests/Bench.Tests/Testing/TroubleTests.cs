using System.Diagnostics;
using Bench.Analysis.Metrics;
using Bench.Bench.Tests.Recordings;
using Bench.Cli;
using Bench.Models.Verdicts;
using Bench.Recordings;
using Bench.Results;
using Bench.Testing;
using Bench.Upkeep;
using TemporaryFolder = Bench.Tests.Shared.TemporaryFolder;

namespace Bench.Bench.Tests.Testing;

/// <summary>Disk and clock go wrong around a test: clear words, and no verdict is lost.</summary>
public sealed class TroubleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_test_that_the_disk_has_no_room_for_does_not_begin()
    {
        using LiveBench good = new(_folder.Root);
        long free = DiskSpace.BytesOfCycle(LiveBench.Recipe.PartType) + DiskSpace.DefaultReserveBytes;
        using LiveBench full = new(_folder.Root) { Setup = good.Setup with { FreeBytes = _ => free - 1 } };
        IOException e = await Assert.ThrowsAsync<IOException>(() => full.TestAsync(LiveBench.Good("ROOM-1")));
        Assert.Contains("1.00 GB stay in reserve", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(good.Folder.Recordings, "*", SearchOption.AllDirectories));
        using LiveBench enough = new(_folder.Root) { Setup = good.Setup with { FreeBytes = _ => free } };
        TestOutcome outcome = await enough.TestAsync(LiveBench.Good("ROOM-2"));
        Assert.Equal(Verdict.Pass, outcome.Result.Judgement.Verdict);
    }

    [Fact]
    public async Task A_disk_that_fills_in_mid_test_leaves_a_stored_invalid_and_a_whole_recording()
    {
        string disk = Directory.CreateDirectory(_folder.File("full disk")).FullName;
        Assert.SkipUnless(Mount(disk), "Needs the right to mount a small disk.");
        try
        {
            using LiveBench bench = new(disk);
            using LiveBench small = new(disk) { Setup = bench.Setup with { ReserveBytes = -1L << 40 } };
            TestOutcome outcome = await small.TestAsync(LiveBench.Good("FULL-1"));
            Assert.Equal(Verdict.Invalid, outcome.Result.Judgement.Verdict);
            Assert.Contains("the disk is full", outcome.Result.TopReason, StringComparison.Ordinal);
            ResultRow row = Assert.Single(small.Store.List(new ResultQuery()));
            Assert.Equal(("stopped", Verdict.Invalid), (row.Code, row.Verdict));

            using (RecordingReader reader = RecordingReader.Open(small.PathOf(outcome)))
            {
                Assert.False(reader.IsCutOff);
                Assert.InRange(reader.Groups[0].Rows, 1, 3 * 51_200 - 1);
                Assert.Equal("stopped", reader.Verdict?.Code);
            }

            FolderCheck check = new(small.Folder, small.Store);
            Assert.Empty(check.Run(TestContext.Current.CancellationToken).Problems);
            ReplayOutcome replay = await Replay.RunAsync(
                small.Folder,
                small.Store,
                small.PathOf(outcome),
                new AnalysisOptions(),
                TestContext.Current.CancellationToken);
            Assert.Empty(replay.Differences);
        }
        finally
        {
            Run("umount", disk);
        }
    }

    [Fact]
    public async Task An_export_that_the_disk_has_no_room_for_leaves_nothing_and_says_why()
    {
        string disk = Directory.CreateDirectory(_folder.File("small disk")).FullName;
        using LiveBench bench = new(_folder.File("été"));
        string recording = bench.PathOf(await bench.TestAsync(LiveBench.Good("EXPORT-1")));
        Assert.SkipUnless(Mount(disk), "Needs the right to mount a small disk.");
        try
        {
            using BenchProcess export = await BenchProcess.RunInAsync(
                _folder.Root, "export", recording, "--to", "npz", "--output", Path.Combine(disk, "all.npz"));
            Assert.Equal(ExitCode.InputOutput, export.ExitCode);
            Assert.Contains("all.npz", export.Errors, StringComparison.Ordinal);
            Assert.Contains("the disk is full", export.Errors, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFiles(disk));
        }
        finally
        {
            Run("umount", disk);
        }
    }

    [Fact]
    public void A_recording_that_a_power_failure_cut_off_is_a_whole_file_after_the_next_start()
    {
        using LiveBench bench = new(_folder.Root);
        RunStart start = bench.Setup.Describe(SerialNumber.Parse("POWER-1"), DateTimeOffset.UnixEpoch);
        string path = Path.Combine(bench.Folder.Root, start.Recording);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (RecordingWriter writer = RecordingWriter.Create(path, RandomStream.Header, RandomStream.Channels))
        {
            foreach (StreamBlock block in new RandomStream(41, 4).Blocks)
            {
                RandomStream.Append(writer, block);
            }

            writer.Finish();
        }

        bench.Store.Begin(start);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100_001]);
        (bool IsCutOff, long Rows) left = Extent(path);
        Assert.True(left.IsCutOff);
        Assert.InRange(left.Rows, 1000, int.MaxValue);

        Assert.Equal(["POWER-1"], bench.Store.CloseInterrupted());
        RecordingSeal.PutMissing(bench.Folder, bench.Store);
        Assert.Equal((false, left.Rows), Extent(path));
        Assert.Empty(new FolderCheck(bench.Folder, bench.Store).Run(TestContext.Current.CancellationToken).Problems);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_in_mid_test_changes_nothing_but_dates()
    {
        using LiveBench bench = new(_folder.Root);
        SettableClock clock = new();
        TestOutcome outcome = await bench.TestAsync(
            LiveBench.Good("CLOCK-1"), clock, new SetBack(clock), TestContext.Current.CancellationToken);
        Assert.Equal(Verdict.Pass, outcome.Result.Judgement.Verdict);
        Assert.InRange(outcome.Result.DurationSeconds, 0, 60);
        TestOutcome again = await bench.TestAsync(
            LiveBench.Good("CLOCK-1"), clock, progress: null, TestContext.Current.CancellationToken);
        Assert.True(again.Result.StartedAt < outcome.Result.StartedAt);
        Assert.Equal(2, bench.Store.List(new ResultQuery { SerialNumber = "CLOCK-1" }).Length);
        Assert.Empty(new FolderCheck(bench.Folder, bench.Store).Run(TestContext.Current.CancellationToken).Problems);
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_named_as_such()
    {
        string disk = Directory.CreateDirectory(_folder.File("read only")).FullName;
        Assert.SkipUnless(Mount(disk), "Needs the right to mount a small disk.");
        try
        {
            DataFolder folder = DataFolder.Open(disk);
            ResultStore.Open(folder, TimeProvider.System).Dispose();
            Assert.True(Run("mount", "-o", "remount,ro", disk));
            IOException locked = Assert.Throws<IOException>(() => folder.Lock());
            Assert.Contains("may not be written", locked.Message, StringComparison.Ordinal);
            IOException store = Assert.Throws<IOException>(() => ResultStore.Open(folder, TimeProvider.System));
            Assert.Contains("may not be written", store.Message, StringComparison.Ordinal);
            RecordingException recording = Assert.Throws<RecordingException>(() => RecordingWriter.Create(
                Path.Combine(folder.Recordings, "a.mf4"), RandomStream.Header, RandomStream.Channels));
            Assert.Contains("writing is not allowed there", recording.Message, StringComparison.Ordinal);
        }
        finally
        {
            Run("umount", disk);
        }
    }

    public void Dispose() => _folder.Dispose();

    // Room for the database, the reserve and about half a recording of 5.8 MB.
    private static bool Mount(string folder) =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
        && Run("mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", folder);

    private static (bool IsCutOff, long Rows) Extent(string path)
    {
        using RecordingReader reader = RecordingReader.Open(path);
        return (reader.IsCutOff, reader.Groups.Sum(group => group.Rows));
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        return process.WaitForExit(10_000) && process.ExitCode == 0;
    }

    private sealed class SettableClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }

    private sealed class SetBack(SettableClock clock) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => clock.Offset = TimeSpan.FromHours(value.Seconds > 1 ? -2 : 0);
    }
}
