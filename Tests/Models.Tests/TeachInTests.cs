using Bench.Analysis.Metrics;
using Bench.Models.Limits;
using Bench.Models.Training;

namespace Bench.Models.Tests;

public class TeachInTests
{
    private static readonly TeachInOptions s_options = new();

    [Theory]
    [InlineData(3f, 0.6, 1.4)]
    [InlineData(6f, 0.25, 0.75)]
    [InlineData(40f, 0.25, 0.75)]
    public void One_bad_motor_in_five_moves_limits_by_less_than_a_stated_share_of_their_distance(
        float riseDb, double mostOnAverage, double mostAtOnePoint)
    {
        Population population = new(3);
        Baseline clean = Learn([.. population.Good(40)]);
        GoodMotor[] motors = [.. population.Good(40)];
        for (int i = 0; i < 8; i++)
        {
            motors[i * 5] = motors[i * 5] with { Measurement = Raised(population, i * 5, riseDb) };
        }

        Baseline contaminated = Learn(motors);

        double worst = 0;
        double sum = 0;
        int count = 0;
        foreach ((LimitCurve before, LimitCurve after) in clean.Limits.Curves.Zip(contaminated.Limits.Curves))
        {
            for (int i = 0; i < before.Upper.Length && before.Curve.IsDecibel; i++)
            {
                double moved = Math.Abs(after.Upper[i] - before.Upper[i]) / (before.Upper[i] - before.Median[i]);
                worst = Math.Max(worst, moved);
                sum += moved;
                count++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"+{riseDb} dB in 8 of 40: limits move by {sum / count:0.00} of their distance, the worst by {worst:0.00}");
        Assert.InRange(sum / count, 0, mostOnAverage);
        Assert.InRange(worst, 0, mostAtOnePoint);
        if (riseDb > 20)
        {
            HashSet<string> review = [.. contaminated.MotorsToReview];
            Assert.All(motors.Where((_, i) => i % 5 == 0), motor => Assert.Contains(motor.SerialNumber, review));
        }
    }

    [Fact]
    public void Fewer_motors_give_wider_limits()
    {
        Population population = new(4);
        double[] widths = [.. new[] { 5, 10, 20, 40, 80 }.Select(count => Width(Learn([.. population.Good(count)])))];

        Assert.Equal(widths.OrderDescending(), widths);
    }

    [Fact]
    public void Four_motors_are_refused_unless_asked_for_without_a_promise()
    {
        GoodMotor[] four = [.. new Population(4).Good(4)];

        ArgumentException e = Assert.Throws<ArgumentException>(() => Learn(four));
        Baseline baseline = BaselineTeachIn.Learn(
            Population.PartType, "", four, s_options with { FewMotors = FewMotors.LearnWithoutPromise });

        Assert.StartsWith("4 good motors, expected 5 or more", e.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The limits come from only 4 good motors and promise nothing",
            baseline.Statement,
            StringComparison.Ordinal);
        Assert.Contains("no anomaly model below 20", baseline.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void Motors_that_cannot_be_learned_from_are_refused_by_name()
    {
        Population population = new(4);
        GoodMotor[] twice = [.. population.Good(6), population.Good(1)[0]];
        GoodMotor gap = new("gap", "lot 1", population.Motor(77, (_, values) => values[0] = float.NaN));
        MeasurementDefinition other = new([Population.Definition.Curves[0]]);
        GoodMotor foreign = new("other", "lot 1", new Measurement(other, [new float[22]]));

        Assert.Contains("Motor M0000 occurs twice", Refused(twice), StringComparison.Ordinal);
        Assert.Contains(
            "Motor gap has no value at run-up/AccA/OrderCut/order 1 at 1000 rpm",
            Refused([.. population.Good(6), gap]),
            StringComparison.Ordinal);
        Assert.Contains(
            "Motor other was measured by another recipe", Refused(
                [.. population.Good(6), foreign]), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_lie_at_least_the_smallest_distance_from_the_median()
    {
        Baseline baseline = Learn([.. new Population(6).Good(30)]);

        foreach (LimitCurve limit in baseline.Limits.Curves)
        {
            for (int i = 0; i < limit.Upper.Length; i++)
            {
                double smallest = limit.Curve switch
                {
                    { IsDecibel: true } => 3,
                    { Unit: "%" } => 0.5,
                    { Unit: "Hz" } => 0.005 * limit.Median[i],
                    { Unit: "A" } => 0.05 * limit.Median[i],
                    _ => 0.2 * limit.Median[i],
                };
                Assert.True(limit.Upper[i] - limit.Median[i] >= smallest * (1 - 1e-12), limit.Curve.Key);
            }
        }
    }

    private static Measurement Raised(Population population, int number, float riseDb) =>
        population.Motor(number, (curve, values) =>
        {
            for (int k = 0; k < values.Length && curve.Axis != CurveAxis.None; k++)
            {
                values[k] += riseDb;
            }
        });

    private static double Width(Baseline baseline) => baseline.Limits.Curves
        .Where(limit => limit.Curve.IsDecibel)
        .Average(limit => limit.Upper.Zip(limit.Median, (upper, median) => upper - median).Average());

    private static string Refused(GoodMotor[] motors) => Assert.Throws<ArgumentException>(() => Learn(motors)).Message;

    private static Baseline Learn(GoodMotor[] motors) =>
        BaselineTeachIn.Learn(Population.PartType, "", motors, s_options);
}
