/** Plots as SVG, coloured by the classes of the page's style; no script, nothing fetched. */

export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** Logarithmic; `from` is above zero then. */
  readonly isLogarithmic?: boolean;
}

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Dots, or bars from the bottom, in place of a line. */
  readonly marks?: 'dots' | 'bars';
}

export interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** Draws the line on which y is x. */
  readonly hasDiagonal?: boolean;
  /** A vertical line, with what it stands for. */
  readonly mark?: { readonly x: number; readonly label: string };
}

const width = 460;
const height = 300;
const frame = { left: 52, right: 24, top: 12, bottom: 44 };

export function escapeHtml(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => named[character]!).replace(/'/g, '&#39;');
}

function scale({ from, to, isLogarithmic = false }: Axis, start: number, end: number) {
  const position = (value: number): number => (isLogarithmic ? Math.log(value) : value);
  const low = position(from);
  const span = position(to) - low || 1;
  return (value: number): number => {
    const share = Math.min(1, Math.max(0, (position(value) - low) / span));
    return Math.round((start + share * (end - start)) * 10) / 10;
  };
}

function tickLabel(value: number): string {
  return value >= 1000 ? value.toLocaleString('en-GB') : String(Math.round(value * 1000) / 1000);
}

/** One plot with its legend, as an HTML figure. */
export function renderPlot({ title, x, y, series, hasDiagonal = false, mark }: Plot): string {
  const bottom = height - frame.bottom;
  const atX = scale(x, frame.left, width - frame.right);
  const atY = scale(y, bottom, frame.top);
  const parts: string[] = [];
  for (const tick of x.ticks) {
    parts.push(`<line class="grid" x1="${atX(tick)}" y1="${frame.top}" x2="${atX(tick)}" y2="${bottom}"/>`);
    parts.push(`<text x="${atX(tick)}" y="${bottom + 16}" text-anchor="middle">${tickLabel(tick)}</text>`);
  }
  for (const tick of y.ticks) {
    const right = width - frame.right;
    parts.push(`<line class="grid" x1="${frame.left}" y1="${atY(tick)}" x2="${right}" y2="${atY(tick)}"/>`);
    parts.push(
      `<text x="${frame.left - 6}" y="${atY(tick) + 4}" text-anchor="end">${tickLabel(tick)}</text>`,
    );
  }
  const middle = (frame.left + width - frame.right) / 2;
  parts.push(
    `<text x="${middle}" y="${height - 8}" text-anchor="middle">${escapeHtml(x.label)}</text>`,
    `<text transform="translate(13 ${(frame.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(y.label)}</text>`,
  );
  if (hasDiagonal) {
    const low = Math.max(x.from, y.from);
    const high = Math.min(x.to, y.to);
    parts.push(
      `<line class="diagonal" x1="${atX(low)}" y1="${atY(low)}" x2="${atX(high)}" y2="${atY(high)}"/>`,
    );
  }
  if (mark) {
    const at = atX(mark.x);
    parts.push(
      `<line class="mark" x1="${at}" y1="${frame.top}" x2="${at}" y2="${bottom}"/>`,
      `<text x="${at + 4}" y="${frame.top + 12}">${escapeHtml(mark.label)}</text>`,
    );
  }
  series.forEach(({ points, marks }, index) => {
    const shown = points.filter(([px, py]) => Number.isFinite(px) && Number.isFinite(py));
    const colour = `s${index % 6}`;
    if (marks === 'bars') {
      const barWidth = Math.max(
        1,
        (width - frame.left - frame.right) / Math.max(1, shown.length) / series.length - 1,
      );
      for (const [px, py] of shown) {
        const left = atX(px) + index * (barWidth + 1);
        parts.push(
          `<rect class="${colour}" x="${left}" y="${atY(py)}" width="${barWidth.toFixed(1)}" height="${(bottom - atY(py)).toFixed(1)}"/>`,
        );
      }
    } else {
      const at = shown.map(([px, py]) => [atX(px), atY(py)] as const);
      if (marks === undefined) {
        parts.push(`<polyline class="${colour}" points="${at.map((point) => point.join(',')).join(' ')}"/>`);
      }
      for (const [cx, cy] of at) parts.push(`<circle class="${colour}" cx="${cx}" cy="${cy}" r="3"/>`);
    }
  });
  const legend = series
    .map(({ name }, index) => `<span class="s${index % 6}">${escapeHtml(name)}</span>`)
    .join(' ');
  return (
    `<figure><figcaption>${escapeHtml(title)}</figcaption>` +
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${parts.join('')}</svg>` +
    (series.length > 1 ? `<p class="legend">${legend}</p>` : '') +
    `</figure>`
  );
}
