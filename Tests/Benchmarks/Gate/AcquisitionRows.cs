using System.Diagnostics;
using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>The way of the samples into the program: parser, socket to queue, recording.</summary>
internal static class AcquisitionRows
{
    private const double ParserGoalBytesPerSecond = 1e9;
    private const double AcquisitionGoalSamplesPerSecond = 100e6;
    private const double RecordingGoalShare = 0.05;

    // Where asammdf is not installed: what its 8.0.0 took for the same file on the machine of docs/performance.md.
    private const double AsammdfSeconds = 0.65;
    private const int SmallestGoalBlock = 1024;
    private const int RecordingsBeforeRestart = 20;

    // A round is 40 times what the queue holds: what waited in it at the start hardly counts.
    private const int CallsPerRound = 40;
    private const int AcquisitionRounds = 25;

    private static readonly int[] s_blockBytes = [64, 1024, 4096, 65_536];
    private static readonly TimeSpan s_length = TimeSpan.FromMilliseconds(1000);
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(1);

    /// <summary>Measures and prints.</summary>
    public static async Task WriteAsync(GateTable table)
    {
        foreach (int blockBytes in s_blockBytes)
        {
            WriteParser(table, blockBytes);
        }

        await WriteAcquisitionAsync(table);
        WriteRecording(table);
        ReadRecording(table);
    }

    private static void WriteParser(GateTable table, int blockBytes)
    {
        StreamingSessionBenchmarks parser = new() { BlockBytes = blockBytes };
        parser.Setup();
        Race race = Race.Run([Contestant.OnThread("ours", () => parser.Parse())], s_length / 2, s_slice);
        Figure seconds = race.Seconds(0);
        Goal goal = blockBytes >= SmallestGoalBlock ? Goal.AtLeast(ParserGoalBytesPerSecond / 1e9, "0.0") : Goal.None;
        string subject = string.Create(CultureInfo.InvariantCulture, $"streaming parser, blocks of {blockBytes} B");
        table.Write(
            subject, Duration.Text(seconds.Value / parser.BlocksPerCall), "GB/s; time is per block",
            seconds.Into(parser.BytesPerCall / 1e9), "0.00", goal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        parser.Parse();
        double bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        table.Write(subject, "", "bytes allocated", Figure.Exact(bytes / parser.BlocksPerCall), "0.##",
            Goal.AtMost(0, "0"));
    }

    private static async Task WriteAcquisitionAsync(GateTable table)
    {
        await using AcquisitionBenchmarks path = new();
        await path.SetupAsync();
        await path.ReceiveAsync();
        List<double> seconds = [];
        List<double> bytes = [];
        for (int round = 0; round < AcquisitionRounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long began = Stopwatch.GetTimestamp();
            for (int i = 0; i < CallsPerRound; i++)
            {
                await path.ReceiveAsync();
            }

            seconds.Add(Stopwatch.GetElapsedTime(began).TotalSeconds / CallsPerRound);
            bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)CallsPerRound);
        }

        table.Write(
            "acquisition over loopback", "", "M samples/s, wall clock",
            Figure.MedianOf(seconds).Into(AcquisitionBenchmarks.SamplesPerCall / 1e6), "0",
            Goal.AtLeast(AcquisitionGoalSamplesPerSecond / 1e6));

        // Of all threads together, in a quiet stretch: a queue that runs deeper than ever before takes more blocks.
        table.Write(
            "acquisition over loopback, per block", "", "bytes allocated",
            Figure.Exact(Figure.QuietOf(bytes).Value / AcquisitionBenchmarks.BlocksPerCall), "0.##",
            Goal.AtMost(0, "0"));
    }

    private static void ReadRecording(GateTable table)
    {
        const string Subject = "reading a channel of 98 MB";
        using RecordingReaderBenchmarks recording = new();
        using PythonProcess? asammdf = PythonProcess.Start(
            "asammdf_peer.py", recording.FilePath, RecordingReaderBenchmarks.Channel);
        List<Contestant> contestants = [Contestant.OnThread("ours", () => recording.ReadChannel())];
        if (asammdf is not null)
        {
            contestants.Add(new Contestant(asammdf.Versions, repetitions => asammdf.Measure(
                repetitions.ToString(CultureInfo.InvariantCulture))));
        }

        Race race = Race.Run(contestants, 2 * s_length, s_slice);
        Figure seconds = race.Seconds(0);
        string ours = Duration.Text(seconds.Value);
        if (asammdf is null)
        {
            table.Write(
                Subject, ours, "s; asammdf 8.0.0 took 0.65 s", seconds, "0.000",
                Goal.AtMost(AsammdfSeconds, "0.00"));
            return;
        }

        table.Write(
            Subject, ours, $"{Duration.Text(race.Seconds(1).Value)} {asammdf.Versions}", race.RatioTo(1), "0.00",
            Goal.AtMost(1));
    }

    private static void WriteRecording(GateTable table)
    {
        using RecordingWriterBenchmarks recording = new();
        int calls = 0;
        Contestant contestant = new("ours", repetitions =>
        {
            double seconds = 0;
            for (int i = 0; i < repetitions; i++)
            {
                // A file of some 65 MB, then the next: the disk is not filled.
                if (calls++ % RecordingsBeforeRestart == 0)
                {
                    recording.Restart();
                }

                double began = ThreadClock.Seconds();
                recording.Append();
                seconds += ThreadClock.Seconds() - began;
            }

            return seconds;
        });
        Race race = Race.Run([contestant], 2 * s_length, s_slice);
        Figure seconds = race.Seconds(0);
        table.Write(
            "recording 16 channels at 102.4 kHz", Duration.Text(seconds.Value), "% of a core",
            seconds.Scaled(100 / RecordingWriterBenchmarks.SecondsPerCall), "0.0",
            Goal.AtMost(100 * RecordingGoalShare, "0"));
    }
}
