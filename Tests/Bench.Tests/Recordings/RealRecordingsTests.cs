using System.Collections.Immutable;
using System.Globalization;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Recordings.Mapping;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings;

/// <summary>
/// What must come out on recordings that others made, learned and judged as the commands do. Expected are the labels of
/// those who made them and the physics of the literature, not our own figures.
/// </summary>
public sealed class RealRecordingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Mappings => [.. Directory
        .GetFiles(Path.Combine(SharedData.RepositoryRoot, "Samples", "Foreign"), "*.mapping.json")
        .Select(path => Path.GetFileName(path))
        .Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Each_sample_part_type_can_be_analysed(string file)
    {
        RecordingMapping mapping = MappingOf(file[..^".mapping.json".Length]);
        Recipe recipe = Recipe.Load(mapping.PartTypePath);
        Assert.NotEmpty(recipe.Analyzer.Definition.Curves);
    }

    [Theory]
    [InlineData("1797_IR_7_DE48.npz", "bearing-inner")]
    [InlineData("1797_ORat6_7_DE48.npz", "bearing-outer")]
    public async Task A_damaged_bearing_fails_by_the_ring_that_is_damaged(string file, string code)
    {
        string folder = Find("data/cwru_npz");
        Baseline baseline = await LearnAsync("cwru-6205", [Path.Combine(folder, "1797_Normal.npz")]);
        foreach (Judgement judgement in await JudgeAsync("cwru-6205", baseline, [Path.Combine(folder, file)]))
        {
            Assert.Equal(Verdict.Fail, judgement.Verdict);
            Assert.Equal(code, judgement.Findings[0].Code);
        }
    }

    [Fact]
    public async Task A_healthy_bearing_passes_in_each_piece_that_was_held_out()
    {
        string normal = Path.Combine(Find("data/cwru_npz"), "1797_Normal.npz");
        (Recipe recipe, ImmutableArray<RecordedMotor> pieces) = await MeasureAsync("cwru-6205", [normal]);
        Assert.Equal(5, pieces.Length);
        foreach (RecordedMotor heldOut in pieces)
        {
            ImmutableArray<RecordedMotor> others = [.. pieces.Where(piece => piece != heldOut)];
            Baseline baseline = Learn(recipe, others, FewMotors.LearnWithoutPromise);
            Assert.Equal(Verdict.Pass, Decide(recipe, baseline, heldOut).Verdict);
        }
    }

    [Fact]
    public async Task Shorted_turns_fail_by_the_unbalance_of_the_currents()
    {
        string folder = Find("data/itsc_motor_current/raw");
        string[] healthy = Directory.GetFiles(folder, "SC_HLT_*.csv.gz");
        Baseline baseline = await LearnAsync("turn-short", healthy);
        ImmutableArray<Judgement> good = await JudgeAsync("turn-short", baseline, healthy);
        Assert.All(good, judgement => Assert.Equal(Verdict.Pass, judgement.Verdict));
        foreach (string file in Directory.GetFiles(folder, "SC_A4_*.csv.gz"))
        {
            // The short comes and goes: some piece of each record has it.
            ImmutableArray<Judgement> pieces = await JudgeAsync("turn-short", baseline, [file]);
            Assert.Contains(pieces, piece => piece.Verdict == Verdict.Fail && piece.Findings.Any(
                finding => finding.Curve?.Contains("unbalance", StringComparison.Ordinal) == true));
            Assert.DoesNotContain(pieces, piece => piece.Verdict == Verdict.Invalid);
        }
    }

    [Fact]
    public async Task A_failing_bearing_of_a_turbine_fails_in_the_end_and_passes_in_the_beginning()
    {
        string folder = Find("data/windturbine_hs_bearing");
        string[] files = [.. Directory.GetFiles(folder, "*.mat").Order(StringComparer.Ordinal)];
        Baseline baseline = await LearnAsync("wind-turbine", files[..3]);
        Assert.All(
            await JudgeAsync("wind-turbine", baseline, files[3..5]),
            judgement => Assert.Equal(Verdict.Pass, judgement.Verdict));
        Assert.All(
            await JudgeAsync("wind-turbine", baseline, files[^1..]),
            judgement => Assert.Equal(Verdict.Fail, judgement.Verdict));
    }

    [Theory]
    [InlineData(900, Verdict.Pass)]
    [InlineData(0, Verdict.Invalid)]
    public async Task A_run_in_which_the_motor_never_turned_is_invalid(int rpm, Verdict expected)
    {
        Random random = new(3);
        string[] files = [.. Enumerable.Range(0, 6).Select(i => WriteTelemetry($"S00{i}", 900, random))];
        Baseline baseline = await LearnAsync("bench-telemetry", files);
        string judged = WriteTelemetry("S100", rpm, random);
        Judgement judgement = Assert.Single(await JudgeAsync("bench-telemetry", baseline, [judged]));
        Assert.Equal(expected, judgement.Verdict);
        Assert.Equal(rpm == 0 ? ["never-turned"] : [], judgement.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task A_unit_of_another_quantity_is_refused()
    {
        string text = await File.ReadAllTextAsync(
            MappingOf("bench-telemetry").Path, TestContext.Current.CancellationToken);
        string file = WriteTelemetry("S001", 900, new Random(1));
        Recipe recipe = Recipe.Load(MappingOf("bench-telemetry").PartTypePath);
        string path = _folder.File("wrong.mapping.json");
        await File.WriteAllTextAsync(
            path, text.Replace("\"A\"", "\"g\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        FormatException refusal = await Assert.ThrowsAsync<FormatException>(() => RecordedMotors.MeasureAsync(
            recipe, [file], RecordingMappingFile.Load(path), progress: null, TestContext.Current.CancellationToken));
        Assert.Contains("Dc in g", refusal.Message, StringComparison.Ordinal);
    }

    private static string Find(string path)
    {
        string? found = SharedData.Find(path);
        Assert.SkipWhen(found is null, $"{path} is not beside this checkout: the recordings belong to others.");
        return found;
    }

    private static RecordingMapping MappingOf(string name) => RecordingMappingFile.Load(
        Path.Combine(SharedData.RepositoryRoot, "Samples", "Foreign", $"{name}.mapping.json"));

    private static async Task<(Recipe Recipe, ImmutableArray<RecordedMotor> Motors)> MeasureAsync(
        string name, string[] files)
    {
        RecordingMapping mapping = MappingOf(name);
        Recipe recipe = Recipe.Load(mapping.PartTypePath);
        return (recipe, await RecordedMotors.MeasureAsync(
            recipe, [.. files], mapping, progress: null, TestContext.Current.CancellationToken));
    }

    private static async Task<Baseline> LearnAsync(string name, string[] files)
    {
        (Recipe recipe, ImmutableArray<RecordedMotor> motors) = await MeasureAsync(name, files);
        return Learn(recipe, motors, FewMotors.Refuse);
    }

    private static Baseline Learn(Recipe recipe, ImmutableArray<RecordedMotor> motors, FewMotors few) =>
        BaselineTeachIn.Learn(
            recipe.PartType,
            recipe.Hash,
            [.. motors.Select(motor => new GoodMotor(motor.SerialNumber, motor.Group, motor.Measurement!))],
            new TeachInOptions { FewMotors = few });

    private static async Task<ImmutableArray<Judgement>> JudgeAsync(string name, Baseline baseline, string[] files)
    {
        (Recipe recipe, ImmutableArray<RecordedMotor> motors) = await MeasureAsync(name, files);
        return [.. motors.Select(motor => Decide(recipe, baseline, motor))];
    }

    private static Judgement Decide(Recipe recipe, Baseline baseline, RecordedMotor motor) =>
        Judge.Decide(motor.Faults, motor.Measurement, baseline, recipe.PartType.Name, motor.Origin);

    // A minute at ten rows a second: set speed, measured speed, direct current.
    private string WriteTelemetry(string serial, int rpm, Random random)
    {
        string folder = _folder.File(serial);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "data.csv");
        IEnumerable<string> rows = Enumerable.Range(0, 601).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"900,{(rpm == 0 ? 0 : rpm + random.Next(-9, 10))},{0.1 + (0.01 * random.NextDouble()):F4}"));
        File.WriteAllLines(path, rows.Prepend("speed_setpoint_rpm,rpm,i_dc_a"));
        return path;
    }
}
