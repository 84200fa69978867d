using System.Collections.Immutable;
using Bench.Models.Verdicts;
using Bench.Results;

namespace Bench.Reports;

/// <summary>The figures of a shift.</summary>
/// <param name="Tests">Tests done.</param>
/// <param name="Motors">Different serial numbers.</param>
/// <param name="Pass">Tests that ended PASS.</param>
/// <param name="Fail">Tests that ended FAIL.</param>
/// <param name="Invalid">Tests that ended INVALID.</param>
/// <param name="FirstPass">Motors whose first test ended PASS.</param>
/// <param name="ToRepeat">Motors whose last test ended INVALID, in the order of those tests.</param>
public sealed record ShiftCounts(
    int Tests, int Motors, int Pass, int Fail, int Invalid, int FirstPass, ImmutableArray<SerialNumber> ToRepeat)
{
    /// <summary>Share of motors that passed at their first test; NaN where none was tested.</summary>
    public double FirstPassYield => Motors == 0 ? double.NaN : (double)FirstPass / Motors;

    /// <summary>Counts the tests, given oldest first.</summary>
    public static ShiftCounts Of(IReadOnlyCollection<TestResult> tests)
    {
        TestResult[] firstTests = [.. tests.DistinctBy(test => test.SerialNumber)];
        return new ShiftCounts(
            tests.Count,
            firstTests.Length,
            tests.Count(test => test.Judgement.Verdict == Verdict.Pass),
            tests.Count(test => test.Judgement.Verdict == Verdict.Fail),
            tests.Count(test => test.Judgement.Verdict == Verdict.Invalid),
            firstTests.Count(test => test.Judgement.Verdict == Verdict.Pass),
            [.. tests.Reverse().DistinctBy(test => test.SerialNumber).Reverse()
                .Where(test => test.Judgement.Verdict == Verdict.Invalid).Select(test => test.SerialNumber)]);
    }
}
