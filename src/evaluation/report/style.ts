/** The style of the report; part of the page, so that it needs nothing but itself. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5c6675; --line: #d9dee6; --paper: #fff; --wash: #f4f6f9;
  --good: #d3f2d9; --bad: #ffe3c2; --s0: #2563c9; --s1: #c2410c; --s2: #15803d; --s3: #7c3aed; --s4: #b45309; --s5: #0e7490; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #9aa4b2; --line: #39424f; --paper: #14181f;
  --wash: #1d232c; --good: #1f4d2b; --bad: #5b3a12; --s0: #7aa7f7; --s1: #fb923c; --s2: #4ade80; --s3: #c4a5fb; --s4: #fbbf24; --s5: #22d3ee; } }
body { margin: 0 auto; padding: 1rem; max-width: 62rem; font: 15px/1.55 system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif;
  color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; } p.note { color: var(--soft); margin: .3rem 0; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: end; white-space: nowrap; }
th:first-child, td:first-child { text-align: start; white-space: normal; } th { color: var(--soft); font-weight: 600; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1rem; }
figure { margin: 0; padding: .6rem; background: var(--wash); border-radius: .5rem; } figcaption { font-weight: 600; }
svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: var(--soft); } .grid { stroke: var(--line); }
.diagonal, .mark { stroke: var(--soft); stroke-dasharray: 4 4; } polyline { fill: none; stroke-width: 2; }
.legend { margin: 0; font-size: .85rem; } .legend span { border-bottom: 3px solid; margin-inline-end: .8rem; }
.s0 { color: var(--s0); } .s1 { color: var(--s1); } .s2 { color: var(--s2); } .s3 { color: var(--s3); } .s4 { color: var(--s4); } .s5 { color: var(--s5); }
polyline[class] { stroke: currentColor; } circle[class], rect[class] { fill: currentColor; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; margin: .8rem 0; break-inside: avoid; }
article h3 { margin: 0 0 .3rem; font-size: 1.05rem; } article .text { margin: .3rem 0; padding: .4rem .7rem; background: var(--wash);
  border-radius: .4rem; overflow-wrap: anywhere; } mark { background: var(--good); color: inherit; } .shown mark { background: var(--bad); }
@media print { body { max-width: none; font-size: 11px; } article, figure { break-inside: avoid; } }
`;
