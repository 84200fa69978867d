using System.Globalization;
using Bench.Analysis.Filters;
using Bench.Analysis.Weightings;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Weightings;

public class FrequencyWeightingTests
{
    [Theory]
    [InlineData(25600, 10000)]
    [InlineData(48000, 20000)]
    [InlineData(51200, 20000)]
    [InlineData(102400, 20000)]
    public void Filters_are_class_1_at_every_rate(double rate, double toHz)
    {
        foreach (FrequencyWeightingKind kind in Enum.GetValues<FrequencyWeightingKind>())
        {
            BiquadCascade filter = new(FrequencyWeighting.Design(kind, rate));
            foreach (double[] row in Table3().Where(row => row[1] < 0.499 * rate))
            {
                double level = 20 * Math.Log10(filter.Response(row[1], rate).Magnitude);
                double goal = GoalDb(kind, row[1]);
                Assert.InRange(level - goal, row[6], row[5]);
                Assert.Equal(goal, level, row[1] <= toHz ? 0.11 : 1.1);
            }

            Assert.Equal(1, filter.Response(1000, rate).Magnitude, 1e-9);
        }
    }

    [Fact]
    public void A_filtered_sine_has_the_weighted_amplitude()
    {
        BiquadCascade filter = new(FrequencyWeighting.Design(FrequencyWeightingKind.A, 51200));
        float[] signal = [.. Enumerable.Range(0, 51200).Select(i => (float)Math.Sin(2 * Math.PI * 63 * i / 51200))];
        filter.Process(signal, signal);
        double square = signal.Skip(25600).Take(25600 - (25600 % 812)).Average(x => (double)x * x);
        Assert.Equal(GoalDb(FrequencyWeightingKind.A, 63), 10 * Math.Log10(2 * square), 0.02);
    }

    [Theory]
    [InlineData(4000)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_unfit_sampling_rate_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyWeighting.Design(FrequencyWeightingKind.A, rate));

    // IEC 61672-1:2013, table 3: nominal Hz, exact Hz, A, C, Z, upper and lower limit of class 1.
    private static IEnumerable<double[]> Table3()
    {
        string? path = SharedData.Find("reference/vectors/iec61672/table3_weightings_class1.csv");
        Assert.SkipUnless(path is not null, "needs the shared reference vectors");
        return File.ReadLines(path).Skip(1).Select(line => Array.ConvertAll(line.Split(','), Number));
    }

    private static double Number(string text) =>
        text == "-inf" ? double.NegativeInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    private static double GoalDb(FrequencyWeightingKind kind, double frequencyHz) =>
        20 * Math.Log10(FrequencyWeighting.Gain(kind, frequencyHz));
}
