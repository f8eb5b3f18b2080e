import type { Ruling } from './glyph.js';
import type { Matrix } from './matrix.js';

/** The library's codes in a path: what is drawn, and how many numbers follow. */
const moveTo = 0;
const lineTo = 1;
const closePath = 4;
const argumentCounts: readonly number[] = [2, 2, 6, 4, 0];

/** A filled box that is thinner is a line. Points. */
const maxThickness = 3;
/** A line that leaves its direction further is none of a table. Points. */
const maxSlant = 0.75;
/** Shorter lines are parts of drawings. Points. */
const minLength = 4;

interface Point {
  readonly x: number;
  readonly y: number;
}

function toRuling(from: Point, to: Point): Ruling | undefined {
  const width = Math.abs(to.x - from.x);
  const height = Math.abs(to.y - from.y);
  if (height <= maxSlant && width >= minLength) {
    const position = (from.y + to.y) / 2;
    return { isHorizontal: true, position, start: Math.min(from.x, to.x), end: Math.max(from.x, to.x) };
  }
  if (width <= maxSlant && height >= minLength) {
    const position = (from.x + to.x) / 2;
    return { isHorizontal: false, position, start: Math.min(from.y, to.y), end: Math.max(from.y, to.y) };
  }
  return undefined;
}

/** The ends of the straight lines of a path, each of its parts for itself; curves are passed over. */
function readParts(path: ArrayLike<number>, matrix: Matrix): Point[][] {
  const parts: Point[][] = [];
  let part: Point[] = [];
  for (let at = 0; at < path.length;) {
    const code = path[at]!;
    const count = argumentCounts[code];
    if (count === undefined) return parts;
    const x = path[at + count - 1]!;
    const y = path[at + count]!;
    at += count + 1;
    if (code === moveTo) {
      part = [];
      parts.push(part);
    }
    if (code === closePath) {
      if (part.length > 1) part.push(part[0]!);
      continue;
    }
    const point = {
      x: matrix[0] * x + matrix[2] * y + matrix[4],
      y: matrix[1] * x + matrix[3] * y + matrix[5],
    };
    if (code !== moveTo && code !== lineTo) {
      part = [];
      parts.push(part);
    }
    part.push(point);
  }
  return parts;
}

/** The lines of a path whose outline is drawn. */
export function strokedRulings(path: ArrayLike<number>, matrix: Matrix): Ruling[] {
  const rulings: Ruling[] = [];
  for (const part of readParts(path, matrix)) {
    for (let i = 1; i < part.length; i++) {
      const ruling = toRuling(part[i - 1]!, part[i]!);
      if (ruling) rulings.push(ruling);
    }
  }
  return rulings;
}

/** The lines among the boxes of a path that is filled: those that are thin. */
export function filledRulings(path: ArrayLike<number>, matrix: Matrix): Ruling[] {
  const rulings: Ruling[] = [];
  for (const part of readParts(path, matrix)) {
    if (part.length < 2 || part.length > 6) continue;
    const xs = part.map(({ x }) => x);
    const ys = part.map(({ y }) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const isFlat = bottom - top <= maxThickness && right - left > 2 * (bottom - top);
    const isNarrow = right - left <= maxThickness && bottom - top > 2 * (right - left);
    if (!isFlat && !isNarrow) continue;
    const middle = isFlat ? (top + bottom) / 2 : (left + right) / 2;
    const ruling = isFlat
      ? toRuling({ x: left, y: middle }, { x: right, y: middle })
      : toRuling({ x: middle, y: top }, { x: middle, y: bottom });
    if (ruling) rulings.push(ruling);
  }
  return rulings;
}
