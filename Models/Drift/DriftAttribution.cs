using System.Collections.Immutable;

namespace Bench.Models.Drift;

/// <summary>
/// Says where a drift comes from, by who else sees it. The golden motor does not change: what it shows is the bench's
/// doing. What all benches show is the motors' doing.
/// </summary>
public static class DriftAttribution
{
    /// <summary>Attributes the alarms of one part type.</summary>
    /// <param name="series">One entry per bench and channel that is watched.</param>
    public static DriftFinding Attribute(ImmutableArray<DriftSeries> series)
    {
        DriftSeries[] alarms = [.. series.Where(one => one.IsAlarm)];
        if (alarms.Length == 0)
        {
            return new DriftFinding(DriftSource.None, "", "");
        }

        DriftSeries[] golden = [.. alarms.Where(one => one.Golden == GoldenMotor.Moved)];
        if (golden.Length > 0)
        {
            return OfGolden(series, golden);
        }

        string[] benches = [.. series.Select(one => one.Bench).Distinct()];
        string[] moved = [.. alarms.Select(one => one.Bench).Distinct()];
        if (benches.Length > 1 && moved.Length == benches.Length)
        {
            return new DriftFinding(DriftSource.Process, "", "");
        }

        // The golden motor is as ever on every bench that sees the drift: its sensors and its mounting are well.
        if (alarms.All(one => one.Golden == GoldenMotor.AsEver))
        {
            return new DriftFinding(DriftSource.Process, moved.Length == 1 ? moved[0] : "", "");
        }

        return benches.Length > 1 && moved.Length == 1
            ? OfOneBench(series, moved[0], alarms)
            : new DriftFinding(DriftSource.Unknown, moved.Length == 1 ? moved[0] : "", "");
    }

    private static DriftFinding OfGolden(ImmutableArray<DriftSeries> series, DriftSeries[] golden)
    {
        string[] benches = [.. golden.Select(one => one.Bench).Distinct()];

        // On several benches at once it is the golden motor itself that has aged.
        return benches.Length > 1
            ? new DriftFinding(DriftSource.GoldenMotor, "", "")
            : OfOneBench(series, benches[0], golden);
    }

    // One channel of several is a sensor; most of them are the bench.
    private static DriftFinding OfOneBench(ImmutableArray<DriftSeries> series, string bench, DriftSeries[] alarms)
    {
        string[] channels = [.. alarms.Where(one => one.Bench == bench).Select(one => one.Channel).Distinct()];
        int watched = series.Where(one => one.Bench == bench).Select(one => one.Channel).Distinct().Count();
        return channels.Length == 1 && watched > 1
            ? new DriftFinding(DriftSource.Sensor, bench, channels[0])
            : new DriftFinding(DriftSource.Bench, bench, "");
    }
}

/// <summary>One watched series.</summary>
/// <param name="Bench">The bench.</param>
/// <param name="Channel">The channel.</param>
/// <param name="IsAlarm">Whether its chart alarms on production motors.</param>
/// <param name="Golden">What the golden motor shows on this bench and channel.</param>
public sealed record DriftSeries(string Bench, string Channel, bool IsAlarm, GoldenMotor Golden);

/// <summary>What a golden motor shows.</summary>
public enum GoldenMotor
{
    /// <summary>It was not measured lately: it can neither accuse nor clear the bench.</summary>
    NotMeasured,

    /// <summary>As ever.</summary>
    AsEver,

    /// <summary>Its chart alarms.</summary>
    Moved,
}

/// <summary>Where a drift comes from.</summary>
public enum DriftSource
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>One sensor of one bench.</summary>
    Sensor,

    /// <summary>One bench: fixture, mounting, drive.</summary>
    Bench,

    /// <summary>The motors: their parts, or their assembly.</summary>
    Process,

    /// <summary>The golden motor has changed: it shows the same on several benches.</summary>
    GoldenMotor,

    /// <summary>It cannot be told; measuring the golden motor decides.</summary>
    Unknown,
}

/// <summary>The source of a drift.</summary>
/// <param name="Source">What it is.</param>
/// <param name="Bench">The bench, where it is one; else empty.</param>
/// <param name="Channel">The channel, where it is a sensor; else empty.</param>
public sealed record DriftFinding(DriftSource Source, string Bench, string Channel)
{
    /// <summary>What to do.</summary>
    public string Instruction => Source switch
    {
        DriftSource.None => "",
        DriftSource.Sensor => $"Check sensor {Channel} of {Bench}: mounting, cable, calibration.",
        DriftSource.Bench => $"Check fixture, mounting and drive of {Bench}; measure the golden motor again.",
        DriftSource.Process => "The bench is as ever: look for changed parts or a changed assembly step.",
        DriftSource.GoldenMotor => "The golden motor has changed on several benches: replace it.",
        _ => "Measure the golden motor: it tells whether bench or motors have changed.",
    };
}
