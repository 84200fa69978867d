using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Analysis.PartTypes;
using Bench.Demo;
using Bench.Models;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Device;
using Bench.Samples.Simulation;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Benchmarks.Gate;

/// <summary>
/// How long after the cycle's last sample the verdict is stored and shown: the demo's cycle of 7DL by the program's own
/// <see cref="TestRun"/>, from a device over loopback, recorded to disk, judged by a learned baseline.
/// </summary>
internal sealed class VerdictLatency
{
    /// <summary>
    /// The device runs so many times faster than real time: a harder pace than a bench's, which leaves the program less
    /// time for what it has to finish.
    /// </summary>
    public const int Haste = 4;

    private const int GoodMotors = 8;
    private const int MotorsPerLot = 2;

    private readonly Recipe _recipe = Recipe.Load("7DL");
    private readonly Baseline _baseline;
    private readonly Specimen _motor;

    /// <summary>Learns a baseline from virtual motors.</summary>
    public VerdictLatency()
    {
        ImmutableArray<Specimen> specimens = BenchShift.GoodMotors(_recipe.PartType, seed: 20, GoodMotors);
        ImmutableArray<GoodMotor> motors = SimulatedMotors.Measure(
            _recipe, specimens, GoodMotors / MotorsPerLot, progress: null, CancellationToken.None);
        _baseline = BaselineTeachIn.Learn(_recipe.PartType, _recipe.Hash, motors, new TeachInOptions());
        _motor = specimens[0];
    }

    /// <summary>Tests the motor so many times in a row at <see cref="Haste"/>.</summary>
    /// <returns>What passed from the last sample to the verdict, one per run.</returns>
    /// <exception cref="InvalidDataException">A run was INVALID: nothing was measured.</exception>
    public Task<VerdictDelay[]> MeasureAsync(int runs) => MeasureAsync(new FastTime(Haste), runs);

    /// <summary>
    /// Tests so many motors in a row at real-time pace on each of several benches in this process, which begin one
    /// after the other within a cycle, so that their verdicts are spread over it.
    /// </summary>
    /// <returns>What passed from the last sample to the verdict, one per run.</returns>
    /// <exception cref="InvalidDataException">A run was INVALID: nothing was measured.</exception>
    public async Task<VerdictDelay[]> MeasureAtRealTimeAsync(int benches, int runs)
    {
        VerdictDelay[][] delays = await Task.WhenAll(Enumerable.Range(0, benches).Select(async bench =>
        {
            await Task.Delay(TimeSpan.FromSeconds(_recipe.PartType.DurationSeconds * bench / benches));
            return await MeasureAsync(TimeProvider.System, runs);
        }));
        return [.. delays.SelectMany(all => all)];
    }

    // Rehearsed, as the program's own verbs do before the first motor.
    private async Task<VerdictDelay[]> MeasureAsync(TimeProvider time, int runs)
    {
        using TemporaryFolder temporary = new();
        DataFolder folder = DataFolder.Open(temporary.Root);
        using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
        TestSetup setup = new(_recipe, _baseline, folder, store, "benchmark");
        Rehearsal.Run(setup);
        ProcessReading lastSample = new();
        DaqDeviceOptions options = new()
        {
            Port = 0,
            Time = time,
            Motor = _motor,
            Generator = (partType, specimen) =>
                Watch(partType, new MotorSimulation(partType, specimen), now => lastSample = now),
        };
        await using DaqDevice device = await DaqDevice.StartAsync(options, _recipe.PartType, CancellationToken.None);
        VerdictDelay[] delays = new VerdictDelay[runs];
        for (int i = 0; i < runs; i++)
        {
            await using OpenDaqSource source = new(
                new DaqEndpoint("127.0.0.1", device.Port, "/"), new OpenDaqOptions(), TimeProvider.System);
            VerdictShown shown = new();
            TestOutcome outcome = await new TestRun(setup, TimeProvider.System).ExecuteAsync(
                source, SerialNumber.Parse(_motor.SerialNumber), shown, CancellationToken.None);
            delays[i] = shown.At!.Since(lastSample);
            if (outcome.Result.Judgement.Verdict == Verdict.Invalid)
            {
                throw new InvalidDataException($"The test was INVALID: {outcome.Result.TopReason}");
            }
        }

        return delays;
    }

    // The instant at which the device has the cycle's last sample, before it sends it.
    private static Func<float[][], BlockFate> Watch(
        PartType partType, MotorSimulation simulation, Action<ProcessReading> noteLast)
    {
        long left = (long)Math.Ceiling(partType.DurationSeconds / MotorSimulation.BlockSeconds);
        return block =>
        {
            // After the cycle the device costs nothing: what the process then does, it does for the verdict.
            if (left == 0)
            {
                return BlockFate.Delivered;
            }

            BlockFate fate = simulation.Render(block);
            if (--left == 0)
            {
                noteLast(new ProcessReading());
            }

            return fate;
        };
    }
}
