using Bench.Analysis.Currents;
using Bench.Recordings.Foreign;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings;

/// <summary>Three phase currents of a motor with turns shorted on purpose, recorded by others.</summary>
public sealed class CurrentOrdersRecordingsTests
{
    private const double RateHz = 1000;
    private const string Folder = "data/itsc_motor_current/raw";

    [Fact]
    public void Shorted_turns_raise_the_negative_sequence_over_that_of_healthy_windings()
    {
        // The makers of the test data read 2-4 % in healthy and 24-35 % in the worst pieces of badly shorted windings;
        // shorts come and go, so that the mean over a record is less.
        double healthy = Files("SC_HLT_*.csv.gz").Max(Unbalance);
        double shorted = Files("SC_A4_*.csv.gz").Min(Unbalance);
        Assert.InRange(healthy, 1.5, 5);
        Assert.InRange(shorted, 2 * healthy, 35);
    }

    private static double Unbalance(string path)
    {
        using ForeignRecording recording = ForeignFile.Open(path);
        float[][] phases = [.. recording.Channels.Take(3).Select(channel =>
            Array.ConvertAll(channel.Samples.ToArray(), static x => (float)x))];
        double[] angle = CurrentAngle.Follow(phases[0], phases[1], phases[2], RateHz);
        CurrentOrders orders = new(10, 6);
        orders.Add(phases[0], phases[1], phases[2], angle);
        return orders.UnbalancePercent;
    }

    private static string[] Files(string pattern)
    {
        string? folder = SharedData.Find(Folder);
        Assert.SkipUnless(folder is not null, $"{Folder} is not here");
        string[] files = Directory.GetFiles(folder, pattern);
        Assert.NotEmpty(files);
        return files;
    }
}
