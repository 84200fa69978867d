using System.Collections.Immutable;
using System.Globalization;
using Bench.Models.Verdicts;
using Bench.Results;
using Bench.Upkeep;

namespace Bench.Bench.Tests.Upkeep;

public sealed class RetentionPlanTests
{
    private const long Gigabyte = 1_000_000_000;
    private static readonly DateTimeOffset s_now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<(StoredRecording Recording, long Bytes)> s_recordings =
    [
        Recording("pass-50", Verdict.Pass, 50),
        Recording("fail-40", Verdict.Fail, 40),
        Recording("invalid-30", Verdict.Invalid, 30),
        Recording("pass-20-exported", Verdict.Pass, 20, exports: 1),
        Recording("pass-10", Verdict.Pass, 10),
        Recording("running", null, 60),
        Recording("future", Verdict.Pass, -1),
    ];

    [Fact]
    public void By_age_all_but_fail_and_unfinished_tests_go()
    {
        RetentionPlan plan = RetentionPlan.Make(new RetentionPolicy { MaxAgeDays = 15 }, s_recordings, s_now);
        Assert.Equal(["pass-50", "pass-20-exported", "invalid-30"], Names(plan));
        Assert.Equal(4 * Gigabyte, plan.BytesLeft);
        Assert.Equal(0, plan.BytesTooMany);
    }

    [Fact]
    public void By_size_the_oldest_pass_goes_first_and_fail_stays()
    {
        RetentionPlan plan = RetentionPlan.Make(new RetentionPolicy { MaxSizeGigabytes = 5 }, s_recordings, s_now);
        Assert.Equal(["pass-50", "pass-20-exported"], Names(plan));
        plan = RetentionPlan.Make(new RetentionPolicy { MaxSizeGigabytes = 0 }, s_recordings, s_now);
        Assert.Equal(["pass-50", "pass-20-exported", "pass-10", "future", "invalid-30"], Names(plan));
        Assert.Equal(2 * Gigabyte, plan.BytesTooMany);
    }

    [Fact]
    public void Fail_goes_only_when_told_and_last()
    {
        RetentionPlan plan = RetentionPlan.Make(
            new RetentionPolicy { MaxSizeGigabytes = 0, AlsoFail = true }, s_recordings, s_now);
        Assert.Equal(["pass-50", "pass-20-exported", "pass-10", "future", "invalid-30", "fail-40"], Names(plan));
    }

    [Fact]
    public void Where_an_export_is_required_nothing_else_goes()
    {
        RetentionPlan plan = RetentionPlan.Make(
            new RetentionPolicy { MaxAgeDays = 0, MaxSizeGigabytes = 0, RequireExport = true, AlsoFail = true },
            s_recordings,
            s_now);
        Assert.Equal(["pass-20-exported"], Names(plan));
    }

    [Fact]
    public void Verdicts_may_have_ages_of_their_own()
    {
        RetentionPolicy policy = new() { MaxAgeDaysPass = 45, MaxAgeDaysInvalid = 7 };
        Assert.Equal(["pass-50", "invalid-30"], Names(RetentionPlan.Make(policy, s_recordings, s_now)));
    }

    [Fact]
    public void A_policy_without_limits_is_refused()
    {
        Assert.NotNull(new RetentionPolicy { AlsoFail = true }.Obstacle());
        Assert.NotNull(new RetentionPolicy { MaxAgeDays = -1 }.Obstacle());
        Assert.NotNull(new RetentionPolicy { MaxAgeDays = double.NaN }.Obstacle());
        Assert.Null(new RetentionPolicy { MaxAgeDays = 0 }.Obstacle());
    }

    private static IEnumerable<string> Names(RetentionPlan plan) => plan.Doomed.Select(d => d.Recording.SerialNumber);

    private static (StoredRecording Recording, long Bytes) Recording(
        string name, Verdict? verdict, int ageDays, long exports = 0) => (
        new StoredRecording
        {
            Id = name,
            SerialNumber = name,
            Verdict = verdict,
            StartedAt = s_now.AddDays(-ageDays).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            Recording = $"recordings/{name}.mf4",
            Exports = exports,
        },
        Gigabyte);
}
