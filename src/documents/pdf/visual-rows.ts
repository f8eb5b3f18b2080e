import { classOf, type CharacterClass } from './character-class.js';
import type { Glyph } from './glyph.js';

export interface RowGlyph extends Glyph {
  readonly characterClass: CharacterClass;
  /** Whether it is small and stands above the line of the letters beside it. */
  isRaised: boolean;
}

/** Glyphs on one baseline, across the whole page. Each list from left to right. */
export interface VisualRow {
  baseline: number;
  /** Of its largest letters, in points. */
  size: number;
  readonly letters: RowGlyph[];
  readonly marks: RowGlyph[];
  readonly spaces: RowGlyph[];
  readonly blanks: RowGlyph[];
}

/** Smaller print is not meant to be seen. Points. */
const minSize = 0.5;
/** How far letters of one row may stand apart in height, as a share of the smaller size. */
const maxShift = 0.32;
/** Among so many rows before it the row of a letter is looked for. */
const maxRowsBack = 8;

export function toRowGlyph(glyph: Glyph): RowGlyph {
  return {
    text: glyph.text,
    left: glyph.left,
    right: glyph.right,
    baseline: glyph.baseline,
    size: glyph.size,
    font: glyph.font,
    code: glyph.code,
    order: glyph.order,
    characterClass: classOf(glyph.text),
    isRaised: false,
  };
}

/** The row of a letter among the last of those from top to bottom. */
function findRowOf(rows: readonly VisualRow[], letter: RowGlyph): VisualRow | undefined {
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - maxRowsBack); i--) {
    const { baseline, size } = rows[i]!;
    if (Math.abs(baseline - letter.baseline) <= Math.max(1, maxShift * Math.min(size, letter.size)))
      return rows[i];
  }
  return undefined;
}

function groupLetters(letters: readonly RowGlyph[]): VisualRow[] {
  const rows: VisualRow[] = [];
  for (const letter of [...letters].sort((a, b) => a.baseline - b.baseline || a.left - b.left)) {
    const row = findRowOf(rows, letter);
    if (!row) {
      const { baseline, size } = letter;
      rows.push({ baseline, size, letters: [letter], marks: [], spaces: [], blanks: [] });
      continue;
    }
    row.letters.push(letter);
    if (letter.size > row.size) ({ size: row.size, baseline: row.baseline } = letter);
  }
  return rows;
}

/** The row that lies nearest to a height, within a distance. Rows from top to bottom. */
function nearestRow(
  rows: readonly VisualRow[],
  glyph: RowGlyph,
  distance: (row: VisualRow) => number,
): VisualRow | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.baseline < glyph.baseline) low = middle + 1;
    else high = middle;
  }
  let best: VisualRow | undefined;
  let bestDistance = Infinity;
  for (let i = Math.max(0, low - 6); i < Math.min(rows.length, low + 6); i++) {
    const row = rows[i]!;
    const away = Math.abs(row.baseline - glyph.baseline);
    if (away < bestDistance && away <= distance(row)) [best, bestDistance] = [row, away];
  }
  return best;
}

/** Stretches of a row without a gap. */
function* findClusters(letters: readonly RowGlyph[]): Generator<RowGlyph[]> {
  let cluster: RowGlyph[] = [];
  for (const letter of letters) {
    const last = cluster.at(-1);
    if (last && letter.left - last.right > 0.4 * last.size) {
      yield cluster;
      cluster = [];
    }
    cluster.push(letter);
  }
  if (cluster.length > 0) yield cluster;
}

/** Whether a small stretch is raised or lowered directly beside a letter of a row. */
function hangsOn(cluster: readonly RowGlyph[], host: VisualRow): boolean {
  const { left, baseline } = cluster[0]!;
  const { right } = cluster.at(-1)!;
  if (Math.abs(host.baseline - baseline) > 0.75 * host.size) return false;
  const reach = 0.35 * host.size;
  return host.letters.some(
    (letter) => Math.abs(letter.left - right) < reach || Math.abs(letter.right - left) < reach,
  );
}

/** Small figures that are raised or lowered stand in the row of the letters that they hang on. */
function joinScripts(rows: VisualRow[]): VisualRow[] {
  const isJoined = new Set<VisualRow>();
  rows.forEach((row, i) => {
    if (row.letters.length > 60) return;
    const hosts = rows
      .slice(Math.max(0, i - 6), i + 7)
      .filter((host) => host !== row && !isJoined.has(host) && row.size < 0.82 * host.size);
    if (hosts.length === 0) return;
    const kept: RowGlyph[] = [];
    for (const cluster of findClusters(row.letters)) {
      const host = cluster.length <= 12 ? hosts.find((each) => hangsOn(cluster, each)) : undefined;
      (host?.letters ?? kept).push(...cluster);
      if (host && row.baseline < host.baseline) for (const letter of cluster) letter.isRaised = true;
    }
    row.letters.splice(0, row.letters.length, ...kept);
    if (kept.length === 0) isJoined.add(row);
  });
  return rows.filter((row) => !isJoined.has(row));
}

/** The rows of a page from top to bottom. */
export function findRows(glyphs: readonly Glyph[]): VisualRow[] {
  const all = glyphs.map(toRowGlyph).filter(({ size }) => size > minSize);
  const isLetter = ({ characterClass }: RowGlyph): boolean =>
    characterClass !== 'mark' && characterClass !== 'space' && characterClass !== 'blank';
  const grouped = groupLetters(all.filter(isLetter)).sort((a, b) => a.baseline - b.baseline);
  for (const { letters } of grouped) letters.sort((a, b) => a.left - b.left || a.order - b.order);
  const rows = joinScripts(grouped);
  for (const glyph of all) {
    const { characterClass, size } = glyph;
    if (characterClass === 'mark') {
      nearestRow(rows, glyph, (row) => Math.max(1.3 * size, row.size))?.marks.push(glyph);
    } else if (characterClass === 'space') nearestRow(rows, glyph, () => 0.45 * size)?.spaces.push(glyph);
    else if (characterClass === 'blank') nearestRow(rows, glyph, () => 0.5 * size)?.blanks.push(glyph);
  }
  for (const row of rows) {
    for (const list of [row.letters, row.marks, row.spaces, row.blanks]) {
      list.sort((a, b) => a.left - b.left || a.order - b.order);
    }
  }
  return rows;
}
