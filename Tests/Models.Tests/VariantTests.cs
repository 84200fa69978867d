using Bench.Analysis.Metrics;
using Bench.Models.Features;
using Bench.Models.Files;
using Bench.Models.Limits;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models.Tests;

/// <summary>Two variants of one part type: "B" is 8 dB louder by design; bench "east" reads 1.5 dB more.</summary>
public class VariantTests
{
    private const float LouderDb = 8;
    private const float EastDb = 1.5f;

    private static readonly double[] s_numpyA = [0.25, -0.25, -0.5, -0.5];
    private static readonly double[] s_numpyAx = [-0.125, -0.25, -0.5, -0.125];
    private static readonly double[] s_numpyB = [-0.1875, 0.1875, 0.0, 0.0];

    private static readonly Population s_population = new(12);
    private static readonly Baseline s_baseline = BaselineTeachIn.Learn(
        Population.PartType, "", [.. Enumerable.Range(0, 48).Select(Good)], new TeachInOptions());

    [Fact]
    public void A_louder_variant_is_judged_by_its_own_level()
    {
        Assert.Equal(Verdict.Pass, Judge(600, "A", "west", 0));
        Assert.Equal(Verdict.Pass, Judge(601, "B", "east", LouderDb + EastDb));
        Assert.Equal(Verdict.Fail, Judge(602, "A", "west", LouderDb + 3));
    }

    [Fact]
    public void Limits_of_a_variant_are_the_common_ones_around_its_level()
    {
        LimitSet quiet = s_baseline.Limits.For(new MotorOrigin("A", "west"));
        LimitSet loud = s_baseline.Limits.For(new MotorOrigin("B", "west"));

        // 24 of 48 motors: shrunk by 24/29 on each side of the middle.
        double moved = loud.Curves[0].Median[3] - quiet.Curves[0].Median[3];
        Assert.InRange(moved, 4, 9);
        Assert.Equal(
            quiet.Curves[0].Upper[3] - quiet.Curves[0].Median[3],
            loud.Curves[0].Upper[3] - loud.Curves[0].Median[3],
            1e-9);
    }

    [Fact]
    public void A_variant_that_was_not_learned_is_invalid_and_a_new_bench_is_not()
    {
        Judgement judgement = s_baseline.Judge(s_population.Motor(603), new MotorOrigin("C", "west"));

        Assert.Equal((Verdict.Invalid, "variant-unknown"), (judgement.Verdict, judgement.Findings[0].Code));
        Assert.Equal(Verdict.Pass, Judge(604, "A", "north", 0));
    }

    [Fact]
    public void A_file_keeps_the_levels_of_variants()
    {
        using MemoryStream stream = new();
        BaselineFile.Save(s_baseline, stream);
        stream.Position = 0;

        Baseline loaded = BaselineFile.Load(stream, "b.json");

        MotorOrigin east = new("B", "east");
        Measurement motor = Motor(605, LouderDb + EastDb);
        Assert.Equal(s_baseline.Judge(motor, east).AnomalyScore, loaded.Judge(motor, east).AnomalyScore);
        Assert.Equal(s_baseline.Limits.Origins.AsEnumerable(), loaded.Limits.Origins.AsEnumerable());
    }

    /// <summary>
    /// Against numpy: medians by np.median, shrunk by n/(n + 5), of rows r[i][j] = i² + 3j - 2·i·j (mod 7) of eight
    /// motors, the first five of variant A (three of them on bench x, two on y), the others of B.
    /// </summary>
    [Fact]
    public void Levels_agree_with_numpy()
    {
        double[][] rows =
        [
            .. Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, 4)
                .Select(j => (double)((((i * i) + (3 * j) - (2 * i * j)) % 7 + 7) % 7)).ToArray()),
        ];
        MotorOrigin[] origins =
        [
            new("A", "x"), new("A", "x"), new("A", "x"), new("A", "y"), new("A", "y"),
            new("B", "x"), new("B", "x"), new("B", "x"),
        ];

        Centring centring = Centring.Learn(rows, origins);

        Close(s_numpyA, centring.OffsetOf(new MotorOrigin("A", "y")));
        Close(s_numpyAx, centring.OffsetOf(new MotorOrigin("A", "x")));
        Close(s_numpyB, centring.OffsetOf(new MotorOrigin("B", "x")));
        Assert.Null(centring.OffsetOf(new MotorOrigin("C", "x")));
    }

    private static void Close(double[] expected, double[]? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static Verdict Judge(int number, string variant, string bench, float louderDb) =>
        s_baseline.Judge(Motor(number, louderDb), new MotorOrigin(variant, bench)).Verdict;

    private static GoodMotor Good(int number)
    {
        (string variant, string bench) = (number % 2 == 0 ? "A" : "B", number % 4 < 2 ? "west" : "east");
        float louder = (variant == "B" ? LouderDb : 0) + (bench == "east" ? EastDb : 0);
        return new GoodMotor($"M{number}", $"lot {number / 4 % 8}", Motor(number, louder))
        {
            Origin = new MotorOrigin(variant, bench),
        };
    }

    private static Measurement Motor(int number, float louderDb) => s_population.Motor(number, (curve, values) =>
    {
        for (int i = 0; curve.IsDecibel && i < values.Length; i++)
        {
            values[i] += louderDb;
        }
    });
}
