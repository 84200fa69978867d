using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Verdicts;
using Bench.Results;
using Bench.Tests.Shared;
using TestResult = Bench.Results.TestResult;

namespace Bench.Bench.Tests.Results;

public sealed class ResultStoreTests : IDisposable
{
    private static readonly MeasurementDefinition s_definition = new(
    [
        new CurveDefinition(
            "run-up",
            "AccA",
            CurveFamily.OrderCut,
            "order 8",
            CurveAxis.SpeedRpm,
            [1000, 2000, 3000],
            "dB re 1 µm/s²",
            8),
        new CurveDefinition("dwell", "AccA", CurveFamily.Level, "rms", CurveAxis.None, [0], "dB re 1 µm/s²"),
    ]);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_verdict_comes_back_with_all_that_belongs_to_it()
    {
        DataFolder data = DataFolder.Open(_folder.Root);
        TestResult result = Result(
            "S1", Verdict.Fail, [Finding("unbalance", "order 1: +12 dB"), Finding("order-2", "also order 2")]);
        using (ResultStore store = ResultStore.Open(data, TimeProvider.System))
        {
            store.Begin(Start(result));
            store.Finish(result);
        }

        using ResultStore again = ResultStore.Open(data, TimeProvider.System);
        ResultRow row = Assert.Single(again.List(new ResultQuery()));
        Assert.Equal("S1", row.SerialNumber);
        Assert.Equal(Verdict.Fail, row.Verdict);
        Assert.Equal("order 1: +12 dB", row.Reason);
        Assert.Equal("b-1", row.BaselineId);
        Assert.Equal("abcd", row.RecordingHash);
        Assert.Equal(3.25, row.PValue);
        ImmutableArray<Finding> findings = again.Findings(row.Id);
        Assert.Equal(["unbalance", "order-2"], findings.Select(f => f.Code));
        Assert.Equal(result.Judgement.Findings[0], findings[0]);
        StoredMeasurement stored = Assert.Single(again.Measurements("r-1", s_definition));
        Assert.Equal([1.5f, 2.5f, float.NaN], stored.Measurement.Values(0).ToArray());
        Assert.Equal([-7f], stored.Measurement.Values(1).ToArray());
    }

    [Fact]
    public void A_run_without_verdict_is_in_no_list_and_becomes_invalid()
    {
        DataFolder data = DataFolder.Open(_folder.Root);
        using ResultStore store = ResultStore.Open(data, TimeProvider.System);
        store.Begin(Start(Result("S2", Verdict.Pass, [])));
        Assert.Empty(store.List(new ResultQuery()));

        Assert.Equal(["S2"], store.CloseInterrupted());
        ResultRow row = Assert.Single(store.List(new ResultQuery()));
        Assert.Equal(Verdict.Invalid, row.Verdict);
        Assert.Equal("interrupted", row.Code);
        Assert.Empty(store.CloseInterrupted());
    }

    [Fact]
    public void A_verdict_once_given_is_never_written_over()
    {
        DataFolder data = DataFolder.Open(_folder.Root);
        using ResultStore store = ResultStore.Open(data, TimeProvider.System);
        TestResult fail = Result("S3", Verdict.Fail, [Finding("unbalance", "order 1")]);
        store.Begin(Start(fail));
        store.Finish(fail);
        Assert.Throws<InvalidOperationException>(() =>
            store.Finish(fail with { Judgement = new Judgement { Verdict = Verdict.Pass, Findings = [] } }));
        Assert.Equal(Verdict.Fail, Assert.Single(store.List(new ResultQuery())).Verdict);
    }

    [Fact]
    public void A_list_can_be_narrowed()
    {
        DataFolder data = DataFolder.Open(_folder.Root);
        using ResultStore store = ResultStore.Open(data, TimeProvider.System);
        (string, Verdict)[] motors = [("A", Verdict.Pass), ("B", Verdict.Fail), ("A", Verdict.Invalid)];
        foreach ((string serial, Verdict verdict) in motors)
        {
            TestResult result = Result(serial, verdict, []);
            store.Begin(Start(result));
            store.Finish(result);
        }

        Assert.Equal(2, store.List(new ResultQuery { SerialNumber = "A" }).Length);
        Assert.Equal("B", Assert.Single(store.List(new ResultQuery { Verdict = Verdict.Fail })).SerialNumber);
        Assert.Equal(Verdict.Invalid, Assert.Single(store.List(new ResultQuery { Last = 1 })).Verdict);
        Assert.Empty(store.List(new ResultQuery { PartType = "6AM" }));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_in_one_sentence()
    {
        DataFolder data = DataFolder.Open(_folder.Root);
        File.WriteAllText(data.Database, new string('x', 5000));
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => ResultStore.Open(data, TimeProvider.System));
        Assert.Contains("results.db", e.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), File.ReadAllText(data.Database));
    }

    [Fact]
    public void A_verdict_gets_its_recordings_hash_once_and_until_then_is_known_to_lack_it()
    {
        using ResultStore store = ResultStore.OpenInMemory(TimeProvider.System);
        TestResult result = Result("S1", Verdict.Pass, []) with { RecordingHash = "" };
        store.Begin(Start(result));
        Assert.Empty(store.Unsealed());
        Assert.Throws<InvalidOperationException>(() => store.Seal(result.Id, "early"));

        store.Finish(result);
        Assert.Equal([(result.Id, "recordings/x.mf4")], store.Unsealed());
        store.Seal(result.Id, "77ae");
        Assert.Equal("77ae", Assert.Single(store.List(new ResultQuery())).RecordingHash);
        Assert.Empty(store.Unsealed());
        Assert.Throws<InvalidOperationException>(() => store.Seal(result.Id, "later"));
    }

    [Fact]
    public void Two_processes_do_not_share_a_folder()
    {
        DataFolder data = DataFolder.Open(_folder.Root);
        using (data.Lock())
        {
            Assert.Throws<IOException>(() => data.Lock());
        }

        using FileStream again = data.Lock();
    }

    public void Dispose() => _folder.Dispose();

    private static RunStart Start(TestResult result) => new(
        result.Id,
        result.SerialNumber,
        "7DL",
        1,
        "bench-1",
        result.StartedAt,
        "r-1",
        "{}",
        "b-1",
        "1.0",
        "recordings/x.mf4");

    private static Finding Finding(string code, string text) => new()
    {
        Source = FindingSource.LearnedLimit,
        Code = code,
        Text = text,
        Instruction = "set aside",
        Cause = "unbalance",
        Curve = "run-up/AccA/OrderCut/order 1",
        Channel = "AccA",
        From = 1000,
        To = 2000,
        At = 1500,
        Value = 121.5,
        Limit = 109.25,
        Severity = 2.04,
    };

    private static TestResult Result(string serial, Verdict verdict, ImmutableArray<Finding> findings) => new()
    {
        Id = Guid.NewGuid(),
        SerialNumber = SerialNumber.Parse(serial),
        PartType = "7DL",
        Bench = "bench-1",
        StartedAt = new DateTimeOffset(2026, 11, 21, 6, 30, 0, TimeSpan.Zero),
        DurationSeconds = 11.5,
        Judgement = new Judgement { Verdict = verdict, Findings = findings, AnomalyScore = double.NaN, PValue = 3.25 },
        Measurement = new Measurement(s_definition, [[1.5f, 2.5f, float.NaN], [-7f]]),
        RecipeHash = "r-1",
        BaselineId = "b-1",
        SoftwareVersion = "1.0",
        Recording = "recordings/x.mf4",
        RecordingHash = "abcd",
    };
}
