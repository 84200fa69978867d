using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Samples.Simulation;

namespace Bench.Bench.Tests.Judging;

/// <summary>A rejected motor is rejected for the reason that was seeded, and a good one hardly ever.</summary>
public sealed class CauseTests(LearnedMotors learned) : IClassFixture<LearnedMotors>
{
    private const double MediumSeverity = 0.5;
    private const int MotorsPerDefect = 4;

    // Two whose blow falls into the loudest part of the run-up (7DL 8 and 12), and those whose amplified axial sensor
    // does not clip (6AM 1 and 4).
    private static readonly int[] s_faultMotors = [1, 4, 8, 12];

    [Theory]
    [InlineData("7DL")]
    [InlineData("6AM")]
    public void Every_defect_of_medium_severity_fails_under_its_own_name_in_several_motors(string partType)
    {
        Specimen[] motors =
        [
            .. BenchShift.DefectsOf(Recipe.Load(partType).PartType.Machine.Rotor)
                .SelectMany(defect => Enumerable.Range(1, MotorsPerDefect).Select(number =>
                    learned.Motor(partType, number) with { Defects = [new SeededDefect(defect, MediumSeverity)] })),
        ];

        Judgement[] judgements = learned.Judge(partType, motors);

        Assert.Equal(
            motors.Select(motor => $"{motor.SerialNumber} Fail: {DefectNames.Of(motor.Defects[0].Defect)}"),
            motors.Zip(judgements, (motor, judgement) => $"{motor.SerialNumber} {VerdictAndTopCode(judgement)}"));
    }

    // Lost samples exist on the wire only. Of the clipped sensors of the 6AM, the axial one at some motors is too quiet
    // to clip even thirty times amplified: then its gain tells.
    [Theory]
    [InlineData("7DL", "sensor-clipped")]
    [InlineData("6AM", "sensor-gain")]
    public void Every_fault_of_the_bench_is_invalid_under_its_own_name_in_several_motors(
        string partType, string clippedOrGain)
    {
        Dictionary<BenchFault, string[]> expected = new()
        {
            [BenchFault.DeadSensor] = ["Invalid: sensor-dead"],
            [BenchFault.ClippedSensor] = ["Invalid: sensor-clipped", $"Invalid: {clippedOrGain}"],
            [BenchFault.SwappedSensors] = ["Invalid: sensors-swapped"],
            [BenchFault.LooseSensor] = ["Invalid: sensor-loose"],
            [BenchFault.TachoDropout] = ["Invalid: tacho-lost"],
            [BenchFault.HammerBlow] = ["Invalid: hammer-blow"],
            [BenchFault.SpeedOffProfile] = ["Invalid: speed-off-profile"],
        };
        Specimen[] motors =
        [
            .. expected.Keys.SelectMany(fault => s_faultMotors.Select(number =>
                learned.Motor(partType, number) with { Faults = [fault] })),
        ];

        Judgement[] judgements = learned.Judge(partType, motors);

        Assert.All(
            motors.Zip(judgements),
            pair => Assert.Contains(VerdictAndTopCode(pair.Second), expected[pair.First.Faults[0]]));
    }

    // The budget is one false reject in a hundred motors: two among ten happen by chance in 0.4 % of shifts.
    [Theory]
    [InlineData("7DL", 10)]
    [InlineData("6AM", 6)]
    public void Of_fresh_good_motors_at_most_one_is_rejected(string partType, int count)
    {
        Specimen[] motors = [.. Enumerable.Range(31, count).Select(number => learned.Motor(partType, number))];

        string[] rejected =
            [.. learned.Judge(partType, motors).Select(VerdictAndTopCode).Where(verdict => verdict != "Pass: ")];

        Assert.True(rejected.Length <= 1, string.Join(", ", rejected));
    }

    private static string VerdictAndTopCode(Judgement judgement) =>
        $"{judgement.Verdict}: {(judgement.Findings is [Finding top, ..] ? top.Code : "")}";
}
