using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Bench.Cli;
using Bench.Demo;
using Bench.Judging;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Simulation;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Chaos;

/// <summary>
/// Kills analyser, device and network in mid-test: no finished verdict is lost, no unfinished one passes.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 50;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private readonly FlakyNetwork _network = new();
    private readonly string _partType = Path.Combine(AppContext.BaseDirectory, "Data", "short.json");
    private BenchProcess? _device;

    private enum Victim
    {
        Analyser,
        Device,
        Network,
    }

    [Fact]
    public async Task Whatever_is_killed_no_finished_verdict_is_lost_and_no_unfinished_one_passes()
    {
        Learn();
        await StartDeviceAsync();
        await RunUndisturbedAsync("good-000");
        long whole = _network.Delivered;
        Random random = new(50);
        List<Attempt> attempts = [];
        for (int i = 0; i < Kills; i++)
        {
            // Now and then nothing or all has been delivered: the start and the judging are struck, too.
            long delivered = (long)(whole * Math.Clamp((1.2 * random.NextDouble()) - 0.1, 0, 1));
            TimeSpan later = TimeSpan.FromMilliseconds(50 * random.NextDouble());
            attempts.Add(await RunAndKillAsync($"K-{i:000}", (Victim)(i % 3), delivered, later));
            if (i % 10 == 9)
            {
                await RunUndisturbedAsync($"good-{i:000}");
            }
        }

        Check(attempts);
        // The kills must have met tests in progress, or nothing was tried.
        Assert.InRange(attempts.Count(attempt => attempt.Exit != ExitCode.Pass), Kills / 2, Kills);
    }

    public void Dispose()
    {
        _device?.Dispose();
        _network.Dispose();
        _folder.Dispose();
    }

    private void Learn()
    {
        Recipe recipe = Recipe.Load(_partType);
        ImmutableArray<GoodMotor> motors = SimulatedMotors.Measure(
            recipe,
            BenchShift.GoodMotors(recipe.PartType, 5, 12),
            groups: 4,
            progress: null,
            TestContext.Current.CancellationToken);
        BaselineFolder.Activate(
            DataFolder.Open(_folder.Root),
            BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, motors, new TeachInOptions()));
    }

    private async Task StartDeviceAsync()
    {
        _device?.Dispose();
        _device = BenchProcess.Start(
            "device", "--part-type", _partType, "--port", "0", "--pace", "fast", "--serial", "7DL-good", "--seed", "5");
        string port = await _device.WaitForLineAsync(DeviceCommand.ListeningPrefix, s_patience);
        _network.DevicePort = int.Parse(port, CultureInfo.InvariantCulture);
    }

    private BenchProcess StartRun(string serial) => BenchProcess.Start(
        "run",
        serial,
        "--part-type",
        _partType,
        "--device",
        $"daq.lt://127.0.0.1:{_network.Port}",
        "--data",
        _folder.Root,
        "--json");

    private async Task RunUndisturbedAsync(string serial)
    {
        using BenchProcess run = StartRun(serial);
        await run.WaitAsync(s_patience);
        Assert.True(run.ExitCode == ExitCode.Pass, $"{serial}: exit {run.ExitCode}\n{run.Output}\n{run.Errors}");
    }

    private async Task<Attempt> RunAndKillAsync(string serial, Victim victim, long delivered, TimeSpan later)
    {
        long before = _network.Delivered;
        using BenchProcess run = StartRun(serial);
        while (_network.Delivered - before < delivered && !run.HasExited)
        {
            await Task.Delay(1);
        }

        await Task.Delay(later);
        switch (victim)
        {
            case Victim.Analyser:
                run.Kill();
                break;
            case Victim.Device:
                await StartDeviceAsync();
                break;
            default:
                _network.Cut();
                break;
        }

        await run.WaitAsync(s_patience);
        return new Attempt(serial, victim, run.ExitCode, PrintedVerdict(run.Output), run.Errors);
    }

    private static string? PrintedVerdict(string output)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(output);
            return document.RootElement.GetProperty("verdict").GetString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Check(List<Attempt> attempts)
    {
        DataFolder folder = DataFolder.Open(_folder.Root);
        using FileStream held = folder.Lock();
        using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
        store.CloseInterrupted();
        RecordingSeal.PutMissing(folder, store);
        ILookup<string, ResultRow> rows = store.List(new ResultQuery { Last = 1000 }).ToLookup(r => r.SerialNumber);
        foreach (Attempt attempt in attempts)
        {
            ResultRow[] mine = [.. rows[attempt.Serial]];
            Assert.True(mine.Length <= 1, attempt.ToString());
            if (attempt.Printed is not null)
            {
                Assert.True(mine.Length == 1, $"A verdict that was shown is not stored: {attempt}");
                Assert.Equal(attempt.Printed, mine[0].Verdict.ToString(), ignoreCase: true);
            }

            Assert.DoesNotContain("This should not have happened", attempt.Errors, StringComparison.Ordinal);
        }

        foreach (ResultRow pass in rows.SelectMany(r => r).Where(r => r.Verdict == Verdict.Pass))
        {
            string recording = Path.Combine(_folder.Root, pass.Recording);
            Assert.Equal(pass.RecordingHash, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(recording))));
        }
    }

    private sealed record Attempt(string Serial, Victim Victim, int Exit, string? Printed, string Errors);
}
