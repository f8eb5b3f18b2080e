import type { Ruling } from './glyph.js';

/** A cell between lines that are drawn. Points from the top left corner of the page. */
export interface GridCell {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Its first row and column, from the top and from the left, and how many it goes across. */
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A table as its lines draw it. */
export interface Grid {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly cells: readonly GridCell[];
}

/** Lines that are closer than this are one, or meet. Points. */
const tolerance = 3;
/** More lines than a table of a page has: a drawing. */
const maxRulings = 3000;
const maxTracks = 200;

/** Joins pieces of one line; each cell often draws its own. */
function joinRulings(rulings: readonly Ruling[]): Ruling[] {
  const joined: { isHorizontal: boolean; position: number; start: number; end: number }[] = [];
  const ordered = [...rulings].sort((a, b) => a.position - b.position || a.start - b.start);
  for (const { isHorizontal, position, start, end } of ordered) {
    const near: typeof joined = [];
    for (let i = joined.length - 1; i >= 0 && position - joined[i]!.position <= tolerance; i--)
      near.push(joined[i]!);
    const other = near.find((each) => start <= each.end + tolerance && end >= each.start - tolerance);
    if (other) {
      other.start = Math.min(other.start, start);
      other.end = Math.max(other.end, end);
    } else joined.push({ isHorizontal, position, start, end });
  }
  return joined;
}

function meet(across: Ruling, down: Ruling): boolean {
  return (
    down.position >= across.start - tolerance &&
    down.position <= across.end + tolerance &&
    across.position >= down.start - tolerance &&
    across.position <= down.end + tolerance
  );
}

/** Sets of lines of which each meets another. */
function findComponents(
  across: readonly Ruling[],
  down: readonly Ruling[],
): { across: Ruling[]; down: Ruling[] }[] {
  const components: { across: Ruling[]; down: Ruling[] }[] = [];
  const left = { across: new Set(across), down: new Set(down) };
  for (const first of across) {
    if (!left.across.delete(first)) continue;
    const component = { across: [first], down: [] as Ruling[] };
    for (
      let nextAcross = 0, nextDown = 0;
      nextAcross < component.across.length || nextDown < component.down.length;
    ) {
      if (nextAcross < component.across.length) {
        const line = component.across[nextAcross++]!;
        for (const other of left.down) {
          if (!meet(line, other)) continue;
          left.down.delete(other);
          component.down.push(other);
        }
      } else {
        const line = component.down[nextDown++]!;
        for (const other of left.across) {
          if (!meet(other, line)) continue;
          left.across.delete(other);
          component.across.push(other);
        }
      }
    }
    components.push(component);
  }
  return components;
}

/** Where rows or columns begin and end: the positions of the lines, each once, rising. */
function findTracks(positions: readonly number[]): number[] {
  const tracks: number[] = [];
  for (const position of [...positions].sort((a, b) => a - b)) {
    if (tracks.length === 0 || position - tracks.at(-1)! > tolerance) tracks.push(position);
  }
  return tracks;
}

function hasLine(rulings: readonly Ruling[], position: number, at: number): boolean {
  return rulings.some(
    (ruling) => Math.abs(ruling.position - position) <= tolerance && ruling.start <= at && ruling.end >= at,
  );
}

function toGrid({ across, down }: { across: readonly Ruling[]; down: readonly Ruling[] }): Grid | undefined {
  const ends = (rulings: readonly Ruling[]): number[] => rulings.flatMap(({ start, end }) => [start, end]);
  // Tables are often open at their sides: their outer edge is where the lines across end.
  const xs = findTracks([
    ...down.map(({ position }) => position),
    Math.min(...ends(across)),
    Math.max(...ends(across)),
  ]);
  const ys = findTracks([
    ...across.map(({ position }) => position),
    Math.min(...ends(down)),
    Math.max(...ends(down)),
  ]);
  const rowCount = ys.length - 1;
  const columnCount = xs.length - 1;
  if (rowCount < 1 || columnCount < 2 || rowCount > maxTracks || columnCount > maxTracks) return undefined;
  const isTaken = new Set<number>();
  const cells: GridCell[] = [];
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columnCount; column++) {
      if (isTaken.has(row * columnCount + column)) continue;
      const middleY = (ys[row]! + ys[row + 1]!) / 2;
      let columns = 1;
      while (column + columns < columnCount && !hasLine(down, xs[column + columns]!, middleY)) columns++;
      const middleX = (xs[column]! + xs[column + 1]!) / 2;
      let rows = 1;
      while (row + rows < rowCount && !hasLine(across, ys[row + rows]!, middleX)) rows++;
      for (let r = row; r < row + rows; r++) {
        for (let c = column; c < column + columns; c++) isTaken.add(r * columnCount + c);
      }
      cells.push({
        left: xs[column]!,
        right: xs[column + columns]!,
        top: ys[row]!,
        bottom: ys[row + rows]!,
        row,
        column,
        rows,
        columns,
      });
    }
  }
  return {
    left: xs[0]!,
    right: xs.at(-1)!,
    top: ys[0]!,
    bottom: ys.at(-1)!,
    rowCount,
    columnCount,
    cells,
  };
}

/** The tables of a page that are drawn with lines, of two columns at least. */
export function findGrids(rulings: readonly Ruling[]): Grid[] {
  if (rulings.length > maxRulings) return [];
  const across = joinRulings(rulings.filter(({ isHorizontal }) => isHorizontal));
  const down = joinRulings(rulings.filter(({ isHorizontal }) => !isHorizontal));
  return findComponents(across, down)
    .filter((component) => component.across.length > 1 && component.down.length > 0)
    .flatMap((component) => toGrid(component) ?? []);
}
