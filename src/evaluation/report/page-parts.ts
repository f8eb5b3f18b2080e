import { escapeHtml, type Axis } from './plots.js';
import { style } from './style.js';

/** Where an axis of shares has its lines. */
export const shareTicks = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** An axis of shares, up to 1. */
export function shareAxis(label: string, from = 0): Axis {
  return { label, from, to: 1, ticks: shareTicks.filter((tick) => tick >= from) };
}

export function htmlTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<div class="scroll"><table>${cells('th', head)}${rows.map((row) => cells('td', row)).join('')}</table></div>`;
}

/** A whole page about a run on `file`; `body` is HTML. */
export function htmlPage(file: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Isnad: ${escapeHtml(file)}</title>
<style>${style}</style>
</head>
<body>
<h1>Isnad on <bdi>${escapeHtml(file)}</bdi></h1>
${body}
</body>
</html>
`;
}
