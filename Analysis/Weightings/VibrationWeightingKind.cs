namespace Bench.Analysis.Weightings;

/// <summary>Frequency weightings of human vibration (ISO 8041-1:2017).</summary>
public enum VibrationWeightingKind
{
    /// <summary>Wb: whole body, vertical, in trains (ISO 2631-4).</summary>
    Wb,

    /// <summary>Wc: whole body, seat back (ISO 2631-1).</summary>
    Wc,

    /// <summary>Wd: whole body, horizontal (ISO 2631-1).</summary>
    Wd,

    /// <summary>We: whole body, rotational (ISO 2631-1).</summary>
    We,

    /// <summary>Wf: motion sickness (ISO 2631-1).</summary>
    Wf,

    /// <summary>Wh: hand and arm (ISO 5349-1).</summary>
    Wh,

    /// <summary>Wj: head of a lying person (ISO 2631-1).</summary>
    Wj,

    /// <summary>Wk: whole body, vertical (ISO 2631-1).</summary>
    Wk,

    /// <summary>Wm: whole body in buildings (ISO 2631-2).</summary>
    Wm,
}
