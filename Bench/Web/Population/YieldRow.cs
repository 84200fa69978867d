using System.Collections.Immutable;
using Bench.Models.Verdicts;
using Bench.Results;

namespace Bench.Web.Population;

/// <summary>
/// Yield of a day or week: of the motors judged, the share that passed their first judged test of that time, and the
/// share that passed their last.
/// </summary>
internal sealed record YieldRow(string From, int Tested, double FirstPass, double Final)
{
    /// <summary>Counts.</summary>
    /// <param name="marks">Tests, oldest first.</param>
    /// <param name="period">Days or weeks.</param>
    public static ImmutableArray<YieldRow> Of(IEnumerable<TestMark> marks, YieldPeriod period) =>
    [
        .. marks.Where(mark => mark.Verdict != Verdict.Invalid)
            .GroupBy(mark => Begin(WebTime.Parse(mark.StartedAt).UtcDateTime.Date, period))
            .OrderBy(group => group.Key)
            .Select(group => Count(group.Key, group)),
    ];

    private static YieldRow Count(DateTime from, IEnumerable<TestMark> marks)
    {
        TestMark[][] motors = [.. marks.GroupBy(mark => mark.SerialNumber).Select(motor => motor.ToArray())];
        return new YieldRow(
            WebTime.Text(new DateTimeOffset(from, TimeSpan.Zero)),
            motors.Length,
            motors.Count(tests => tests[0].Verdict == Verdict.Pass) / (double)motors.Length,
            motors.Count(tests => tests[^1].Verdict == Verdict.Pass) / (double)motors.Length);
    }

    private static DateTime Begin(DateTime day, YieldPeriod period) =>
        period == YieldPeriod.Day ? day : day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

/// <summary>What yields are counted over.</summary>
internal enum YieldPeriod
{
    /// <summary>Days, UTC.</summary>
    Day = 1,

    /// <summary>Weeks from Monday on.</summary>
    Week,
}
