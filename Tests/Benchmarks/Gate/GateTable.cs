using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>The one table of the gate, printed row by row as the figures come in.</summary>
internal sealed class GateTable(TextWriter output)
{
    /// <summary>Goals that were missed by more than noise.</summary>
    public int MissedCount { get; private set; }

    /// <summary>Goals that were reached.</summary>
    public int MetCount { get; private set; }

    /// <summary>Goals missed by no more than noise.</summary>
    public int NoiseCount { get; private set; }

    /// <summary>The heading.</summary>
    public void WriteHead()
    {
        WriteCells("subject", "ours", "peer", "figure", "goal", "noise", "verdict");
        WriteCells(new string('-', 38), new string('-', 11), new string('-', 36), new string('-', 13),
            new string('-', 8), new string('-', 6), new string('-', 13));
    }

    /// <summary>A measured figure.</summary>
    public void Write(string subject, string ours, string peer, Figure figure, string format, Goal goal)
    {
        GateVerdict verdict = goal.Judge(figure);
        MissedCount += verdict == GateVerdict.Missed ? 1 : 0;
        NoiseCount += verdict == GateVerdict.WithinNoise ? 1 : 0;
        MetCount += verdict == GateVerdict.Met ? 1 : 0;
        string noise = figure.Margin > 0 ? Invariant($"± {100 * figure.Margin:0} %") : "";
        string value = figure.Value.ToString(format, CultureInfo.InvariantCulture);
        WriteCells(subject, ours, peer, value, goal.ToString(), noise, Words(verdict));
    }

    /// <summary>A peer that is not there.</summary>
    public void WriteAbsent(string subject, string peer) =>
        WriteCells(subject, "", peer, "", "", "", Words(GateVerdict.NotInstalled));

    private static string Words(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Met => "met",
        GateVerdict.WithinNoise => "within noise",
        GateVerdict.Missed => "MISSED",
        GateVerdict.NotInstalled => "not installed",
        _ => "",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void WriteCells(params ReadOnlySpan<string> cells) => output.WriteLine(
        $"{cells[0],-38} {cells[1],11} {cells[2],-36} {cells[3],13} {cells[4],8} {cells[5],6} {cells[6]}".TrimEnd());
}
