namespace Bench.Benchmarks.Gate;

/// <summary>Rows without a goal: the first contestant of a race beside each other one.</summary>
internal static class PeerRows
{
    /// <summary>Prints one row per peer, and one that says so where Python's libraries are missing.</summary>
    public static void Write(GateTable table, string subject, Race race, NumpyPeer? numpy)
    {
        string ours = Duration.Text(race.Seconds(0).Value);
        foreach (string peer in race.Peers)
        {
            int index = race.IndexOf(peer);
            table.Write(
                subject, ours, $"{Duration.Text(race.Seconds(index).Value)} {peer}", race.RatioTo(index), "0.0000",
                Goal.None);
        }

        if (numpy is null)
        {
            table.WriteAbsent(subject, "scipy");
        }
    }
}
