using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Demo;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Training;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Device;
using Bench.Samples.Simulation;
using Bench.Testing;

namespace Bench.Bench.Tests.Testing;

/// <summary>A data folder with a learned baseline, in which virtual motors are tested over the real protocol.</summary>
internal sealed class LiveBench : IDisposable
{
    // Learning takes most of the time: once is enough, for it is the same each time.
    private static readonly Lazy<(Recipe Recipe, Baseline Baseline)> s_learned = new(Learn);

    public LiveBench(string path)
    {
        Folder = DataFolder.Open(path);
        Store = ResultStore.Open(Folder, TimeProvider.System);
        BaselineFolder.Activate(Folder, Baseline);
        Setup = new TestSetup(Recipe, Baseline, Folder, Store, "test bench");
    }

    public static Recipe Recipe => s_learned.Value.Recipe;

    public static Baseline Baseline => s_learned.Value.Baseline;

    public static string PartTypeFile => Path.Combine(AppContext.BaseDirectory, "Data", "short.json");

    public DataFolder Folder { get; }

    public ResultStore Store { get; }

    public TestSetup Setup { get; init; }

    public static Specimen Good(string serial) => new(serial, 5, [], []);

    public static Specimen Unbalanced(string serial) => new(serial, 5, [new SeededDefect(Defect.Unbalance, 1)], []);

    public static Specimen LosingSamples(string serial) => new(serial, 5, [], [BenchFault.LostSamples]);

    public static Specimen Struck(string serial) => new(serial, 5, [], [BenchFault.HammerBlow]);

    /// <summary>Tests a motor.</summary>
    public Task<TestOutcome> TestAsync(Specimen motor) =>
        TestAsync(motor, TimeProvider.System, progress: null, TestContext.Current.CancellationToken);

    /// <summary>Tests a motor by a given clock.</summary>
    public async Task<TestOutcome> TestAsync(
        Specimen motor, TimeProvider time, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        DaqDeviceOptions options = new() { Port = 0, Pace = DevicePace.AsFastAsPossible, Motor = motor };
        await using DaqDevice device = await DaqDevice.StartAsync(
            options, Recipe.PartType, TestContext.Current.CancellationToken);
        await using OpenDaqSource source = new(
            new DaqEndpoint("127.0.0.1", device.Port, "/"), new OpenDaqOptions(), TimeProvider.System);
        return await new TestRun(Setup, time).ExecuteAsync(
            source, SerialNumber.Parse(motor.SerialNumber), progress, cancel);
    }

    public string PathOf(TestOutcome outcome) => Path.Combine(Folder.Root, outcome.Result.Recording);

    public void Dispose() => Store.Dispose();

    private static (Recipe Recipe, Baseline Baseline) Learn()
    {
        Recipe recipe = Recipe.Load(PartTypeFile);
        ImmutableArray<GoodMotor> motors = SimulatedMotors.Measure(
            recipe,
            BenchShift.GoodMotors(recipe.PartType, 5, 12),
            groups: 4,
            progress: null,
            CancellationToken.None);
        return (recipe, BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, motors, new TeachInOptions()));
    }
}
