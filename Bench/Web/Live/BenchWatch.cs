using Bench.Recipes;
using Bench.Web.Results;

namespace Bench.Web.Live;

/// <summary>Looks after the bench between tests: is the measuring device there, is there room on the disk?</summary>
internal sealed class BenchWatch(Station station, SampleSources sources, Alarms alarms, TimeProvider time)
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(3);

    /// <summary>Looks again and again until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using PeriodicTimer timer = new(s_period, time);
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false))
        {
            await LookAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Looks once; a test that runs is left alone.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (station.IsTesting)
        {
            return;
        }

        Translated? obstacle = await sources.ObstacleAsync(cancel).ConfigureAwait(false) is { } reason
            && station.Bench.Archive.Area == ResultArea.Production
            ? StationWords.DeviceUnreachable(reason)
            : DiskObstacle();
        if (station.IsTesting)
        {
            return;
        }

        if (obstacle is not null)
        {
            alarms.Raise(AlarmSeverity.Alarm, "bench-not-ready", obstacle);
        }

        station.Note(ObstacleKind.Bench, obstacle);
    }

    private Translated? DiskObstacle()
    {
        try
        {
            foreach (Recipe recipe in station.Bench.Recipes)
            {
                station.Bench.Setup(recipe).RequireDiskSpace();
            }

            return null;
        }
        catch (IOException e)
        {
            return StationWords.CannotWrite(e.Message);
        }
    }
}
