namespace Cutwork.Cli;

/// <summary>The style of a page: light or dark as its reader has it, and plain on paper.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root { color-scheme: light dark; --ink: #222; --faint: #5c5c5c; --paper: #fff; --line: #d8d8d8; --tint: #f4f5f7; --mark: #0072b2; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e4e4e4; --faint: #a6a6a6; --paper: #17191c; --line: #3a3d42; --tint: #212429; --mark: #56b4e9; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
        h1 { font-size: 1.8rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
        p, ul, dl { margin: 0 0 1rem; }
        h1, h2, h3, p, li, dd, figcaption { overflow-wrap: anywhere; }
        .note { color: var(--faint); font-size: .9rem; border-left: 3px solid var(--line); padding-left: .8rem; }
        .wide { overflow-x: auto; margin: 0 0 1rem; }
        table { border-collapse: collapse; font-size: .9rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
        th, td { padding: .4rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        .sheet th { vertical-align: bottom; font-weight: 600; }
        .sheet .n { text-align: right; white-space: nowrap; }
        .sheet th.n { white-space: normal; }
        .sheet td.short { white-space: nowrap; }
        figure { margin: 1.25rem 0 1.75rem; }
        figure svg, figure img { display: block; max-width: 100%; height: auto; border-radius: 6px; }
        figure img { image-rendering: pixelated; }
        figcaption { color: var(--faint); font-size: .9rem; margin-top: .5rem; }
        pre { overflow-x: auto; background: var(--tint); padding: .8rem 1rem; border-radius: 6px; font-size: .85rem; line-height: 1.45; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; }
        dt { font-weight: 600; max-width: 14rem; overflow-wrap: anywhere; }
        dd { margin: 0; }
        .matrix td { border: 1px solid var(--line); text-align: right; padding: .25rem .45rem; min-width: 2.2rem; }
        .matrix th { border: 0; font-weight: 500; padding: .25rem .5rem; max-width: 12rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .matrix tbody th { text-align: right; position: sticky; left: 0; background: var(--paper); }
        .matrix thead th { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 12rem; max-width: none; }
        .matrix thead .corner { writing-mode: horizontal-tb; transform: none; text-align: right; vertical-align: bottom; color: var(--faint); }
        .matrix .strong { color: #fff; }
        .dense { font-size: .65rem; line-height: 1; }
        .dense td { padding: 0; min-width: .7rem; width: .7rem; height: .7rem; }
        .dense th { padding: 0 .25rem; }
        .dense thead th { padding: .25rem 0; width: .7rem; }
        @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
        @media print {
          :root { color-scheme: light; --ink: #000; --faint: #444; --paper: #fff; --line: #bbb; --tint: #f4f5f7; }
          body { font-size: 11pt; }
          main { max-width: none; padding: 0; }
          figure, tr { break-inside: avoid; }
          h2, h3 { break-after: avoid; }
          .wide, pre { overflow: visible; }
          pre { white-space: pre-wrap; }
          td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """;
}
