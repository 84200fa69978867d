namespace Bench.Reports;

/// <summary>Style sheet of the reports: calm, dark where the reader's system is, and light on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--page:#f3f5f7;--card:#fff;--ink:#1c2530;--muted:#586573;--line:#dde3e9;
        --pass:#00795b;--fail:#c4420a;--invalid:#8a6100;--pass-soft:#e3f3ee;--fail-soft:#fbe9e1;--invalid-soft:#fbf1d6;
        --link:#0a5ca8}
        @media screen and (prefers-color-scheme:dark){:root{--page:#0f1317;--card:#171c22;--ink:#e8edf2;--muted:#a3afbb;
        --line:#2a323b;--pass:#3cc99f;--fail:#ff8b5c;--invalid:#e8b83a;--pass-soft:#12312a;--fail-soft:#3a2117;
        --invalid-soft:#362b10;--link:#74b9ff}}
        *{box-sizing:border-box}
        html{scroll-behavior:smooth}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,
        "Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
        main{max-width:1120px;margin:0 auto;padding:28px 24px 60px}
        h1{font-size:30px;line-height:1.15;margin:0;font-weight:650;letter-spacing:-.01em}
        h2{font-size:21px;margin:44px 0 12px;font-weight:650}
        p{margin:6px 0}
        a{color:var(--link)}
        .lead{font-size:19px;margin:8px 0 0}
        .meta{color:var(--muted);font-size:14px;margin-top:6px}
        .card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 20px;margin-top:16px}
        .promise{border-left:4px solid var(--link)}
        .promise b{display:block}
        .mark{width:1em;height:1em;flex:none;vertical-align:-.12em;overflow:visible}
        .mark circle,.mark .body{fill:currentColor;stroke:currentColor;stroke-width:1.5;stroke-linejoin:round}
        .mark path:not(.body){fill:none;stroke:var(--card);stroke-width:2.8;stroke-linecap:round;stroke-linejoin:round}
        .pass{color:var(--pass)}.fail{color:var(--fail)}.invalid{color:var(--invalid)}
        .badge{display:inline-flex;gap:.4em;align-items:center;font-size:18px;letter-spacing:.02em;white-space:nowrap}
        .badge .mark{width:1.25em;height:1.25em}
        .counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin-top:20px}
        .count{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 18px}
        .count .figure{font-size:44px;line-height:1.05;font-weight:680;display:flex;align-items:center;gap:.28em;
        letter-spacing:-.02em}
        .count .figure .mark{width:.62em;height:.62em}
        .count .what{color:var(--muted);font-size:14px;margin-top:4px}
        .strip{display:flex;flex-wrap:wrap;gap:6px;margin-top:16px}
        .strip a{display:block;line-height:0;padding:3px}
        .strip .mark{width:22px;height:22px}
        .filter{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 12px;border:0;padding:0}
        .filter label{border:1px solid var(--line);border-radius:999px;padding:3px 14px;background:var(--card);
        cursor:pointer;font-size:15px}
        .filter input{position:absolute;opacity:0}
        .filter label:has(:checked){border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link);font-weight:600}
        .filter label:has(:focus-visible){outline:3px solid var(--link);outline-offset:2px}
        body:has(#only-pass:checked) tbody tr:not(.is-pass),body:has(#only-fail:checked) tbody tr:not(.is-fail),
        body:has(#only-invalid:checked) tbody tr:not(.is-invalid){display:none}
        table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);font-size:15px}
        th{text-align:left;font-weight:600;color:var(--muted);font-size:13px;padding:10px 12px;
        border-bottom:1px solid var(--line)}
        td{padding:10px 12px;border-bottom:1px solid var(--line);vertical-align:top}
        tbody tr:last-child td{border-bottom:0}
        td.time{color:var(--muted);white-space:nowrap}
        td.serial{font-weight:650;white-space:nowrap}
        tr.is-fail td{background:var(--fail-soft)}tr.is-invalid td{background:var(--invalid-soft)}
        tr{scroll-margin-top:12px}
        .do{font-weight:600}
        .advice{color:var(--muted);font-size:14px;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;
        overflow:hidden}
        .motor{padding:0;overflow:hidden;scroll-margin-top:12px}
        .motor header{display:flex;flex-wrap:wrap;gap:8px 18px;align-items:center;padding:16px 20px}
        .motor header h3{font-size:24px;margin:0;font-weight:650}
        .motor header .badge{font-size:24px}
        .motor header .meta{margin:0 0 0 auto}
        .motor header.fail-head{background:var(--fail-soft)}.motor header.invalid-head{background:var(--invalid-soft)}
        .motor header.pass-head{background:var(--pass-soft)}
        .motor .body{padding:6px 20px 18px}
        .instruction{font-size:20px;font-weight:600;margin:10px 0}
        ol.findings{margin:10px 0 4px;padding:0;list-style:none;counter-reset:finding}
        ol.findings li{counter-increment:finding;padding:9px 0 9px 36px;position:relative;
        border-top:1px solid var(--line)}
        ol.findings li:first-child{border-top:0}
        ol.findings li::before{content:counter(finding);position:absolute;left:0;top:9px;width:24px;height:24px;
        border:1px solid var(--line);border-radius:50%;text-align:center;font-size:13px;line-height:22px;
        color:var(--muted)}
        ol.findings:not(details ol) li:first-child .text{font-weight:650}
        ol.findings .aside{color:var(--muted);font-size:14px}
        figure{margin:14px 0 0;border:1px solid var(--line);border-radius:10px;overflow-x:auto;background:var(--card)}
        figure .plot{min-width:620px}
        details{margin-top:14px;color:var(--muted);font-size:14px}
        summary{cursor:pointer}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:8px 0 0}
        dd{margin:0;overflow-wrap:anywhere;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px}
        .huge{display:flex;align-items:center;gap:.3em;font-size:84px;line-height:1;font-weight:750;
        letter-spacing:-.02em;margin:18px 0 6px}
        .huge .mark{width:.8em;height:.8em}
        footer{margin-top:40px;color:var(--muted);font-size:14px}
        @media (max-width:700px){main{padding:18px 12px 40px}h1{font-size:25px}thead{display:none}
        table,tbody,tr,td{display:block;border:0}table{background:none}
        tr{border:1px solid var(--line)!important;border-radius:10px;margin-bottom:10px;padding:10px 14px;
        background:var(--card);position:relative}
        tr.is-fail{background:var(--fail-soft)}tr.is-invalid{background:var(--invalid-soft)}
        td{padding:2px 0;background:none!important}td:empty{display:none}
        td.time{position:absolute;right:14px;top:12px}.huge{font-size:56px}.motor header .meta{margin:0}}
        @media print{@page{size:A4;margin:14mm}:root{--page:#fff}body{font-size:11pt}main{max-width:none;padding:0}
        .counts{grid-template-columns:repeat(5,1fr);gap:8px}.count{padding:10px 12px}.count .figure{font-size:30px}
        td{padding:5px 10px}
        .filter,.strip,.skip{display:none}.card,.count,figure{break-inside:avoid}.motor{break-inside:auto;border:0}
        .motor header{break-after:avoid;border-radius:8px}ol.findings{break-after:avoid}
        tr{break-inside:avoid}thead{display:table-header-group}h2{break-after:avoid}
        a{color:inherit;text-decoration:none}figure{overflow:visible}figure .plot{min-width:0}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
        """;
}
