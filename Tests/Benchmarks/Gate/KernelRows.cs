namespace Bench.Benchmarks.Gate;

/// <summary>
/// Kernels and the chain as seconds of signal per second of one core: eight channels at 51.2 kHz.
/// </summary>
internal static class KernelRows
{
    private const double SpectrogramGoal = 850;
    private const double ResamplerGoal = 700;
    private const double OctavesGoal = 450;
    private const double ChainGoal = 220;
    private const string RealTime = "× real time";

    private static readonly TimeSpan s_length = TimeSpan.FromMilliseconds(2500);
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(1);

    /// <summary>Measures and prints.</summary>
    public static void Write(GateTable table, NumpyPeer? numpy)
    {
        SpectrogramBenchmarks spectrogram = new();
        AngularResamplerBenchmarks resampler = new();
        OctaveFilterBankBenchmarks octaves = new();
        WriteKernel(table, "spectrogram 4096, 75 %", SpectrogramGoal, spectrogram.EightChannelSeconds, [], numpy,
            numpy?.Contestant("spectrogram", 4096));
        WriteKernel(table, "resampler 512/rev, 100 rev/s", ResamplerGoal, resampler.EightChannelSeconds,
            [Contestant.OnThread(
                "plain reference, double", () => resampler.PlainPart(), AngularResamplerBenchmarks.PlainShare)],
            numpy, numpy?.Contestant("resample", 512 * 5, share: 0.05));
        WriteKernel(table, $"third-octave bank, {octaves.BandCount} bands", OctavesGoal, octaves.EightChannelSeconds,
            [Contestant.OnThread(
                "plain reference, double", octaves.PlainPart, OctaveFilterBankBenchmarks.PlainShare)],
            numpy, numpy?.Contestant("octaves", TestSignal.SampleRateHz / 4, share: 0.25));
        WriteRealTime(table, "these three together", ChainGoal, Race.Run(
            [Contestant.OnThread("ours", () =>
            {
                spectrogram.EightChannelSeconds();
                resampler.EightChannelSeconds();
                octaves.EightChannelSeconds();
            })],
            s_length,
            s_slice));
        WriteAllocation(table, "spectrogram, per second", spectrogram.EightChannelSeconds);
        WriteAllocation(table, "resampler, per second", resampler.EightChannelSeconds);
        WriteAllocation(table, "third-octave bank, per second", octaves.EightChannelSeconds);
    }

    private static void WriteKernel(
        GateTable table, string subject, double goal, Action ours, List<Contestant> peers, NumpyPeer? numpy,
        Contestant? numpyTask)
    {
        List<Contestant> contestants = [Contestant.OnThread("ours", ours), .. peers];
        if (numpyTask is not null)
        {
            contestants.Add(numpyTask);
        }

        Race race = Race.Run(contestants, s_length, s_slice);
        WriteRealTime(table, subject, goal, race);
        PeerRows.Write(table, subject, race, numpy);
    }

    private static void WriteRealTime(GateTable table, string subject, double goal, Race race)
    {
        Figure seconds = race.Seconds(0);
        table.Write(
            subject, Duration.Text(seconds.Value), RealTime, seconds.Into(1), "0", Goal.AtLeast(goal));
    }

    private static void WriteAllocation(GateTable table, string subject, Action run)
    {
        run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        run();
        double bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        table.Write(subject, "", "bytes allocated", Figure.Exact(bytes), "0", Goal.AtMost(0, "0"));
    }
}
