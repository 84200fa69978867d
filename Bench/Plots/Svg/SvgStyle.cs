namespace Bench.Plots.Svg;

/// <summary>
/// Colours and type of all plots. Blue against vermilion (Okabe and Ito) is told apart with every common colour
/// blindness; dash and fill say the same a second time.
/// </summary>
public static class SvgStyle
{
    /// <summary>Number of colours and dashes for lines of equal rank (Okabe and Ito).</summary>
    public const int Components = 7;

    /// <summary>Style sheet; light by default, dark where the reader's system is, light again on paper.</summary>
    public const string Css = """
        .plot{--p-surface:#fff;--p-ink:#1c2530;--p-muted:#586573;--p-grid:#e4e9ee;--p-good:#cadff0;--p-median:#6f9cc0;
        --p-measured:#0a5ca8;--p-exceeded:#d55e00;--p-marker:#9aa6b2;
        font:12px/1.2 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;display:block;
        width:100%;height:auto;font-variant-numeric:tabular-nums}
        @media screen and (prefers-color-scheme:dark){.plot{--p-surface:#171c22;--p-ink:#e8edf2;--p-muted:#a3afbb;
        --p-grid:#2a323b;--p-good:#234560;--p-median:#6b9cc4;--p-measured:#74b9ff;
        --p-exceeded:#ff8b3d;--p-marker:#66727e}}
        .plot text{fill:var(--p-ink);stroke:none}
        .plot .p-surface{fill:var(--p-surface)}
        .plot .p-title{font-size:15px;font-weight:600}
        .plot .p-sub,.plot .p-caption,.plot .p-tick,.plot .p-markertext{fill:var(--p-muted)}
        .plot .p-tick,.plot .p-markertext,.plot .p-spantext{font-size:11px}
        .plot .p-mid{text-anchor:middle}
        .plot .p-end{text-anchor:end}
        .plot .p-grid{stroke:var(--p-grid);stroke-width:1}
        .plot .p-axis{stroke:var(--p-muted);stroke-width:1}
        .plot .p-marker{stroke:var(--p-marker);stroke-width:1;stroke-dasharray:1 3}
        .plot .p-onmap{stroke:#fff;stroke-width:1;stroke-dasharray:2 5;opacity:.6}
        .plot .p-good{fill:var(--p-good);stroke:none}
        .plot .p-median{fill:none;stroke:var(--p-median);stroke-width:1.3}
        .plot .p-limit{fill:none;stroke:var(--p-ink);stroke-width:1.6;stroke-dasharray:7 4}
        .plot .p-nominal{fill:none;stroke:var(--p-median);stroke-width:4;opacity:.55}
        .plot .p-measured{fill:none;stroke:var(--p-measured);stroke-width:2.2;stroke-linejoin:round}
        .plot .p-c0,.plot .p-c1,.plot .p-c2,.plot .p-c3,.plot .p-c4,.plot .p-c5,.plot .p-c6{fill:none;
        stroke-width:1.8;stroke-linejoin:round}
        .plot .p-c0{stroke:var(--p-ink)}
        .plot .p-c1{stroke:#8a8f98;stroke-dasharray:2 3}
        .plot .p-c2{stroke:#0072b2}
        .plot .p-c3{stroke:#d55e00;stroke-dasharray:8 3}
        .plot .p-c4{stroke:#009e73}
        .plot .p-c5{stroke:#cc79a7;stroke-dasharray:5 3}
        .plot .p-c6{stroke:#e69f00}
        .plot .p-bar{fill:var(--p-measured)}
        .plot .p-exceeded{fill:var(--p-exceeded);stroke:none;opacity:.85}
        .plot .p-span{fill:var(--p-exceeded);stroke:none;opacity:.1}
        .plot .p-point{fill:var(--p-exceeded);stroke:var(--p-surface);stroke-width:1.5}
        .plot .p-callout{font-size:13px;font-weight:700}
        .plot .p-callout,.plot .p-spantext{fill:var(--p-exceeded);paint-order:stroke;stroke:var(--p-surface);
        stroke-width:4px;stroke-linejoin:round}
        .plot .p-inside{fill:var(--p-measured)}
        .plot .p-frame{fill:none;stroke:var(--p-muted);stroke-width:1}
        """;
}
